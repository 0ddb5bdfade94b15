"""The book in other languages: catalogues of translators, configuration, one site of all."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import translations
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from live import texts as live_texts

from tools import derived_config, languages, texts

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))
GLOSSARY = (ROOT / "chapters/glossary.md").read_text(encoding="utf-8")

every_catalogue = pytest.mark.parametrize(
    "file", CATALOGUES, ids=lambda file: str(file.relative_to(ROOT / "locale"))
)
every_language = pytest.mark.parametrize("language", ["kk", "ru"])


def messages(file):
    language = file.relative_to(ROOT / "locale").parts[0]
    with file.open("rb") as text:
        return [message for message in read_po(text, locale=language) if message.id]


def page(language, name):
    return messages(ROOT / "locale" / language / "LC_MESSAGES" / "chapters" / f"{name}.po")


def roles(text):
    """Return what a translation has to keep: links to pages, terms, sources and values."""
    found = re.findall(r"\{(\w+(?::\w+)?)\}`([^`]*)`", text)
    return sorted((role, target.split("<")[-1].rstrip(">")) for role, target in found)


@every_catalogue
def test_a_translation_keeps_links_terms_sources_and_values(file):
    for message in messages(file):
        if message.string:
            assert roles(message.string) == roles(message.id), message.id


@every_catalogue
def test_a_translation_keeps_the_places_of_values(file):
    if "chapters" in file.parts:
        return
    for message in messages(file):
        pattern = r"\{\w+\}|%\(\w+\)s|%s"
        assert sorted(re.findall(pattern, message.string)) == sorted(
            re.findall(pattern, message.id)
        )


@every_catalogue
def test_a_translation_keeps_numbers(file):
    """Digits are the first thing that goes wrong; years, shares and counts are the same."""
    if "chapters" not in file.parts:
        return
    for message in messages(file):
        if message.string:
            ours = re.findall(r"\d+", re.sub(r"\{eval\}`[^`]*`", "", message.string))
            theirs = re.findall(r"\d+", re.sub(r"\{eval\}`[^`]*`", "", message.id))
            assert sorted(ours) == sorted(theirs), message.id


@every_language
def test_catalogues_of_our_own_texts_are_whole(language):
    folder = ROOT / "locale" / language / "LC_MESSAGES"
    for name in ("book", "live"):
        assert [m.id for m in messages(folder / f"{name}.po") if not m.string] == []
    known = {m.id for m in messages(folder / "live.po")}
    assert known == {*live_texts.TEXTS, live_texts.NO_SCRIPT, live_texts.NO_PRINT}
    assert set(translations.TEXTS) <= {m.id for m in messages(folder / "book.po")}


def test_scripts_of_live_pages_say_what_is_listed():
    folder = ROOT / "_ext/live"
    scripts = [folder / "static/live-start.js", folder / "src/live.js", folder / "src/copy.js"]
    code = "".join(path.read_text(encoding="utf-8") for path in scripts)
    assert [text for text in live_texts.TEXTS if f"'{text}'" not in code] == []


@every_language
def test_headings_of_the_glossary_are_its_own_equivalents(language):
    """The heading of a translated term is the word that the English glossary gives for it."""
    given = {}
    for entry in re.split(r"\n(?=\S)", GLOSSARY.split("```{glossary}\n")[1].split("\n```")[0]):
        word = re.search(rf'{language}: <span lang="{language}">([^<]*)<', entry)
        if word:
            given[entry.split("\n")[0]] = word[1]
    headings = {m.id: m.string for m in page(language, "glossary") if m.id in given}
    given["Supreme Soviet"] = headings["Supreme Soviet"]  # else two terms had one heading
    assert headings == given
    assert len(headings) > 140
    assert len({heading.casefold() for heading in headings.values()}) == len(headings)


@every_language
def test_a_language_changes_its_language_and_no_rule_of_the_book(language):
    book = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config = derived_config.language_config(book, language)
    assert {key for key in book if config[key] != book[key]} == {"sphinx"}
    added = {"language": language, "translation_progress_classes": "untranslated"}
    assert config["sphinx"]["config"] == book["sphinx"]["config"] | added


def test_make_takes_a_language_from_its_command_line_only():
    def asked(*words, **environment):
        command = ["make", "--dry-run", "--always-make", "site", *words]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False,
            env={"PATH": "/usr/bin:/bin", **environment},
        )  # fmt: skip
        return done.returncode, re.findall(r"derived_config.py (\w+)", done.stdout)

    assert asked(LANG="kk") == (0, [])
    assert asked("LANG=kk", LANG="C.UTF-8") == (0, ["kk"])
    assert asked("LANG=kk ru") == (0, ["kk", "ru"])
    assert asked("LANG=en") == (0, [])
    assert asked("LANG=fr") == (2, [])


def test_words_are_sorted_as_in_a_kazakh_dictionary():
    words = ["ұран", "сайлау", "әкім", "аудан", "қаулы", "кандидат", "office", "ғылым", "гүл"]
    found = sorted(words, key=translations.alphabetical)
    assert found == [
        "аудан",
        "әкім",
        "гүл",
        "ғылым",
        "кандидат",
        "қаулы",
        "сайлау",
        "ұран",
        "office",
    ]


def test_a_page_without_a_translation_is_english_and_its_explorable_is_not():
    body = '<section id="a"><h1>A</h1><div class="live-cell docutils"></div></section>'
    marked = translations.mark_languages(body, "kk", translated=False)
    assert marked.startswith('<section lang="en" id="a">')
    assert '<div lang="kk" class="live-cell docutils">' in marked


def test_untranslated_parts_of_a_translated_page_are_marked():
    body = '<p id="x" class="untranslated">A</p><p>Б</p><h2 class="a untranslated">B</h2>'
    assert translations.mark_languages(body, "ru", translated=True) == (
        '<p lang="en" id="x" class="untranslated">A</p><p>Б</p>'
        '<h2 lang="en" class="a untranslated">B</h2>'
    )


@pytest.mark.parametrize(
    ("done", "reviewed_by", "words"),
    [
        (0, "", "not translated yet"),
        (34, "", "34 of 120 texts of this page are translated. The rest is in English. "
                 "The translation has not been reviewed"),
        (120, "A. Name", "120 of 120 texts of this page are translated. Reviewed by a native "
                         "speaker: A. Name."),
    ],
)  # fmt: skip
def test_the_note_says_how_much_is_translated_and_who_reviewed_it(
    done, reviewed_by, words, monkeypatch
):
    monkeypatch.setattr(translations, "_", str)  # English, as without a catalogue
    note = translations.state_note(done, 120, reviewed_by, "../../a.html")
    assert words in note
    assert '<a href="../../a.html" hreflang="en">' in note


# ---- a toy book in Kazakh -------------------------------------------------------------------

TOY_PAGE = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python}
---
# A page

```{code-cell}
:tags: [remove-input, remove-output]
votes = 5246000
```

The winner had {eval}`votes` votes; see {term}`akim`.

This stays English.

```{glossary}
akim
  A head.

vote
  A choice.

office
  A post.
```
"""

