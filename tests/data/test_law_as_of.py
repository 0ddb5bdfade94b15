"""Up to which day the book knows the law: said on every page, and the same everywhere."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from kazlib.law import periods

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.stem for path in (ROOT / "questions").glob("*.yml"))


def written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.fixture(scope="module")
def as_of() -> str:
    """The day before the first rules whose threshold was not seen: those of the Kurultai."""
    unknown = [p for p in periods("mazhilis") if p.parameter("threshold_pct").state == "unknown"]
    return written(max(p.valid_from for p in unknown) - timedelta(days=1))


def test_the_foot_of_every_page_says_it(as_of: str) -> None:
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert config["html"]["extra_footer"].startswith(f"Law as of {as_of};")


@pytest.mark.parametrize("name", ["index", "editions"])
def test_the_front_page_and_the_editions_say_it(name: str, as_of: str) -> None:
    text = (ROOT / "chapters" / f"{name}.md").read_text("utf-8")
    assert "Law as of" in text
    assert as_of in text


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_facts_of_a_chapter_say_it(name: str, as_of: str) -> None:
    text = (ROOT / "chapters" / f"{name}.md").read_text("utf-8")
    [line] = [each for each in text.splitlines() if each.startswith("- **Law as of:**")]
    assert as_of in line
