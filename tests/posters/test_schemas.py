"""What of a Protomaps or OpenMapTiles map a poster draws, and as what."""

from __future__ import annotations

from typing import Any

import pytest

from posters.schemas import CLASSES, classifier
from posters.tiles.mvt import LINE, POINT, POLYGON

PROTOMAPS: list[tuple[str, dict[str, Any], int, str | None]] = [
    ("roads", {"kind": "highway", "kind_detail": "motorway"}, LINE, "highway"),
    ("roads", {"kind": "major_road", "kind_detail": "trunk_link"}, LINE, "highway"),
    ("roads", {"kind": "major_road", "kind_detail": "primary"}, LINE, "highway"),
    ("roads", {"kind": "major_road", "kind_detail": "tertiary"}, LINE, "arterial"),
    ("roads", {"kind": "major_road"}, LINE, "arterial"),
    ("roads", {"kind": "minor_road", "kind_detail": "residential"}, LINE, "local"),
    ("roads", {"kind": "path"}, LINE, "local"),
    ("roads", {"kind": "rail"}, LINE, "rail"),
    ("roads", {"kind": "ferry"}, LINE, None),
    ("roads", {"kind": "highway"}, POLYGON, None),
    ("roads", {}, LINE, None),
    ("water", {"kind": "ocean"}, POLYGON, "water"),
    ("water", {"kind": "river"}, LINE, "waterway"),
    ("water", {"kind": "ocean"}, POINT, None),
    ("landuse", {"kind": "park"}, POLYGON, "park"),
    ("landuse", {"kind": "industrial"}, POLYGON, None),
    ("landcover", {"kind": "forest"}, POLYGON, "park"),
    ("buildings", {"kind": "building"}, POLYGON, "building"),
    ("buildings", {"kind": "address"}, POINT, None),
]
OPENMAPTILES: list[tuple[str, dict[str, Any], int, str | None]] = [
    ("transportation", {"class": "motorway"}, LINE, "highway"),
    ("transportation", {"class": "primary"}, LINE, "highway"),
    ("transportation", {"class": "secondary"}, LINE, "arterial"),
    ("transportation", {"class": "minor"}, LINE, "local"),
    ("transportation", {"class": "path"}, LINE, "local"),
    ("transportation", {"class": "rail"}, LINE, "rail"),
    ("transportation", {"class": "ferry"}, LINE, None),
    ("transportation", {"class": "bridge"}, POLYGON, None),
    ("water", {"class": "lake"}, POLYGON, "water"),
    ("waterway", {"class": "canal"}, LINE, "waterway"),
    ("waterway", {"class": "drain"}, LINE, None),
    ("park", {"class": "national_park"}, POLYGON, "park"),
    ("park", {}, POINT, None),
    ("landcover", {"class": "wood"}, POLYGON, "park"),
    ("landcover", {"class": "sand"}, POLYGON, None),
    ("landuse", {"class": "cemetery"}, POLYGON, "park"),
    ("building", {}, POLYGON, "building"),
]


@pytest.mark.parametrize(("layer", "properties", "kind", "expected"), PROTOMAPS)
def test_protomaps(layer: str, properties: dict[str, Any], kind: int, expected: str | None) -> None:
    layers, classify = classifier("protomaps")

    assert layer in layers
    assert classify(layer, properties, kind) == expected


@pytest.mark.parametrize(("layer", "properties", "kind", "expected"), OPENMAPTILES)
def test_openmaptiles(layer: str, properties: dict[str, Any], kind: int, expected: str | None) -> None:
    layers, classify = classifier("openmaptiles")

    assert layer in layers
    assert classify(layer, properties, kind) == expected


@pytest.mark.parametrize("schema", ["protomaps", "openmaptiles"])
@pytest.mark.parametrize("odd", [None, 7, 1.5, True, "", "\ud800"])
def test_odd_properties_are_left_out_rather_than_raising(schema: str, odd: object) -> None:
    layers, classify = classifier(schema)

    for layer in layers:
        for kind in (POINT, LINE, POLYGON):
            found = classify(layer, {"kind": odd, "kind_detail": odd, "class": odd}, kind)
            assert found in (None, "water", "building", "park")


def test_an_unknown_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="shortbread"):
        classifier("shortbread")


def test_both_schemas_reach_every_class() -> None:
    assert {row[3] for row in PROTOMAPS} - {None} == set(CLASSES) == {row[3] for row in OPENMAPTILES} - {None}