TOY_TEXTS = {
    "A page": "Бет",
    "The winner had {eval}`votes` votes; see {term}`akim`.":
        "{term}`Әкімді <akim>` қараңыз; жеңімпаздың {eval}`votes` дауысы бар.",
    "akim": "әкім",
    "vote": "дауыс",
    "A part": "Бір бөлім",
    "A head.": "Басшы.",
}  # fmt: skip


@pytest.fixture(scope="module")
def toy_site(tmp_path_factory):
    """A page with a notebook, built with warnings as errors in a language of some texts."""
    folder = tmp_path_factory.mktemp("toy-kk")
    (folder / "index.md").write_text(TOY_PAGE, encoding="utf-8")
    (folder / "parties.md").write_text("# Parties and movements\n\nText.\n", encoding="utf-8")
    toc = (
        "format: jb-book\nroot: index\nparts:\n- caption: A part\n  chapters:\n  - file: parties\n"
    )
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    catalogue = Catalog(locale="kk")
    for text, translation in TOY_TEXTS.items():
        catalogue.add(text, translation)
    target = folder / "locale/kk/LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "index.po").open("wb") as file:
        write_po(file, catalogue)
    for name in ("book.po", "sphinx.po", "titles.po"):
        shutil.copy(ROOT / "locale/kk/LC_MESSAGES" / name, target)
    book = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    settings = derived_config.language_config(book, "kk")["sphinx"]["config"]
    wanted = ("language", "locale_dirs", "gettext_compact", "translation_progress_classes")
    config = {
        "title": "Elections in Kazakhstan: constitution, campaigns, technologies",
        "execute": {"execute_notebooks": "inline"},
        "sphinx": {
            "local_extensions": {"translations": str(ROOT / "_ext")},
            "config": {name: settings[name] for name in wanted},
        },
    }
    text = yaml.safe_dump(config, allow_unicode=True)
    (folder / "_config.yml").write_text(text, encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(folder),
        "-W",
        "-n",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return folder / "_build/html"


@pytest.fixture
def toy_page(toy_site):
    return (toy_site / "index.html").read_text(encoding="utf-8")


def test_a_translated_sentence_has_the_values_and_links_of_its_page(toy_page):
    text = re.sub(r"<[^>]*>", "", toy_page)
    assert "Әкімді қараңыз; жеңімпаздың 5246000 дауысы бар." in text
    assert 'href="#term-akim"' in toy_page


def test_the_page_says_how_much_of_it_is_translated(toy_page):
    assert '<html lang="kk"' in toy_page
    assert re.findall(r"data-translated=.([^\"]*)", toy_page) == ["5/9"]
    assert "Осы беттегі 9 мәтіннің 5 мәтіні аударылған." in toy_page
    assert '<p lang="en" class="untranslated">This stays English.</p>' in toy_page


def test_a_translated_glossary_is_in_kazakh_order(toy_page):
    terms = re.findall(r'<dt [^>]*id="term-(\w+)"', toy_page)
    assert terms == ["akim", "vote", "office"]  # әкім, дауыс, and what has no translation


def test_title_and_theme_speak_the_language_too(toy_page):
    assert "Қазақстандағы сайлау: конституция, науқандар, технологиялар</title>" in toy_page
    assert 'placeholder="Кітаптан іздеу..."' in toy_page


def test_a_page_without_translation_has_a_translated_title_in_the_contents(toy_site):
    text = (toy_site / "index.html").read_text(encoding="utf-8")
    names = re.findall(r'<a [^>]*href="parties.html"[^>]*>(.*?)</a>', text, re.DOTALL)
    assert len(names) > 1  # beside the page, and as the next one
    for name in names:
        assert "Партиялар мен қозғалыстар" in name
        assert "Parties" not in name
    assert "Бір бөлім" in text  # the name of its part, beside every page
    assert "A part" not in text
    own = (toy_site / "parties.html").read_text(encoding="utf-8")
    assert re.search(r'<section [^>]*lang="en"', own)  # the page itself stays English


def test_the_search_speaks_it_without_making_functions_of_text(toy_site):
    script = (toy_site / "_static/translations.js").read_text(encoding="utf-8")
    assert '"Search Results": "Іздеу нәтижелері"' in script
    assert all(f'"{text}": "' in script for text in translations.SCRIPTED)
    assert "plural_expr" not in script  # Sphinx would make a function of it; see policy.py


# ---- one site of all languages ------------------------------------------------------------


def site(folder, language, page_text):
    (folder / "chapters").mkdir(parents=True)
    (folder / "chapters/a.html").write_text(page_text.format(language=language), encoding="utf-8")
    (folder / "live" / "0123").mkdir(parents=True)
    (folder / "live" / "0123" / "live.js").write_text("1", encoding="utf-8")
    (folder / "live-sw.js").write_text("1", encoding="utf-8")
    return folder


PAGE = (
    '<!doctype html><html lang="{language}"><head><title>A</title></head><body>'
    '<div class="article-header-buttons"></div><script data-live-base="../live/0123/" '
    'data-live-keeper="../live-sw.js"></script></body></html>'
)


@pytest.fixture
def whole(tmp_path, monkeypatch):
    monkeypatch.setattr(languages.inventory, "inventory", lambda *_: json.dumps({}))
    sites = {each: site(tmp_path / each, each, PAGE) for each in ("en", "kk", "ru")}
    out = tmp_path / "all"
    languages.put_together(sites, out)
    return out


def test_each_page_links_to_itself_in_every_language(whole):
    for language in ("en", "kk", "ru"):
        file = whole / ("" if language == "en" else language) / "chapters/a.html"
        text = file.read_text(encoding="utf-8")
        links = re.findall(r'<a lang="(\w+)" hreflang="\w+" href="([^"]*)">', text)
        assert {each for each, _ in links} == {"en", "kk", "ru"} - {language}
        for other, address in links:
            target = (file.parent / address).resolve()
            assert target.is_file()
            assert f'<html lang="{other}"' in target.read_text(encoding="utf-8")
        assert f'<span lang="{language}" aria-current="true">' in text
        assert text.count('rel="alternate"') == 2


def test_files_of_live_pages_are_there_once_and_found_from_every_language(whole):
    assert len(list(whole.rglob("live.js"))) == 1
    for file in whole.rglob("a.html"):
        text = file.read_text(encoding="utf-8")
        for name in re.findall(r'data-live-\w+="([^"]*)"', text):
            assert (file.parent / name).exists()


def test_a_page_that_has_lost_its_header_is_not_passed_over():
    with pytest.raises(ValueError, match="0 headers"):
        languages.linked("<html><head></head></html>", "a.html", "en", ["en", "kk"])


@every_language
def test_the_title_of_every_page_is_translated_as_the_page_has_it(language):
    given = {m.id: m.string for m in messages(ROOT / f"locale/{language}/LC_MESSAGES/titles.po")}
    files = sorted((ROOT / "chapters").glob("*.md"))
    assert set(given) == {texts.title(file) for file in files}
    assert all(given.values())
    for file in files:
        if (ROOT / f"locale/{language}/LC_MESSAGES/chapters/{file.stem}.po").is_file():
            own = {m.id: m.string for m in page(language, file.stem)}
            assert given[texts.title(file)] == own[texts.title(file)]


@every_language
def test_the_names_of_all_parts_are_translated(language):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    given = {m.id: m.string for m in page(language, "index")}
    for part in toc["parts"]:
        assert given[part["caption"]] not in {"", part["caption"]}
