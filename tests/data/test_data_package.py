"""The data package: each file is described, follows its schema, and says where it comes from."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Report

Row = dict[str, str]
Tables = dict[str, list[Row]]

CONFIDENCE = {"verified", "derived", "assumption", "unconfirmed", "recalled"}
WEAK_CELL = re.compile(r"recalled|from memory|inferred|presum", re.IGNORECASE)


@pytest.fixture(scope="session")
def report(data_folder: Path) -> Report:
    """One validation of the whole package; every test below reads its report."""
    return Package(str(data_folder / "datapackage.json")).validate()


def files_under(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def readable(report: Report) -> str:
    failed = [task for task in report.tasks if not task.valid]
    lines = [f"{task.place}: {error.message}" for task in failed for error in task.errors]
    return "\n".join([*(error.message for error in report.errors), *lines])


def test_the_package_and_all_its_files_follow_their_description(report: Report) -> None:
    assert report.valid, readable(report)


def test_every_row_of_every_table_was_validated(report: Report, tables: Tables) -> None:
    validated = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
    assert validated == {name: len(rows) for name, rows in tables.items()}


def test_every_file_is_described_and_every_description_has_a_file(
    descriptor: dict[str, Any], data_folder: Path
) -> None:
    described = {resource["path"] for resource in descriptor["resources"]}
    assert described == files_under(data_folder) - {"datapackage.json"}


def test_the_page_about_the_data_lists_every_file(
    descriptor: dict[str, Any], data_folder: Path
) -> None:
    page = (data_folder / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([^`]+\.[a-z]+)` \| [^0-9]", page, flags=re.MULTILINE))
    assert listed == {resource["path"] for resource in descriptor["resources"]}


def test_every_file_states_title_description_licence_and_source(descriptor: dict[str, Any]) -> None:
    needed = {"name", "path", "title", "description", "mediatype", "licenses"}
    for resource in descriptor["resources"]:
        assert not needed - {key for key, value in resource.items() if value}, resource["path"]
        if resource["format"] == "csv":
            assert resource["sources"], resource["path"]


def test_every_column_is_described_and_every_number_has_a_unit(descriptor: dict[str, Any]) -> None:
    for resource in descriptor["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            column = f"{resource['path']}: {field['name']}"
            assert field["description"].endswith("."), column
            assert ("unit" in field) == (field["type"] in {"integer", "number"}), column


def test_the_maps_credit_openstreetmap_under_the_odbl(descriptor: dict[str, Any]) -> None:
    maps = [r for r in descriptor["resources"] if r["path"].startswith("geo/")]
    assert len(maps) == 6
    for resource in maps:
        (licence,) = resource["licenses"]
        assert licence["name"] == "ODbL-1.0"
        assert "© OpenStreetMap contributors" in licence["title"]


def test_the_description_is_easy_to_edit_by_hand(
    descriptor: dict[str, Any], data_folder: Path
) -> None:
    """Two spaces, letters not escaped, files in the order of their paths."""
    text = (data_folder / "datapackage.json").read_text(encoding="utf-8")
    assert text == json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    paths = [resource["path"] for resource in descriptor["resources"]]
    assert paths == sorted(paths)


def test_every_row_has_a_source_and_a_confidence(tables: Tables) -> None:
    for name, rows in tables.items():
        for line, row in enumerate(rows, start=2):
            assert row["source"].strip(), f"{name}.csv, line {line}: no source"
            assert row["confidence"] in CONFIDENCE, f"{name}.csv, line {line}"


def test_cells_called_recalled_inside_a_verified_row_are_listed_for_the_reader(
    tables: Tables, data_folder: Path
) -> None:
    weaker: Counter[str] = Counter()
    for name, rows in tables.items():
        for row in rows:
            text = " ".join(value for column, value in row.items() if column != "confidence")
            weaker[f"{name}.csv"] += row["confidence"] == "verified" and bool(
                WEAK_CELL.search(text)
            )
    page = (data_folder / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([^`]+)` \| ([0-9]+) \|", page, flags=re.MULTILINE)
    assert {name: int(count) for name, count in listed} == +weaker


def test_dates_are_days_between_1990_and_2026(tables: Tables, descriptor: dict[str, Any]) -> None:
    dates = [
        (f"{resource['path']}: {field['name']}", row[field["name"]])
        for resource in descriptor["resources"]
        for field in resource.get("schema", {}).get("fields", [])
        if field["type"] == "date"
        for row in tables[resource["name"]]
        if row[field["name"]]
    ]
    assert len(dates) > 400
    outside = [
        (column, text)
        for column, text in dates
        if not 1990 <= date.fromisoformat(text).year <= 2026
    ]
    assert not outside


def test_dates_of_parties_may_be_a_year_or_a_month_and_run_forward(tables: Tables) -> None:
    for row in tables["parties"]:
        days = [row[column] for column in ("founded", "registered", "ended") if row[column]]
        for day in days:
            year, *rest = (int(part) for part in day.split("-"))
            assert 1990 <= year <= 2026, row["name_en"]
            assert all(1 <= part <= limit for part, limit in zip(rest, (12, 31), strict=False))
        years = [int(day[:4]) for day in days]
        assert years == sorted(years), row["name_en"]


def test_no_file_names_a_place_on_a_machine(data_folder: Path) -> None:
    """A path such as a home folder, a drive letter or a file address means nothing to readers."""
    local = re.compile(
        r"""(?:^|[\s"'(=,])(/[\w.-]+/[\w./-]*|[A-Za-z]:\\|file://|localhost)""", re.M
    )
    for name in sorted(files_under(data_folder)):
        text = (data_folder / name).read_text(encoding="utf-8")
        found = local.search(text)
        assert found is None, f"{name}: {found and found.group(1)}"


def test_tables_refer_only_to_files_that_are_here(tables: Tables, data_folder: Path) -> None:
    here = files_under(data_folder)
    named = {
        name
        for rows in tables.values()
        for row in rows
        for value in row.values()
        for name in re.findall(r"[\w/-]+\.(?:csv|toml|md|geojson)\b", value)
    }
    assert "mazhilis_elections.csv" in named
    assert named <= here


def test_no_cell_has_two_dollar_signs(tables: Tables) -> None:
    """Jupyter would show what stands between them as a formula."""
    found = [
        (name, cell)
        for name, rows in tables.items()
        for row in rows
        for cell in row.values()
        if cell and cell.count("$") > 1
    ]
    assert found == []
