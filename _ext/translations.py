"""Sphinx extension: the book in other languages than English.

Sphinx translates a page by ``locale/<language>/LC_MESSAGES/<page>.po``; what is not translated
stays English. This extension adds what else a reader needs: the catalogues of our own extensions
and of themes that lack the language, titles of pages that are not translated yet, values of
``{eval}`` inside translated text, a note on each page that says how much of it is translated, and
a mark (``lang``) on what is still English.
"""

import json
import os
import re
from copy import deepcopy
from gettext import GNUTranslations
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils import nodes
from myst_nb.ext.eval import EvalRoleAny
from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

SOURCE = "en"  # the language that chapters are written in
FOLDER = "locale"
ALPHABET = " -аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
EVALUATED = "evaluated by translations.py"  # in the temporary data of a page

CONFIGURED = ("html_title", "nb_code_prompt_show", "nb_code_prompt_hide")
CONFIGURED += ("togglebutton_hint", "togglebutton_hint_hide")
THEME_OPTIONS = ("search_bar_text", "extra_footer")

_ = get_translation("book")
_titles = get_translation("titles")


def N_(text: str) -> str:  # noqa: N802  the usual name of a mark for translators
    """Mark a text that is translated later."""
    return text


# What _config.yml and the defaults of other extensions say to readers.
TEXTS = (
    N_("Elections in Kazakhstan: constitution, campaigns, technologies"),
    N_(
        "Text CC BY 4.0, code MIT. Data as their sources say; maps © OpenStreetMap contributors, "
        "ODbL."
    ),
    N_("Search this book..."),
    N_("Show code cell {type}"),
    N_("Hide code cell {type}"),
    N_("Click to show"),
    N_("Click to hide"),
)


def read_catalogue(file: Path, language: str) -> GNUTranslations:
    """Return the texts of a ``.po`` file."""
    compiled = BytesIO()
    with file.open("rb") as text:
        write_mo(compiled, read_po(text, locale=language, domain=file.stem))
    compiled.seek(0)
    return GNUTranslations(compiled)


def page_catalogue(app: Sphinx, pagename: str) -> Catalog:
    """Return the texts of a page; none before its translation has begun."""
    language = app.config.language
    file = Path(app.confdir, FOLDER, language, "LC_MESSAGES", f"{pagename}.po")
    if not file.is_file():
        return Catalog(locale=language)
    with file.open("rb") as text:
        return read_po(text, locale=language)


def load_catalogues(folder: Path, language: str) -> None:
    """Make the catalogues of a language known, in front of those that packages bring.

    Parameters
    ----------
    folder
        ``locale`` of the book. Pages, and Sphinx's own domain, are left to Sphinx.
    language
        Not the language of the source.
    """
    for file in sorted((folder / language / "LC_MESSAGES").glob("*.po")):
        if file.stem == "sphinx":
            continue
        ours = read_catalogue(file, language)
        theirs = locale.translators.get(("general", file.stem))
        if theirs is not None:
            ours.add_fallback(theirs)
        locale.translators["general", file.stem] = ours


# What Sphinx's scripts say to readers.
SCRIPTED = (
    ", in ",
    "Hide Search Matches",
    "Preparing search...",
    "Search Results",
    "Search finished, found ${resultCount} page(s) matching the search query.",
    "Searching",
    "Your search did not match any documents. Please make sure that all words are spelled "
    "correctly and that you've selected enough categories.",
)


def write_script_texts(app: Sphinx, folder: Path) -> None:
    """Write the texts of Sphinx's scripts where Sphinx looks for them first.

    Sphinx has none in Kazakh, lacks some in Russian, and makes a function of text, which the
    policy of our pages forbids.
    """
    texts = {text: app.translator.gettext(text) for text in SCRIPTED}
    said = json.dumps(texts, ensure_ascii=False, indent=1)
    file = folder / app.config.language / "LC_MESSAGES" / "sphinx.js"
    file.write_text(f"Object.assign(Documentation.TRANSLATIONS, {said});\n", encoding="utf-8")


