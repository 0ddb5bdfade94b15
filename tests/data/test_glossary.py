"""The glossary keeps one form: terms in order, equivalents as Kazakh, Russian, Uzbek."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "chapters/glossary.md").read_text(encoding="utf-8")
ENTRIES = re.split(r"\n(?=\S)", PAGE.split("```{glossary}\n")[1].split("\n```")[0])
TERMS = [entry.split("\n")[0] for entry in ENTRIES]
LANGUAGES = {"kk": "kk", "ru": "ru", "uz": "uz-Latn"}


def equivalents(entry):
    return re.findall(r'(kk|ru|uz): <span lang="([\w-]+)">([^<]+)</span>', entry)


def test_terms_stand_once_and_in_the_order_of_the_alphabet():
    assert len(TERMS) > 100
    assert sorted(TERMS, key=str.casefold) == TERMS
    assert len(set(TERMS)) == len(TERMS)


def test_every_term_has_a_definition():
    for entry in ENTRIES:
        assert re.search(r"\n  \S.*\.", entry), entry


def test_languages_stand_in_order_with_their_codes():
    for term, entry in zip(TERMS, ENTRIES, strict=True):
        found = equivalents(entry)
        order = [language for language, _, _ in found]
        assert order == [language for language in LANGUAGES if language in order], term
        assert all(LANGUAGES[language] == code for language, code, _ in found), term
        assert len(found) == entry.count("<span"), term


def test_uzbek_words_have_the_letters_of_the_alphabet():
    """Oʻ and gʻ with U+02BB, the tutuq belgisi with U+02BC: no apostrophe of a keyboard."""
    words = [
        word for entry in ENTRIES for language, _, word in equivalents(entry) if language == "uz"
    ]
    assert len(words) > 80
    assert [word for word in words if re.search(r"['‘’`]", word)] == []
    assert [word for word in words if re.search(r"[OoGg]ʼ|[^OoGg]ʻ", word)] == []


def test_the_page_says_that_translations_are_not_reviewed():
    assert "have not been reviewed" in PAGE.split("```")[0]
