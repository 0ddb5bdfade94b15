"""A report of any answer: one page of HTML that stands alone, to be kept and printed."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from kazlib.controls import Ballot, Choice, Control, Date, Toggle
from kazlib.outcome import Outcome
from kazlib.pages import forms, html
from kazlib.texts import ENGLISH, Texts

_STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #000; background: #fff;
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 1.6rem; }
svg { width: 100%; max-width: 30rem; height: auto; color: #000; break-inside: avoid; }
table { border-collapse: collapse; margin: .6rem 0; font-size: .85rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { border: 1px solid #888; padding: .15rem .4rem; text-align: left; vertical-align: top; }
.explorable-scroll { overflow-x: auto; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; } a { overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; max-width: none; } .explorable-scroll { overflow: visible; }
  table { font-size: .62rem; } }
"""


def settings(
    controls: Sequence[Control], shown: Mapping[str, Any], texts: Texts = ENGLISH
) -> list[tuple[str, str]]:
    """Return each control with its value, in words.

    Parameters
    ----------
    controls
        What a reader can set.
    shown
        The value of each; ``None`` or absent: not known.
    texts
        The language of the page.

    Examples
    --------
    >>> from kazlib.controls import Number, Toggle
    >>> controls = [Number("seats", "Seats", 98, "seats"), Toggle("line", "Against all", True)]
    >>> settings(controls, {"seats": 1200, "line": False})
    [('Seats (seats)', '1,200'), ('Against all', 'no')]
    """
    return [(forms.label(each), _value(each, shown.get(each.name), texts)) for each in controls]


def _value(control: Control, value: Any, texts: Texts) -> str:
    if value is None:
        return texts("not known")
    match control:
        case Choice():
            return control.options.get(value, str(value))
        case Toggle():
            return texts("yes") if value else texts("no")
        case Date():
            return str(value.isoformat())
        case Ballot():
            return "; ".join(
                f"{texts(party)}: {texts.number(votes)}" for party, votes in value.items()
            )
    return texts.number(value)


def report(
    title: str,
    outcome: Outcome,
    chosen: Sequence[tuple[str, str]],
    *,
    address: str,
    code: str,
    texts: Texts = ENGLISH,
) -> str:
    """Return a page that prints an answer with everything that led to it.

    Parameters
    ----------
    title
        The name of the explorable.
    outcome
        Its answer.
    chosen
        Settings and their values, as :func:`settings` gives them.
    address
        The link to the same scenario; a live page writes its own place in front of it.
    code
        Python code that gives the same answer.
    texts
        The language of the page.

    Returns
    -------
    str
        HTML without any other file: picture, settings, tables, sources, limits, link.

    Examples
    --------
    >>> from kazlib.outcome import Table
    >>> answer = Outcome("A & B win.", "<svg/>", Table("Seats", ("list",), (("A",),)), (),
    ...                  limits=("A model.",))
    >>> page = report("Demo", answer, [("Seats", "98")], address="#demo?a=1&b=2", code="x")
    >>> "<p>A &amp; B win.</p>" in page, "<li>A model.</li>" in page
    (True, True)
    """
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in chosen
    )
    place, own = escape(address), texts.lang(outcome.language)
    parts = (
        f"<h1>{escape(title)}</h1><p{own}>{escape(outcome.sentence)}</p>{outcome.svg}",
        f"<h2>{texts('Settings')}</h2><table>{rows}</table>",
        f"<h2>{texts('Numbers')}</h2>{html.tables(outcome, texts)}",
        f"<h2>{texts('Sources and limits') if outcome.limits else texts('Sources')}</h2>"
        f"{html.sources(outcome, texts)}",
        f"<h2>{texts('The same again')}</h2>"
        f'<p>{texts("On the page:")} <a href="{place}">{place}</a></p>'
        f"<p>{texts('In a notebook:')}</p><pre>{escape(code)}</pre>",
        f"<p><em>{texts('Elections in Kazakhstan: constitution, campaigns, technologies')}</em>. "
        f"{texts('Text CC BY 4.0; data as their sources say.')}</p>",
    )
    return (
        f'<!doctype html><html lang="{texts.language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )
