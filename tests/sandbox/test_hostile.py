"""Requests that mean harm: always a 4xx, never a 500, and nothing changed."""

from __future__ import annotations

import pytest

from tests.sandbox.shop import Shop

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_BRACKETS = "a" + "[b]" * 500
_BODIES = {
    "bad utf-8": b"name=\xff\xfe",
    "broken brackets": b"name[=x",
    "crossed brackets": b"metadata]a[=x",
    "nested too deeply": _BRACKETS.encode() + b"=1",
    "scalar and object": b"metadata=x&metadata[a]=y",
    "object and scalar": b"metadata[a]=y&metadata=x",
    "list and object": b"images[]=a&images[b]=c",
    "list in a list": b"images[][]=a",
    "many fields": b"&".join(b"metadata[%d]=x" % n for n in range(6000)),
    "no name": b"=x",
    "name twice as a list": b"name[]=a&name[]=b",
    "a number of 5,000 digits": b"name=x&type=good&statement_descriptor[x]=" + b"9" * 5000,
    "huge text": b"name=" + b"x" * 100_000,
    "a body of 3 MB": b"name=" + b"x" * 3_000_000,
    "sparse list": b"name=x&images[999999999]=https://a.test",
    "list with words": b"name=x&images[one]=https://a.test",
}


@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES.keys())
async def test_hostile_forms(shop: Shop, body: bytes) -> None:
    answer = await shop.http.post("/v1/products", content=body, headers=_FORM)

    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "form",
    [
        {"amount": "9" * 5000, "currency": "usd"},
        {"amount": "1e9", "currency": "usd"},
        {"amount": "-1", "currency": "usd"},
        {"amount": "٥٠٠", "currency": "usd"},
        {"amount": "500", "currency": "usd\0"},
        {"amount": "500", "currency": ""},
        {"amount[a]": "500", "currency": "usd"},
        {"amount": "500", "currency": "usd", "confirm": "perhaps"},
        {"amount": "500", "currency": "usd", "payment_method": "pm_card_nobody", "confirm": "true"},
        {"amount": "500", "currency": "usd", "payment_method": "4242", "confirm": "true"},
        {"amount": "500", "currency": "usd", "expand[]": "a." * 100},
    ],
)
async def test_hostile_amounts(shop: Shop, form: dict[str, str]) -> None:
    answer = await shop.http.post("/v1/payment_intents", data=form)

    assert 400 <= answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "body", [b"null", b"1", b"[]", b"{", b"\xff", b'{"payment_method": 1}', b'{"address": []}', b'{"email": {"a": 1}}',
             b'{"card": {"number": "4242424242424242", "exp_month": 99}}', b'{"expected_amount": "x"}',
             b"[" * 10_000, b'{"payment_method": "pm_card_visa", "email": "nobody"}']
)  # fmt: skip
async def test_hostile_confirmations(shop: Shop, body: bytes) -> None:
    session = await shop.open_session()

    answer = await shop.http.post(
        f"/v1/payment_pages/{session.id}/confirm", content=body, headers={"Content-Type": "application/json"}
    )

    assert 400 <= answer.status_code < 500, answer.text
    after = await shop.session(session.id)
    assert (after.status, after.payment_intent) == ("open", None)


@pytest.mark.parametrize("path", ["/c/pay/{id}", "/c/pay/nothing", "/3ds/pi_nothing", "/resend/evt_nothing"])
async def test_hostile_page_posts(shop: Shop, path: str) -> None:
    session = await shop.open_session()
    address = path.format(id=session.id)

    for body in (b"\xff", b"a[=1", b"action=" + b"x" * 200_000, b"action=apply&promotion_code[]=x", b""):
        answer = await shop.http.post(
            address, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert answer.status_code < 500
    assert (await shop.session(session.id)).status == "open"


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("/faults", {"kind": "earthquake"}),
        ("/faults", {"kind": "500", "colour": "red"}),
        ("/webhooks/rules", {"action": "explode"}),
        ("/webhooks/resume", {"order": "sideways"}),
        ("/clock", {"advance_seconds": -5}),
        ("/clock", {"advance_seconds": "soon"}),
        ("/events/evt_none/resend", {}),
        ("/disputes", {"charge": "ch_none"}),
    ],
)
async def test_controls_say_what_they_do_not_understand(shop: Shop, path: str, document: dict[str, object]) -> None:
    answer = await shop.http.post("/_sandbox" + path, json=document)

    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_markup_in_products_stays_text(shop: Shop) -> None:
    session = await shop.open_session(
        {
            "quantity": 1,
            "price_data": {
                "currency": "usd",
                "unit_amount": 500,
                "product_data": {"name": "<script>alert(1)</script>", "description": "\"'><img src=x>"},
            },
        }
    )

    page = await shop.http.get(f"/c/pay/{session.id}")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
