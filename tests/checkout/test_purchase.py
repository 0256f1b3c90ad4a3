"""From the cart to the files, through the sandbox, the webhook and the worker's jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO

import httpx
import pypdfium2
from PIL import Image

from tests.support.outside import StripeSandbox
from tests.support.storefront import Shopper, session_of

ORDER = """
query ($id: ID!) {
  order(id: $id) {
    number status paymentStatus fulfillmentStatus email total { amount } downloadsReady
    lines { title downloads { id } }
    downloads { format status fileName fileSize widthPx heightPx dpi url expiresAt }
    timeline { type }
  }
}
"""


async def test_guest_buys_a_digital_poster_and_downloads_it(
    client: httpx.AsyncClient,
    catalog: None,
    served: str,
    stripe_sandbox: StripeSandbox,
    run_outbox: Callable[[], Awaitable[int]],
) -> None:
    shopper = Shopper(client)
    await shopper.add(await shopper.line("digital/8x10"))

    checkout = await shopper.checkout()
    assert checkout["__typename"] == "Checkout", checkout
    page = f"/v1/payment_pages/{session_of(checkout)}/confirm"
    paid = {"payment_method": "pm_card_visa", "expected_amount": 999, "email": "Ada@Example.com"}
    await stripe_sandbox.call("POST", page, paid)
    for _ in range(600):
        await run_outbox()
        order = (await shopper.ask(ORDER, id=checkout["order"]["id"]))["order"]
        if order["downloadsReady"]:
            break
        await asyncio.sleep(0.1)

    assert order["status"] == "FULFILLED"
    assert order["total"] == {"amount": 999}
    files = {file["format"]: file for file in order["downloads"]}
    assert set(files) == {"PNG", "PDF"}
    png = await client.get(files["PNG"]["url"])
    assert png.status_code == 200
    assert Image.open(BytesIO(png.content)).size == (2400, 3000) == (files["PNG"]["widthPx"], files["PNG"]["heightPx"])
    pdf = await client.get(files["PDF"]["url"])
    assert len(pypdfium2.PdfDocument(pdf.content)) == 1
