"""A source says in words how sure it is."""

import pytest

from kazlib.sources import CONFIDENCES, Source


def test_a_verified_source_is_named_with_its_article_and_no_warning():
    assert str(Source("Law on elections", article="Article 97")) == "Law on elections, Article 97"


@pytest.mark.parametrize("confidence", sorted(set(CONFIDENCES) - {"verified"}))
def test_readers_see_every_confidence_that_is_less_than_verified(confidence):
    assert str(Source("Law on elections", confidence=confidence)).endswith(f"[{confidence}]")


def test_the_levels_are_those_of_the_data():
    assert set(CONFIDENCES) == {"verified", "derived", "assumption", "unconfirmed", "recalled"}
