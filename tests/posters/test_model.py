from __future__ import annotations

import json
from typing import Any

import pytest

from posters.errors import InvalidDesign, Problem
from posters.model import DesignDocument, canonical_json, document_hash, parse_document, title
from tests.posters.designs import TEMPLATES, demo, raw_demo, template


def problems(raw: object) -> list[Problem]:
    with pytest.raises(InvalidDesign) as refused:
        parse_document(raw)
    return refused.value.problems


def test_a_template_is_read_whole() -> None:
    document = parse_document(template("template-16"))

    assert document.text.headline.text == "Two Souls 💞 One Map"
    assert document.text.headline.font == "raleway"
    assert document.text.custom.text == "SARAH and JACOB\n\n⭐ 02-10-2015 ⭐"
    assert document.text.typography.letter_spacing == 5
    assert document.style.map_style == "crimsonSteel"
    assert document.style.frame.style == "heart"
    assert document.style.glow.intensity == 0.9
    assert document.location.zoom == 10
    assert document.export.quality == 0.95


def test_the_editors_wrapper_is_dropped() -> None:
    inner = template("template-1")
    wrapped = {"version": "1.0", "created": "2025-08-26T18:48:38.644Z", "application": "x", "snapshot": inner}

    assert parse_document(wrapped) == parse_document(inner)
    assert b"created" not in canonical_json(parse_document({**inner, "created": "2025-08-26"}))


def test_what_old_documents_lack_has_a_default() -> None:
    document = parse_document({"location": {"lat": 1, "lng": 2}, "style": {"mapStyle": "noir", "pin": None}})

    assert document.version == "1.0"
    assert not document.style.font_color.use_custom
    assert not document.style.pin.show
    assert document.text.headline.text == ""


def test_unknown_keys_are_ignored() -> None:
    raw = template("template-22")
    raw["style"]["background"]["image"] = "javascript:alert(1)"

    assert document_hash(parse_document(raw)) == document_hash(parse_document(template("template-22")))


@pytest.mark.parametrize("name", TEMPLATES)
def test_canonical_json_reads_back_as_the_same_document(name: str) -> None:
    document = parse_document(template(name))

    assert parse_document(json.loads(canonical_json(document))) == document
    assert parse_document(document.model_dump(mode="json")) == document


def test_equal_designs_have_equal_hashes_however_they_are_spelled() -> None:
    raw = raw_demo("template-1", location__zoom=12, style__background__color="#ABCDEF", style__pin__color="#f00")
    other = {key: raw[key] for key in reversed(raw)}
    other["location"] = {
        **raw["location"],
        "zoom": 12.0,
        "lat": 51.15600000001,
        "lng": 71.432 + 360,
        "city": " New  York ",
    }
    other["style"] = {**raw["style"], "background": {**raw["style"]["background"], "color": "#abcdef"}}
    other["style"]["pin"] = {**raw["style"]["pin"], "color": "#FF0000"}
    other["text"] = {**raw["text"], "city": {**raw["text"]["city"], "font": "Playfair Display"}}

    assert document_hash(parse_document(raw)) == document_hash(parse_document(other))


def test_different_designs_have_different_hashes() -> None:
    hashes = {
        document_hash(document)
        for document in (
            demo("template-1"),
            demo("template-1", location__lng=71.4321),
            demo("template-1", text__headline__text="where we meet"),
            demo("template-1", style__pin__size="S"),
        )
    }

    assert len(hashes) == 4
    assert all(len(digest) == 64 for digest in hashes)


def test_composed_and_decomposed_letters_are_the_same_text() -> None:
    assert demo("template-1", location__city="Orle\u0301ans") == demo("template-1", location__city="Orléans")


