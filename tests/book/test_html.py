"""The HTML of every page is valid, but for what the theme and MyST-NB decide."""

from pathlib import Path

import access
import pytest

from tests.book.markup import ALLOWED, Allowed, allowed, messages


@pytest.fixture(scope="module")
def said(pages: list[Path]) -> list[dict[str, str]]:
    return messages(pages)


def test_no_page_breaks_a_rule_without_a_reason(said: list[dict[str, str]]) -> None:
    faults = {
        f"{Path(each['page']).name}:{each['line']} {each['rule']}: {each['message']}"
        for each in said
        if not allowed(each)
    }
    assert faults == set()


@pytest.mark.parametrize("exception", ALLOWED, ids=lambda each: f"{each.rule} {each.message}")
def test_each_exception_is_still_needed(said: list[dict[str, str]], exception: Allowed) -> None:
    assert any(
        each["rule"] == exception.rule and each["message"].startswith(exception.message)
        for each in said
    )


def test_a_fold_is_called_by_the_words_that_stand_on_it(pages: list[Path]) -> None:
    """Who speaks to a computer says what is seen (WCAG 2.5.3)."""
    assert [page.name for page in pages if "<summary aria-label" in page.read_text("utf-8")] == []


def test_a_button_with_an_icon_only_is_named_by_its_tooltip() -> None:
    page = access.mended('<button class="x" title="Download &amp; print"><svg></svg></button>')
    assert page == (
        '<button type="button" class="x" title="Download &amp; print" '
        'aria-label="Download &amp; print"><svg></svg></button>'
    )


def test_a_button_that_says_what_it_is_stays() -> None:
    button = '<button type="submit" title="Send" aria-label="Send the words">Send</button>'
    assert access.mended(button) == button
