from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from posters.api import check_fits
from posters.errors import InvalidDesign
from posters.fitting import Extent, Setting, TextTooLong, fit
from posters.layout import FRAME_ASPECT, Layout, Sheet
from posters.model import FRAME_STYLES
from tests.posters.designs import GOLDENS, SHEETS, TEMPLATES, demo, layout, typesetter
from tests.posters.regenerate import layouts

LONG = "The night we danced until the sun came up over the old town and its slow brown river"


def monospaced(text: str, font: str, size: float, spacing: float) -> Extent:
    return Extent(len(text) * size * 0.5 + max(0, len(text) - 1) * spacing, size * 0.7, size * 0.2, size * 0.5)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_laid_out_exactly_as_before(name: str) -> None:
    expected = json.loads((GOLDENS / f"{name}.layout.json").read_text("utf-8"))

    assert json.loads(json.dumps(layouts(name))) == expected


def assert_sound(found: Layout) -> None:
    """Nothing leaves the sheet, nothing touches anything else."""
    sheet, frame = found.sheet, found.frame
    assert frame.x > 0
    assert frame.x + frame.width < sheet.width
    spans = [(frame.y, frame.y + frame.height)]
    for line in found.lines:
        extent = typesetter()(line.text, line.font, line.size, line.spacing)
        assert extent.width <= 960.5, line
        spans.append((line.baseline - extent.ascent, line.baseline + extent.descent))
    spans.append((found.credit.baseline - found.credit.size, found.credit.baseline))
    spans.sort()
    assert spans[0][0] >= 60
    assert spans[-1][1] <= sheet.height - 30
    for above, below in pairwise(spans):
        assert below[0] - above[1] >= 8, (above, below)
    for rule in found.rules:
        assert not any(top <= rule.y <= bottom for top, bottom in spans)


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("style", FRAME_STYLES)
@pytest.mark.parametrize(
    "words",
    [
        {},
        {"text__headline__text": "", "text__custom__text": ""},
        {"text__headline__text": LONG, "text__custom__text": "one\ntwo\n\nthree\nfour"},
        {"location__city": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"},
        {"text__typography__textSpacing": 3, "text__typography__letterSpacing": 40, "text__city__size": "L"},
        {"text__custom__text": LONG, "text__custom__font": "great-vibes", "text__custom__size": "L"},
        {"location__city": "الدار البيضاء", "location__country": "Việt Nam", "text__headline__text": "💞"},
    ],
)
def test_words_and_map_never_touch(size: tuple[int, int], style: str, words: dict[str, Any]) -> None:
    assert_sound(layout(demo("template-1", style__frame__style=style, **words), *size))


def test_a_poster_without_words_is_all_map() -> None:
    hidden = {f"text__{part}__show": False for part in ("city", "coordinates", "country")}
    found = layout(demo("template-1", text__headline__text="", text__custom__text="", **hidden), 12, 16)

    assert found.lines == ()
    assert (found.frame.width, found.frame.height) == (1020, 1412)


@pytest.mark.parametrize("style", FRAME_STYLES)
def test_the_map_grows_with_the_sheet(style: str) -> None:
    document = demo("template-1", style__frame__style=style)
    areas = [(f := layout(document, *size).frame).width * f.height for size in ((20, 24), (12, 16), (24, 36))]

    assert areas == sorted(areas)
    assert areas[2] > areas[0] * 1.1


@pytest.mark.parametrize("style", ["circle", "heart", "house"])
def test_outlines_keep_their_proportions(style: str) -> None:
    frame = layout(demo("template-1", style__frame__style=style), 20, 24).frame

    assert frame.height / frame.width == pytest.approx(FRAME_ASPECT[style], abs=0.001)


def test_a_street_address_is_split_over_city_and_country() -> None:
    lines = {line.role: line.text for line in layout(demo("template-22"), 12, 16).lines}

    assert lines == {
        "city": "520 CHESTNUT STREET",
        "coordinates": "51.1560° N  /  71.4320° E",
        "country": "PHILADELPHIA, UNITED STATES",
    }


def test_an_address_stays_whole_without_a_country_line() -> None:
    found = layout(demo("template-22", text__country__show=False), 12, 16)

    assert " ".join(line.text for line in found.lines if line.role == "city") == "520 CHESTNUT STREET, PHILADELPHIA"


def test_southern_and_western_coordinates() -> None:
    found = layout(demo("template-1", location__lat=-33.86882, location__lng=-70.65), 12, 16)

    assert "33.8688° S  /  70.6500° W" in [line.text for line in found.lines]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("text.headline.text", "x" * 120),
        ("location.city", "W" * 80),
        ("text.custom.text", "x" * 300),
    ],
)
def test_words_that_fit_nowhere_are_refused_by_name(path: str, text: str) -> None:
    document = demo("template-1", **{path.replace(".", "__"): text})

    with pytest.raises(InvalidDesign) as refused:
        check_fits(document)

    assert [str(problem) for problem in refused.value.problems] == [f"{path}: is too long to fit on the poster"]


def test_too_many_lines_for_the_sheet_are_refused() -> None:
    text = "\n".join([("many words " * 4).strip()] * 6)
    document = demo("template-9", text__custom__text=text, text__custom__size="L", text__typography__textSpacing=3)

    with pytest.raises(InvalidDesign, match="text: has more words than fit beside the map"):
        check_fits(document)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_templates_fit_on_every_sheet(name: str) -> None:
    check_fits(demo(name))


def test_a_short_text_keeps_its_size() -> None:
    assert fit("ab cd", Setting("roboto", 40, 2, 3), 1000, monospaced).lines == ("ab cd",)


def test_a_long_text_first_shrinks_then_breaks_evenly() -> None:
    shrunk = fit("a" * 50, Setting("roboto", 50, 0, 3), 1000, monospaced)
    broken = fit("aaaa bbbb cccc dddd eeee ffff", Setting("roboto", 100, 0, 3), 1000, monospaced)

    assert (shrunk.lines, shrunk.size) == (("a" * 50,), 40)
    assert (broken.lines, broken.size) == (("aaaa bbbb cccc", "dddd eeee ffff"), 100)


def test_a_text_that_fits_on_no_line_is_refused() -> None:
    with pytest.raises(TextTooLong):
        fit("a" * 200, Setting("roboto", 50, 0, 3), 1000, monospaced)


def test_a_wide_sheet_keeps_its_column() -> None:
    assert Sheet.of(36, 24) == Sheet(2160, 1440)
    assert_sound(layout(demo("template-9"), 36, 24))