def test_documents_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        demo("template-1").location.city = "elsewhere"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"headline": "where we met", "city": "New York"}, "Where we met – New York"),
        ({"headline": "", "city": "520 Chestnut Street, Philadelphia"}, "520 Chestnut Street, Philadelphia"),
        ({"headline": "Two Souls 💞", "city": ""}, "Two Souls 💞"),
        ({"headline": "", "city": ""}, "Map poster"),
    ],
)
def test_the_title_is_what_a_person_would_call_it(changes: dict[str, str], expected: str) -> None:
    document = demo("template-1", text__headline__text=changes["headline"], location__city=changes["city"])

    assert title(document) == expected


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("location__lat", None, "is missing"),
        ("location__lat", float("nan"), "must be a finite number"),
        ("location__lat", 91, "must be between -90 and 90"),
        ("location__lng", float("inf"), "must be a finite number"),
        ("location__lng", "71.4", "must be a number"),
        ("location__lng", True, "must be a number"),
        ("location__lng", 10**400, "must be a finite number"),
        ("location__zoom", -5, "must be between 3 and 18"),
        ("location__zoom", 18.5, "must be between 3 and 18"),
        ("location__city", "x" * 81, "must have at most 80 characters"),
        ("location__city", 7, "must be text"),
        ("text__headline__text", "x" * 121, "must have at most 120 characters"),
        ("text__headline__text", "a\ud800b", "contains half a character (a lone surrogate)"),
        ("text__headline__text", "e" + "\u0301" * 9, "has more than 4 accents on one letter"),
        ("text__headline__font", "Comic Sans", "there is no font “Comic Sans”"),
        ("text__headline__size", "XL", "must be one of S, M, L"),
        ("text__headline__allCaps", "yes", "must be true or false"),
        ("text__custom__text", "x" * 301, "must have at most 300 characters"),
        ("text__custom__text", "a\nb\nc\nd\ne\nf\ng", "must have at most 6 lines"),
        ("text__city", "big", "must be an object"),
        ("style__mapStyle", "nope", "there is no map style “nope”"),
        ("style__background__color", "url(#x)", "must be a colour such as #1a2b3c"),
        ("style__frame__style", "star", "must be one of square, circle, heart, house"),
        ("style__pin__style", "arrow", "must be one of basic, fave, lolli, heart, home"),
        ("export__format", "svg", "must be one of png, jpg, pdf"),
        ("version", "2.0", "must be '1.0'"),
    ],
)
def test_a_bad_value_is_refused_by_its_path(path: str, value: Any, message: str) -> None:
    assert problems(raw_demo("template-1", **{path: value})) == [Problem(path.replace("__", "."), message)]


def test_every_problem_is_named_at_once() -> None:
    raw = raw_demo("template-1", location__zoom=99, style__mapStyle="nope", text__city__size="XXL")

    assert [problem.path for problem in problems(raw)] == ["location.zoom", "text.city.size", "style.mapStyle"]


def test_characters_that_no_font_has_are_refused() -> None:
    assert problems(raw_demo("template-1", location__city="𒀸𒋩")) == [
        Problem("location.city", "has characters that no font of the shop can draw: 𒀸 𒋩")
    ]


def test_a_hidden_text_may_hold_what_cannot_be_drawn() -> None:
    assert demo("template-1", location__city="𒀸𒋩", text__city__show=False).location.city == "𒀸𒋩"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("\u202eabc\u202c", "abc"),
        ("a\u2028b", "a b"),
        ("  a \t b\n", "a b"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("", ""),
    ],
)
def test_control_characters_are_dropped(written: str, kept: str) -> None:
    assert demo("template-1", text__headline__text=written).text.headline.text == kept


def test_lines_are_trimmed_and_pauses_kept_once() -> None:
    document = demo("template-1", text__custom__text="\n\n one \r\n\n\n\n two\u2028three \n\n")

    assert document.text.custom.text == "one\n\ntwo\nthree"


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("location__lat", 89.9, 85.05),
        ("location__lat", -0.0, 0.0),
        ("location__lng", 190, -170),
        ("location__lng", 180, -180),
        ("location__mapOffsetX", 1e12, 360),
        ("text__typography__letterSpacing", 1e9, 40),
        ("style__glow__intensity", 1e6, 1),
    ],
)
def test_numbers_are_brought_into_range(path: str, value: float, kept: float) -> None:
    dumped: Any = demo("template-1", **{path: value}).model_dump(by_alias=True)
    for step in path.split("__"):
        dumped = dumped[step]

    assert dumped == kept
    assert str(dumped) != "-0.0"


@pytest.mark.parametrize("raw", [None, 7, "x", [], [[]]])
def test_what_is_not_an_object_is_no_design(raw: object) -> None:
    assert problems(raw) == [Problem("", "must be an object")]


def test_a_megabyte_is_refused_before_it_is_looked_at() -> None:
    assert problems({"text": "x" * (1 << 20)}) == [Problem("", "must be smaller than 32 kB")]


def test_bottomless_nesting_is_refused() -> None:
    deep: Any = {}
    for _ in range(100_000):
        deep = {"a": deep}

    assert problems(deep) == [Problem("", "must be plain JSON")]


def test_problems_are_one_sentence_as_an_error() -> None:
    with pytest.raises(InvalidDesign, match=r"^location\.zoom: must be between 3 and 18$"):
        demo("template-1", location__zoom=0)


def test_a_document_can_be_made_in_code() -> None:
    document = DesignDocument.model_validate({"location": {"lat": 1, "lng": 2}, "style": {"map_style": "noir"}})

    assert document.location.map_offset_x == 0
