"""A purchase from the template to the file, over HTTP only, in a shop that was started with one command."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from tests.e2e.buyer import Buyer
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

STEPS = ["order_created", "order_paid", "order_processing", "downloads_ready", "order_fulfilled"]


def test_a_poster_is_bought_paid_drawn_and_downloaded(running_shop: RunningShop) -> None:
    with Buyer(running_shop) as buyer:
        checkout = buyer.check_out(size="18x24")
        assert buyer.order(checkout)["downloads"] == []

        buyer.pay(checkout)
        buyer.wait(checkout, "paid", seconds=60)
        buyer.wait(checkout, "ready", seconds=90)

        order = buyer.order(checkout)
        assert (order["status"], order["paymentStatus"]) == ("FULFILLED", "PAID")
        assert [event["type"] for event in order["timeline"]] == STEPS
        png, pdf = (buyer.http.get(file["url"]) for file in order["downloads"])
        with Image.open(io.BytesIO(png.content)) as image:
            assert (image.format, image.size) == ("PNG", (5400, 7200))
        document = pypdfium2.PdfDocument(pdf.content)
        assert (len(document), document[0].get_size()) == (1, (1296.0, 1728.0))
        document.close()
        assert png.headers["content-disposition"] == f'attachment; filename="{order["number"]}-1-18x24.png"'


def test_a_strangers_token_and_a_forged_link_open_nothing(running_shop: RunningShop) -> None:
    with Buyer(running_shop) as buyer:
        mine, other = buyer.check_out(), buyer.check_out(template=1)
        buyer.pay(mine)
        buyer.wait(mine, "ready", seconds=90)
        url = buyer.order(mine)["downloads"][0]["url"]

        query, which = "query($s: String!) { orderByCheckoutSession(sessionId: $s) { id } }", {"s": mine.session_id}
        assert buyer.gql(query, which, **{"X-Order-Token": other.token}) == {"orderByCheckoutSession": None}
        assert buyer.gql(query, which) == {"orderByCheckoutSession": None}
        assert buyer.http.get(url.replace("signature=", "signature=0")).status_code in {403, 404}
        assert buyer.http.get(url.replace("-1-8x10.png?", "-1-8x10.pdf?")).status_code in {403, 404}
        assert buyer.http.get(url).status_code == 200