def translate_configuration(app: Sphinx, config: Config) -> None:
    """Translate what the configuration says to readers: title, footer, names of buttons."""
    for name in CONFIGURED:
        if getattr(config, name, None):
            setattr(config, name, str(_(getattr(config, name).strip())))
    options = dict(config.html_theme_options)
    for name in THEME_OPTIONS:
        if options.get(name):
            options[name] = str(_(options[name].strip()))
    config.html_theme_options = options


class KeptEval(EvalRoleAny):  # type: ignore[misc]
    """``{eval}`` that also works in translated text, for which no kernel runs any more.

    A translation may show the values that its page has shown, in any order.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the value, and keep it; or return the kept one."""
        kept = self.document.settings.env.temp_data.setdefault(EVALUATED, {})
        if "nb_renderer" not in self.document and self.text in kept:
            return deepcopy(kept[self.text]), []
        shown, messages = super().run()
        kept[self.text] = deepcopy(shown)
        return shown, messages


def is_no_text(node: nodes.Node | None) -> bool:
    """Whether a part of a page is its front matter, or what a cell has printed."""
    while node is not None and node.parent is not None:
        if isinstance(node, nodes.field_list) and isinstance(node.parent, nodes.document):
            return True
        if isinstance(node, nodes.container) and "cell_output" in node["classes"]:
            return True
        node = node.parent
    return False


class CountTexts(SphinxTransform):
    """Counts the texts of a page, and those that its catalogue translates."""

    default_priority = 15  # Sphinx translates at 20; it counts parts of a page, not texts

    def apply(self, **kwargs: Any) -> None:
        """Keep both numbers with the page."""
        found = extract_messages(self.document)
        texts = {text for node, text in found if not is_no_text(node)}
        catalogue = page_catalogue(self.app, self.env.docname)
        known = {str(each.id) for each in catalogue if each.string and not each.fuzzy}
        done = len(texts & known)
        self.document["texts"] = (done, len(texts))


class SortGlossary(SphinxTransform):
    """Puts translated terms into the order of the reader's alphabet; others come last."""

    default_priority = 30  # after translation

    def apply(self, **kwargs: Any) -> None:
        """Go through the glossaries of the page."""
        for glossary in self.document.findall(addnodes.glossary):
            for terms in glossary.findall(nodes.definition_list):
                terms.children.sort(key=lambda item: alphabetical(item[0].astext()))


def alphabetical(term: str) -> tuple[int, ...]:
    """Return a key that sorts Kazakh and Russian words as dictionaries do.

    >>> sorted(["ұран", "өкілет", "office", "указ", "ёж", "жарлық"], key=alphabetical)
    ['ёж', 'жарлық', 'өкілет', 'указ', 'ұран', 'office']
    """
    return tuple(ALPHABET.find(letter) % 1000 for letter in term.casefold())


def keep_count(app: Sphinx, doctree: nodes.document) -> None:
    """Keep how many texts of a page there are, and how many are translated."""
    app.env.metadata[app.env.docname]["texts"] = doctree["texts"]


def reviewer(app: Sphinx, pagename: str) -> str:
    """Return who reviewed a page: the comment ``# Reviewed by: name`` at its catalogue's head."""
    found = _REVIEWED.search(page_catalogue(app, pagename).header_comment)
    return found[1].strip() if found else ""


def state_note(done: int, total: int, reviewed_by: str, english: str) -> str:
    """Return the note on the state of translation, in the reader's language.

    Parameters
    ----------
    done, total
        Translated texts of the page, and all.
    reviewed_by
        Who reviewed them; empty: nobody.
    english
        Address of the English page.
    """
    if done == 0:
        parts = [_("This page is not translated yet; it is in English.")]
    else:
        parts = [_("{done} of {total} texts of this page are translated.")]
        parts += [_("The rest is in English.")] if done < total else []
        if reviewed_by:
            parts.append(_("Reviewed by a native speaker: {name}."))
        else:
            parts.append(_("The translation has not been reviewed by a native speaker."))
    text = escape(" ".join(map(str, parts)).format(done=done, total=total, name=reviewed_by))
    words = escape(str(_("This page in English")))
    link = f'<a href="{escape(english)}" hreflang="{SOURCE}">{words}</a>'
    return f'<p class="translation-state" data-translated="{done}/{total}">{text} {link}</p>'


