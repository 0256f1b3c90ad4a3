"""`designPreview`, and the routes that draw stored and unstored designs."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from adapters.limits import Limit
from commerce import limits
from core.settings import Settings
from models import Design
from posters.client import Rendered, RenderFailed, run_render
from posters.model import document_hash, parse_document
from posters.tiles import DEMO_ARCHIVE
from tests.support.storefront import DOCUMENT, Shopper, design

PREVIEW = """
query ($document: JSON!, $width: Int) {
  designPreview(document: $document, width: $width) {
    __typename
    ... on DesignPreview { hash title previewUrl }
    ... on DesignInvalidError { code problems { path message } }
  }
}
"""


async def preview(shopper: Shopper, **variables: Any) -> dict[str, Any]:
    return dict((await shopper.ask(PREVIEW, **variables))["designPreview"])


async def test_a_design_is_seen_without_being_stored(guest: Shopper) -> None:
    document = design(text="live")

    shown = await preview(guest, document=document, width=200)
    answer = await guest.http.get(shown["previewUrl"])

    assert shown["hash"] == document_hash(parse_document(document))
    assert shown["title"] == "Live – Astana"
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (240, 320)
    assert await Design.all().count() == 0


async def test_what_cannot_be_printed_is_named(guest: Shopper) -> None:
    broken = await preview(guest, document={**DOCUMENT, "location": {"lat": 91, "lng": 0}})
    too_long = await preview(guest, document=design(text="W" * 120))

    assert [problem["path"] for problem in broken["problems"]] == ["location.lat"]
    assert (too_long["__typename"], too_long["problems"][0]["path"]) == ("DesignInvalidError", "text.headline.text")


@pytest.mark.parametrize("document", [None, 7, "x", [], [[]], {"a": 1}, {"location": None}, {"version": "9"}])
async def test_what_is_no_design(guest: Shopper, document: Any) -> None:
    answer = (await guest.raw(PREVIEW, document=document)).json()

    if document is None:
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    else:
        assert answer["data"]["designPreview"]["__typename"] == "DesignInvalidError"


async def test_a_forged_document_is_not_drawn(guest: Shopper) -> None:
    url = httpx.URL((await preview(guest, document=design(text="live")))["previewUrl"])
    other = httpx.URL((await preview(guest, document=design(text="other")))["previewUrl"])
    forged = [
        url.copy_set_param("document", other.params["document"]),
        url.copy_set_param("signature", "é"),
        url.copy_remove_param("signature"),
        url.copy_remove_param("document"),
        url.copy_set_param("document", "x" * 60_000),
    ]

    assert {(await guest.http.get(each)).status_code for each in forged} == {404}


async def test_a_stored_design_is_public_and_lasts_for_ever(guest: Shopper) -> None:
    await guest.add(await guest.line())
    stored = await Design.get()

    url = f"/previews/{stored.hash}/240.png"
    answer = await guest.http.get(url)
    again = await guest.http.get(url, headers={"if-none-match": answer.headers["etag"]})
    head = await guest.http.head(url)

    assert Image.open(BytesIO(answer.content)).size == (240, 320)
    assert "immutable" in answer.headers["cache-control"]
    assert "public" in answer.headers["cache-control"]
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content) == (200, b"")


async def test_another_map_is_another_picture(
    guest: Shopper, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document = design(text="moved")
    demo = (await preview(guest, document=document))["previewUrl"]
    before = (await guest.http.get(demo)).headers["etag"]
    chosen = tmp_path / "city.pmtiles"
    shutil.copyfile(DEMO_ARCHIVE, chosen)
    drawn_over: list[str] = []

    async def run(document: Any, tiles: str, *rest: Any, **limits: Any) -> Rendered:
        drawn_over.append(tiles)
        return await run_render(document, tiles, *rest, **limits)

    monkeypatch.setattr("commerce.files.drawing.run_render", run)
    changed = settings.model_copy(update={"tiles_url": str(chosen)})
    for place in ("drawing", "renders"):
        monkeypatch.setattr(f"commerce.files.{place}.settings", lambda: changed)
    own = (await preview(guest, document=document))["previewUrl"]
    answer = await guest.http.get(own)

    assert own != demo
    assert drawn_over == [str(chosen)]
    assert answer.headers["etag"] != before


@pytest.mark.parametrize(("asked", "drawn"), [("0", 240), ("1", 240), ("241", 480), ("961", 960), ("99999", 960)])
async def test_widths_snap_up(guest: Shopper, asked: str, drawn: int) -> None:
    await guest.add(await guest.line())
    stored = await Design.get()

    answer = await guest.http.get(f"/previews/{stored.hash}/{asked}.png")

    assert Image.open(BytesIO(answer.content)).width == drawn


@pytest.mark.parametrize(
    "path",
    [f"{'0' * 64}/240.png", "nothing/240.png", "a%00b/240.png", "{hash}/x.png", "{hash}/-1.png",
     "{hash}/" + "9" * 5000 + ".png", "{hash}/240.jpg", "{hash}/%D9%A3.png", "live/x.png", "live/240.png"],
)  # fmt: skip
async def test_what_is_not_there_is_404(guest: Shopper, path: str) -> None:
    await guest.add(await guest.line())
    stored = await Design.get()

    answer = await guest.http.get(f"/previews/{path.replace('{hash}', stored.hash)}")

    assert answer.status_code == 404


async def test_what_cannot_be_drawn_now_is_503(guest: Shopper, monkeypatch: pytest.MonkeyPatch) -> None:
    async def out_of_paper(*_: Any, **__: Any) -> None:
        raise RenderFailed("tiles", "the tile server is away", permanent=False)

    url = (await preview(guest, document=design(text="never drawn")))["previewUrl"]
    monkeypatch.setattr("commerce.files.drawing.run_render", out_of_paper)

    answer = await guest.http.get(url)

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "immutable" not in answer.headers.get("cache-control", "")


async def test_many_who_look_at_once(guest: Shopper) -> None:
    url = (await preview(guest, document=design(text="crowd")))["previewUrl"]

    answers = await asyncio.gather(*(guest.http.get(url) for _ in range(8)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


async def test_who_looks_at_more_designs_than_one_can_edit_has_to_wait(
    guest: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DESIGN_FROM_ADDRESS", Limit("design-address", 2, timedelta(minutes=1)))

    shown = [await preview(guest, document=design(text="again")) for _ in range(3)]

    assert [each["__typename"] for each in shown] == ["DesignPreview", "DesignPreview", "RateLimitedError"]
