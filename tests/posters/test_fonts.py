"""The faces: all there, whole, licensed, found by every spelling, and honest about what they can draw."""

from __future__ import annotations

import hashlib
import json

import pytest
import skia

from posters.fonts import ASSETS, FontFace, UnknownFont, covers, fallbacks, font, fonts

NAMED_BY_THE_SHOP = [
    "montserrat",
    "raleway",
    "roboto",
    "lato",
    "oswald",
    "bebas-neue",
    "anton",
    "archivo-black",
    "orbitron",
    "playfair-display",
    "pacifico",
    "lobster",
    "dancing-script",
    "kaushan-script",
    "satisfy",
    "caveat",
    "alex-brush",
    "sacramento",
    "great-vibes",
    "allura",
    "amatic-sc",
    "kalam",
    "open-sans",
    "pinyon-script",
]
EVERY_FACE = [*fonts(), *fallbacks()]


def test_there_are_36_faces_to_choose_from() -> None:
    ids = [face.id for face in fonts()]

    assert len(ids) == len(set(ids)) == 36
    assert set(NAMED_BY_THE_SHOP) <= set(ids)


@pytest.mark.parametrize("face", EVERY_FACE, ids=lambda face: face.id)
def test_a_face_is_the_file_that_the_manifest_names(face: FontFace) -> None:
    assert hashlib.sha256(face.path.read_bytes()).hexdigest() == face.sha256
    licence = (ASSETS / "licences" / f"{face.id}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence.upper() or "APACHE LICENSE" in licence.upper()


@pytest.mark.parametrize("face", EVERY_FACE, ids=lambda face: face.id)
def test_the_baked_coverage_is_what_the_renderer_finds(face: FontFace) -> None:
    typeface = skia.Typeface.MakeFromFile(str(face.path))

    for character in "Aaéßñ0&—“ЖәΩשعकไア東서💞⭐★∞♥☾":
        assert face.has(character) == bool(typeface.unicharToGlyph(ord(character))), character


def test_nothing_lies_in_the_folder_that_the_manifest_does_not_name() -> None:
    named = {face.path.name for face in EVERY_FACE}

    assert {path.name for path in ASSETS.glob("*.ttf")} == named


def test_the_fonts_stay_within_their_share_of_the_repository() -> None:
    assert sum(path.stat().st_size for path in ASSETS.rglob("*") if path.is_file()) < 18_000_000


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("playfair", "playfair-display"),
        ("Playfair Display", "playfair-display"),
        ("playfair-display", "playfair-display"),
        ("PLAYFAIR_DISPLAY", "playfair-display"),
        ("opensans", "open-sans"),
        ("Open Sans", "open-sans"),
        (" Kaushan Script ", "kaushan-script"),
        ("AmaticSC", "amatic-sc"),
        ("Roboto", "roboto"),
    ],
)
def test_a_face_answers_to_every_spelling(name: str, id: str) -> None:
    assert font(name).id == id


@pytest.mark.parametrize("name", ["", "Comic Sans", "../roboto", "noto-sans", "\x00"])
def test_an_unknown_face_is_refused(name: str) -> None:
    with pytest.raises(UnknownFont):
        font(name)


def test_no_name_leads_to_two_faces() -> None:
    rows = json.loads((ASSETS / "manifest.json").read_text("utf-8"))["fonts"]
    names = [name for row in rows for name in {row["id"], *row["aliases"]}]

    assert len(names) == len(set(names))


def test_joined_handwriting_is_marked() -> None:
    script = {face.id for face in fonts() if face.script}

    assert {"pacifico", "sacramento", "great-vibes", "pinyon-script"} <= script
    assert not script & {"montserrat", "playfair-display", "bebas-neue"}


def test_the_fallbacks_begin_with_the_wide_sans_and_emoji() -> None:
    assert [face.id for face in fallbacks()][:2] == ["noto-sans", "noto-color-emoji"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Where we met",
        "Łódź, Île-de-France, Þingvellir",
        "Астана Қазақстан ₸",
        "Αθήνα",
        "Two Souls 💞 One Map ⭐",
        "👨‍👩‍👧 ❤️ 1️⃣ 🇰🇿 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽",
        "★ ∞ ♥ ☾ → ½ №",
        "القاهرة ירושלים თბილისი Երևան दिल्ली กรุงเทพ 東京 ひらがな",
        "e\u0301 line\nbreak\ttab\u00a0space",
    ],
)
def test_what_people_write_can_be_drawn(text: str) -> None:
    assert covers(text, "lobster") == ""


def test_what_nothing_can_draw_is_named_once_and_in_order() -> None:
    assert covers("서울 Seoul 서 \U00012000", "montserrat") == "서울\U00012000"


def test_coverage_of_an_unknown_face_is_refused() -> None:
    with pytest.raises(UnknownFont):
        covers("text", "Comic Sans")