def english_address(pagename: str) -> str:
    """Return the address of the English page, seen from a page in the folder of a language.

    >>> english_address("chapters/index")
    '../../chapters/index.html'
    """
    return "../" * (pagename.count("/") + 1) + f"{pagename}.html"


_REVIEWED = re.compile(r"^# Reviewed by: (.+)$", re.MULTILINE)
_UNTRANSLATED = re.compile(r'(<\w+)((?: [\w-]+="[^"]*")*? class="(?:[^"]* )?untranslated[ "])')
_LIVE = re.compile(r'(<div)( class="(?:[^"]* )?live-cell[ "])')


def mark_languages(body: str, language: str, *, translated: bool) -> str:
    """Return a page with the language of its parts.

    Parameters
    ----------
    body
        The page's own part.
    language
        That of the page; explorables speak it, and mark by themselves what they do not.
    translated
        Whether any text of the page is translated; else all of it is English.
    """
    if translated:
        body = _UNTRANSLATED.sub(rf'\1 lang="{SOURCE}"\2', body)
    else:
        body = re.sub(r"<section\b", rf'<section lang="{SOURCE}"', body, count=1)
    return _LIVE.sub(rf'\1 lang="{language}"\2', body)


def show_state(
    app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Put the note below the title of a page, and mark what is English."""
    if app.config.language == SOURCE or "texts" not in app.env.metadata.get(pagename, {}):
        return
    done, total = app.env.metadata[pagename]["texts"]
    note = state_note(done, total, reviewer(app, pagename), english_address(pagename))
    language = app.config.language
    body = mark_languages(context["body"], language, translated=done > 0)
    # Inside an English page the note is in the reader's language.
    note = note.replace("<p ", f'<p lang="{language}" ', 1)
    context["body"] = body.replace("</h1>", f"</h1>\n{note}", 1)


def translate_captions(app: Sphinx, doctree: nodes.document) -> None:
    """Translate the names of parts: they come into the first page after its text is translated."""
    parts = list(doctree.findall(addnodes.toctree))
    if not parts:
        return  # most pages have none, and their catalogues are long
    said = {message.id: message.string for message in page_catalogue(app, app.env.docname)}
    for part in parts:
        part["caption"] = said.get(part.get("caption")) or part.get("caption")


def translate_titles(app: Sphinx, env: BuildEnvironment) -> None:
    """Translate titles of pages that have no translation, for all that leads to them."""
    for name, title in env.titles.items():
        said = str(_titles(title.astext()))
        if said == title.astext():
            continue  # translated with its page, or not at all
        env.titles[name] = env.longtitles[name] = nodes.title("", said)
        own = next(env.tocs[name].findall(nodes.reference))  # a page's contents begin with itself
        own.children = [nodes.Text(said)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with Sphinx."""
    language = app.config.language or SOURCE
    # Cells run in processes of their own, which take this over; see kazlib.widgets.
    os.environ["PAGE_LANGUAGE"] = language
    app.add_role("eval", KeptEval(), override=True)
    if language != SOURCE:
        folder = Path(app.confdir) / FOLDER
        app.config.locale_dirs = [str(folder)]  # Sphinx looks for scripts from where it was called
        load_catalogues(folder, language)
        write_script_texts(app, folder)
        app.connect("config-inited", translate_configuration, priority=900)
        app.add_transform(CountTexts)
        app.add_transform(SortGlossary)
        app.connect("doctree-read", keep_count)
        app.connect("doctree-read", translate_captions, priority=400)  # before it is collected
        app.connect("env-updated", translate_titles)
        # Late: sizes of pictures and the like are in the page by then.
        app.connect("html-page-context", show_state, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
