from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import combinations

import pytest

from posters.api import plan
from posters.errors import NoMapData, TooManyTiles
from posters.glow import STYLES
from posters.labels import Street, clipped, place
from posters.layout import Box, Sheet
from posters.model import GLOW_STYLES
from posters.output import Output
from posters.palettes import palette
from posters.scene import compose, layers
from posters.tilemap import View, mercator, tiles_for
from posters.tiles import TileId
from posters.tiles.mvt import TileError
from tests.posters.designs import demo, source, typesetter
from tests.posters.test_layout import monospaced


@dataclass
class Archive:
    """The demo map with some of its facts changed."""

    min_zoom: int = 9
    max_zoom: int = 14
    schema: str = "protomaps"
    attribution: str = "© OpenStreetMap contributors"
    fingerprint: str = "test"
    data: bytes | None = None
    asked: list[TileId] = field(default_factory=list)

    def get(self, tile: TileId) -> bytes | None:
        self.asked.append(tile)
        return self.data if self.data is not None else source().get(tile)

    def close(self) -> None:
        """Nothing of its own to close."""


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            "template-1",
            {
                "arterial": 259,
                "highway": 44,
                "labels": 0,
                "local": 677,
                "points": 29080,
                "rail": 4,
                "tiles": 25,
                "water": 64,
                "waterway": 42,
            },
        ),
        (
            "template-9",
            {
                "arterial": 357,
                "building": 29197,
                "highway": 40,
                "labels": 17,
                "local": 1085,
                "park": 1350,
                "points": 206227,
                "rail": 10,
                "tiles": 20,
                "water": 148,
                "waterway": 63,
            },
        ),
        (
            "template-16",
            {"arterial": 357, "highway": 40, "labels": 0, "local": 1085, "points": 45166, "rail": 10, "tiles": 20},
        ),
        (
            "template-22",
            {"arterial": 369, "highway": 45, "labels": 0, "local": 1163, "points": 46718, "rail": 13, "tiles": 25},
        ),
    ],
)
def test_every_template_draws_exactly_these_features(name: str, counts: dict[str, int]) -> None:
    assert compose(demo(name), source(), Sheet.of(3, 4)).counts == counts


def test_what_is_switched_off_is_not_even_decoded() -> None:
    off = {f"style__features__{name}": False for name in ("buildings", "parks", "water", "roads", "labels")}

    assert compose(demo("template-9", **off), source(), Sheet.of(3, 4)).counts == {
        "labels": 0,
        "points": 0,
        "tiles": 20,
    }


def test_layers_are_stacked_from_the_ground_up() -> None:
    document = demo("template-9")

    plan = [layer.name for layer in layers(palette("storm"), document.style.features, 12)]

    assert plan == [
        "park", "water", "waterway", "building", "rail", "local",
        "highway", "arterial", "highway",  # the first one is the casing of the second
    ]  # fmt: skip


def test_a_view_asks_for_each_tile_once() -> None:
    archive = Archive()

    compose(demo("template-9"), archive, Sheet.of(2, 3))

    assert len(archive.asked) == len(set(archive.asked)) <= 36
    assert set(archive.asked) == set(
        plan(demo("template-9"), Output.from_inches("png", 24, 36), min_zoom=9, max_zoom=14)
    )


@pytest.mark.parametrize("zoom", [3, 4.5, 9, 12.99, 13, 15.7, 18])
@pytest.mark.parametrize("size", [(20, 24), (24, 36), (36, 24)])
def test_a_plan_is_never_more_than_36_tiles(zoom: float, size: tuple[int, int]) -> None:
    words = {"text__headline__text": "", "text__custom__text": ""}
    tiles = plan(demo("template-1", location__zoom=zoom, **words), Output.from_inches("png", *size))

    assert 0 < len(tiles) <= 36
    assert all(tile.exists for tile in tiles)


def test_a_plan_wraps_around_the_antimeridian() -> None:
    tiles = plan(demo("template-1", location__lng=179.99, location__lat=-16.8))

    columns = {tile.x for tile in tiles}
    assert 0 in columns
    assert 2 ** tiles[0].z - 1 in columns


