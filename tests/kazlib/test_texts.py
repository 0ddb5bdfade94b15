"""Texts of explorables in other languages: each has its translation or is listed as missing."""

import contextlib
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from kazlib.controls import Choice, Date, Toggle
from kazlib.errors import InvalidChoice
from kazlib.explorables import SLUGS, answer, load
from kazlib.outcome import Outcome, Progress, Table
from kazlib.pages import html, report
from kazlib.tables.elections import list_elections
from kazlib.texts import ENGLISH, LANGUAGES, Texts, said, texts
from kazlib.widgets import ExplorableBox, explore, page_language

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "kazlib" / "translations"
OTHERS = [language for language in LANGUAGES if language != "en"]
every_language = pytest.mark.parametrize("language", OTHERS)


def catalogue(language):
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def entries(language):
    return {
        english: entry
        for part in catalogue(language)["texts"].values()
        for english, entry in part.items()
    }


def places(text):
    return sorted(re.findall(r"\{(\w+)\}", text))


class Asked(dict):
    """Takes the place of a catalogue and notes every text that is looked for in it."""

    def __init__(self):
        super().__init__()
        self.texts = set()

    def get(self, text, default=None):
        self.texts.add(text)
        return default


SCENARIOS = [
    *({"election": election.day} for election in list_elections() if election.votes),
    {"threshold": 5},
    {"election": "2004-09-19", "threshold": 7},
    {"election": "invented"},
    {"election": "invented", "formula": "hare"},
    {"election": "invented", "seats": 11, "formula": "dhondt"},
    {"election": "invented", "seats": 1},
    {"election": "invented", "seats": 1, "votes": {"Party A": 5, "Party B": 5}},
    {"election": "invented", "seats": 2, "votes": {"Party A": 5, "Party B": 5, "Party C": 5}},
    {"election": "invented", "seats": 1, "formula": "dhondt",
     "votes": {"Party A": 5, "Party B": 5}},
    {"election": "2004-09-19", "threshold": 7, "seats": 1, "formula": "hare",
     "votes": {"Otan": 5, "Asar": 5}},
    {"election": "invented", "votes": {"Party A": 90, "Party B": 4, "Against all": 6}},
    {"election": "2021-01-10", "votes": {"Nur Otan": 90, "Auyl": 4, "Adal": 4},
     "one_party": "runner-up"},
    {"election": "2007-08-18", "one_party": "runner-up"},
    *(
        {"election": "2007-08-18", "one_party": "runner-up", "seats": seats,
         "votes": {"Nur Otan": 80, "Auyl": 5}}
        for seats in (18, 35, 52)  # no seat is left over, one, two
    ),
    {"election": "2007-08-18", "one_party": "runner-up", "seats": 3},
    {"election": "2009-01-01"},
]  # fmt: skip


def asked_by_the_pattern(language):
    """Return what the explorable that is the pattern looks for, in its scenarios."""
    asked = Asked()
    for values in SCENARIOS:
        with contextlib.suppress(ValueError):
            answer(load("seat-allocator"), values, Texts(language, asked))
    return asked.texts


def asked_by_the_frame(language):
    """Return what any explorable looks for around its answer."""
    asked = Asked()
    said_by = Texts(language, asked)
    for election in ("2021-01-10", "2026-08-23"):  # of the last the law is not known
        ExplorableBox("seat-allocator", {"election": election}, texts=said_by)._repr_mimebundle_()
    report.settings([Toggle("a", "a", True), Date("b", "b", None)], {"a": True}, said_by)
    report.settings([Toggle("a", "a", True)], {"a": False}, said_by)
    limits = Outcome("a", "<svg/>", Table("", ("a",), (("a",),)), (), limits=("a",), more=())
    more = replace(limits, more=(limits.table,))
    html.sources(more, said_by)
    html.sharing("a", "#a", "a", more, "a", said_by)
    report.report("a", limits, [], address="#a", code="a", texts=said_by)
    html.numbers(limits.table, said_by)
    html.progress(Progress(1, 2, "elections"), said_by)
    html.progress(Progress(2, 2, "elections"), said_by)
    for month in range(1, 13):
        said_by.day(date(2021, month, 1))
    return asked.texts


def of_controls(slug):
    """Return the texts of an explorable that stand in its title and controls."""
    module = load(slug)
    found = {module.TITLE}
    for control in module.CONTROLS:
        found |= {control.label, getattr(control, "unit", "")}
        if isinstance(control, Choice):
            found |= set(control.options.values())
    return found - {""}


@every_language
def test_every_text_of_the_frame_has_a_translation(language):
    asked = asked_by_the_frame(language) - {"a", "b", ""}
    assert {"Reset", "Sources", "Copy link", "Counted", "yes", "no", "January"} <= asked
    assert asked - entries(language).keys() - {*catalogue(language)["missing"]} == set()
    assert catalogue(language)["texts"]["frame"].keys() - asked == set()  # no page shows them


@every_language
def test_an_explorable_that_counts_as_translated_has_every_text_or_says_what_is_missing(language):
    assert catalogue(language)["explorables"] == ["seat-allocator"]
    asked = asked_by_the_pattern(language) | of_controls("seat-allocator")
    lists = {party for election in list_elections() for party in election.parties}
    translated = entries(language).keys()
    assert sorted((asked | lists) - translated) == sorted(catalogue(language)["missing"])
    unused = translated - asked - lists - asked_by_the_frame(language)
    assert unused == set()


