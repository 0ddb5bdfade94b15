"""The maps: the right units for each period, under the codes of regions.csv."""

import json
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, str]

SINCE_2022 = {"KZ-10", "KZ-33", "KZ-62"}  # Abai, Jetisu, Ulytau
SHYMKENT = "KZ-79"  # a unit of its own since June 2018
MAPS = ["kz_regions_2022.geojson", "kz_regions_2018_2022.geojson", "kz_regions_before_2018.geojson"]


def read(data_folder: Path, name: str) -> dict[str, Any]:
    return json.loads((data_folder / "geo" / name).read_text(encoding="utf-8"))


def units(data_folder: Path, name: str) -> dict[str, str]:
    """Name of each unit by its code; a code that comes twice is an error."""
    properties = [feature["properties"] for feature in read(data_folder, name)["features"]]
    named = {unit["iso"]: unit["name"] for unit in properties}
    assert len(named) == len(properties), f"{name}: a code comes twice"
    return named


def rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    assert geometry["type"] == "MultiPolygon"
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


@pytest.fixture(scope="module")
def names(tables: dict[str, list[Row]]) -> dict[str, str]:
    return {r["iso_3166_2"]: r["name_en"] for r in tables["regions"] if r["iso_3166_2"]}


@pytest.mark.parametrize(
    ("name", "count", "not_yet"),
    [
        ("kz_regions_2022.geojson", 20, set()),
        ("kz_regions_2018_2022.geojson", 17, SINCE_2022),
        ("kz_regions_before_2018.geojson", 16, {*SINCE_2022, SHYMKENT}),
    ],
)
def test_units_of_each_period(
    name: str, count: int, not_yet: set[str], data_folder: Path, names: dict[str, str]
) -> None:
    drawn = units(data_folder, name)
    assert len(drawn) == count
    assert set(drawn) == set(names) - not_yet


@pytest.mark.parametrize("name", MAPS)
def test_names_on_the_map_are_those_of_the_table(
    name: str, data_folder: Path, names: dict[str, str]
) -> None:
    """Only KZ-61 has another name before June 2018: South Kazakhstan, then Turkistan."""
    drawn = units(data_folder, name)
    other = {
        iso for iso in drawn if drawn[iso] not in (names[iso], names[iso].removesuffix(" Region"))
    }
    assert other == ({"KZ-61"} if name == "kz_regions_before_2018.geojson" else set())


@pytest.mark.parametrize("name", MAPS)
def test_borders_are_closed_rings_within_kazakhstan(name: str, data_folder: Path) -> None:
    for feature in read(data_folder, name)["features"]:
        for ring in rings(feature["geometry"]):
            assert len(ring) >= 4
            assert ring[0] == ring[-1], feature["properties"]
            assert all(46 <= lon <= 88 and 40 <= lat <= 56 for lon, lat in ring)


def test_both_formats_of_the_map_of_2022_hold_the_same_units(data_folder: Path) -> None:
    (layer,) = read(data_folder, "kz_regions_2022.topojson")["objects"].values()
    shapes = [shape["properties"] for shape in layer["geometries"]]
    assert len(shapes) == 20
    assert {s["iso"]: s["name"] for s in shapes} == units(data_folder, "kz_regions_2022.geojson")