def test_a_plan_stops_at_the_poles() -> None:
    tiles = plan(demo("template-1", location__lat=85.05, location__zoom=3))

    assert min(tile.y for tile in tiles) == 0


def test_a_map_that_starts_too_close_is_refused() -> None:
    view = View(mercator(51.156, 71.432), (600, 800), 6.0, Box(90, 90, 1020, 1020))

    with pytest.raises(TooManyTiles, match="zoom 6 needs more than 36 tiles"):
        tiles_for(view, min_zoom=9, max_zoom=14)


def test_a_place_without_any_map_is_refused() -> None:
    with pytest.raises(NoMapData):
        compose(demo("template-1", location__lat=-40, location__lng=-120), source(), Sheet.of(3, 4))


def test_a_damaged_tile_is_refused() -> None:
    with pytest.raises(TileError):
        compose(demo("template-1"), Archive(data=b"\x1a\xff\xff\xff\x0fgarbage"), Sheet.of(3, 4))


def test_openstreetmap_is_credited_whatever_the_source_says() -> None:
    mine = compose(demo("template-1"), Archive(attribution="© My Maps"), Sheet.of(3, 4))
    theirs = compose(demo("template-1"), source(), Sheet.of(3, 4))

    assert mine.layout.credit.text == "© OpenStreetMap contributors © My Maps"
    assert theirs.layout.credit.text == "© OpenStreetMap contributors"


def test_greenwich_is_in_the_middle_of_the_world() -> None:
    assert mercator(0, 0) == (0.5, 0.5)
    assert mercator(85.05112878, -180) == pytest.approx((0, 0), abs=1e-9)


def test_a_street_in_pieces_is_named_once_along_its_straight_part() -> None:
    pieces = [
        Street("Main Street", "arterial", ((0, 500), (100, 500))),
        Street("Main Street", "arterial", ((300, 500), (100, 500.4))),
        Street("Main Street", "arterial", ((300, 500), (300, 540))),
    ]

    labels = place(pieces, monospaced, lambda x, y: True, [])

    assert [label.text for label in labels] == ["Main Street"]
    assert labels[0].y == pytest.approx(500.2, abs=0.3)
    assert abs(labels[0].angle) < 0.5


def test_names_keep_off_each_other_and_the_pin_and_stay_inside() -> None:
    streets = [Street(f"Street {n}", "arterial", ((0, 500 + n), (400, 500 + n))) for n in range(0, 100, 10)]

    labels = place(streets, monospaced, lambda x, y: y < 580, [(200.0, 500.0)])

    discs = [list(label.discs()) for label in labels]
    assert len(labels) == 6
    assert all(math.dist(disc, (200, 500)) > 36 and disc[1] <= 566 for group in discs for disc in group)
    for one, other in combinations(discs, 2):
        assert all(math.dist(a, b) > 36 for a in one for b in other)


def test_a_crooked_street_has_no_name() -> None:
    zigzag = tuple((10.0 * step, 500.0 + 10 * (step % 2)) for step in range(60))

    assert place([Street("Main Street", "arterial", zigzag)], monospaced, lambda x, y: True, []) == []


def test_names_are_never_upside_down() -> None:
    streets = [Street("Westward", "highway", ((800, 500), (100, 500)))]

    assert [label.angle for label in place(streets, typesetter(), lambda x, y: True, [])] == [0]


def test_lines_are_cut_at_the_edge_of_their_tile() -> None:
    assert clipped([(-50, 10), (50, 10), (150, 10)], 100) == [[(0, 10), (50, 10), (100, 10)]]
    assert clipped([(-50, -10), (150, -10)], 100) == []
    assert clipped([(10, 10), (10, -90), (90, -90), (90, 10)], 100) == [[(10, 10), (10, 0)], [(90, 0), (90, 10)]]


def test_every_glow_of_the_document_can_be_drawn() -> None:
    assert set(STYLES) == set(GLOW_STYLES)