@every_language
def test_who_speaks_a_language_takes_texts_and_others_stay_english(language):
    speaking = [s for s in SLUGS if "texts" in (load(s).compute.__kwdefaults__ or {})]
    assert speaking == catalogue(language)["explorables"]
    other = answer(load("two-rounds"), {}, texts(language))
    assert other == answer(load("two-rounds"), {}, ENGLISH)


@every_language
def test_a_translation_has_the_places_of_its_english_text_and_no_others(language):
    for english, entry in entries(language).items():
        for form in [entry] if isinstance(entry, str) else entry:
            assert places(form) == places(english), english
        assert isinstance(entry, str) or len(entry) == {"ru": 3, "kk": 1}[language], english


def test_languages_translate_the_same_texts_but_for_those_listed_as_missing():
    kk, ru = entries("kk").keys(), entries("ru").keys()
    assert kk ^ ru <= {*catalogue("kk")["missing"], *catalogue("ru")["missing"]}


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 мандат"), (2, "2 мандата"), (5, "5 мандатов"), (11, "11 мандатов"),
     (21, "21 мандат"), (98, "98 мандатов"), (104, "104 мандата"), (112, "112 мандатов")],
)  # fmt: skip
def test_russian_has_three_forms_after_a_number(number, words):
    assert texts("ru").plural("{n} list seat", "{n} list seats", number).startswith(words)


def test_the_election_of_2021_in_three_languages():
    words = {
        language: answer(load("seat-allocator"), {}, texts(language)).sentence
        for language in LANGUAGES
    }
    assert words["en"].startswith(
        "By the law of 10 January 2021 (threshold 7%), Nur Otan wins 76 of 98 list seats"
    )
    assert words["kk"].startswith(
        "2021 жылғы 10 қаңтардағы заң бойынша (меже 7%) «Нұр Отан» тізімдік 98 мандаттан 76 мандат"
    )
    assert words["ru"].startswith(
        "По закону, действовавшему на день выборов 10 января 2021 года (барьер 7 %), "
        "«Нур Отан» получает 76 из 98 мандатов по спискам"
    )
    assert "641\N{NO-BREAK SPACE}641 дауыс (8,9%)" in words["kk"]
    assert "641\N{NO-BREAK SPACE}641 (8,9 %)" in words["ru"]


def test_the_runner_up_rule_is_explained_in_the_language_of_the_page():
    values = {"election": date(2007, 8, 18), "one_party": "runner-up"}
    outcome = answer(load("seat-allocator"), values, texts("kk"))
    assert "бүтін бөліктері 93 және 3" in outcome.sentence
    assert "Runner-up" not in outcome.sentence


def test_a_sentence_inside_a_sentence_is_said_again_too():
    inner = said("{n} seats left over go", n=2)
    outer = said("{one}, {other}", one=inner, other="Auyl")
    assert outer == "2 seats left over go, Auyl"
    assert texts("kk").again(outer) == "қалған 2 мандаттың; «Ауыл»"


def test_a_name_from_a_reader_is_never_read_as_a_template():
    hostile = "{0.__class__} {n}"
    assert said("{lists} none", lists=hostile) == f"{hostile} none"
    assert texts("ru")("{lists} none", lists=hostile) == f"{hostile} — ни одного"


def test_an_unknown_language_is_refused():
    with pytest.raises(InvalidChoice, match="'de'"):
        texts("de")


def test_a_page_speaks_the_language_that_its_environment_names(monkeypatch):
    monkeypatch.setenv("PAGE_LANGUAGE", "kk")
    assert page_language() == "kk"
    printed = explore("seat-allocator")._repr_mimebundle_()["text/html"]
    assert '<div class="explorable" id="seat-allocator" lang="kk">' in printed
    assert "<summary>Дереккөздер</summary>" in printed
    assert '<ul class="explorable-sources" lang="en">' in printed  # titles of sources stay
    monkeypatch.setenv("PAGE_LANGUAGE", "fr")
    assert page_language() == "en"


def test_what_is_not_translated_says_that_it_is_english():
    box = explore("two-rounds", language="kk")
    printed = box._repr_mimebundle_()["text/html"]
    assert '<p class="explorable-title" lang="en">' in printed
    assert '<p class="explorable-sentence" lang="en">' in printed
    assert "<summary>Сандар кестеде</summary>" in printed


def test_links_do_not_depend_on_the_language():
    boxes = [explore("seat-allocator", language=language) for language in LANGUAGES]
    for box in boxes:
        box.open_link("threshold=5&election=2021-01-10")
    assert len({box.live_query for box in boxes}) == 1


def test_english_texts_are_the_code_itself():
    assert Texts().entries == {}
    assert "any text" in ENGLISH
    assert not (FOLDER / "en.toml").is_file()


@every_language
def test_translations_are_read_from_an_archive_as_live_pages_do(language, tmp_path):
    archive = tmp_path / "kazlib.zip"
    with ZipFile(archive, "w") as packed:
        for path in [*ROOT.glob("kazlib/*.py"), *ROOT.glob("kazlib/translations/*.toml")]:
            packed.write(path, path.relative_to(ROOT))
    code = f"from kazlib.texts import texts; print(texts({language!r})('Reset'))"
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(archive), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert said.stdout.strip() == texts(language)("Reset")
