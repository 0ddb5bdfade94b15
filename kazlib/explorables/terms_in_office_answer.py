"""What terms-in-office answers: the terms in words, on a line of time, and in a table."""

from dataclasses import dataclass, replace
from datetime import date

from kazlib.explorables.law_on_a_date import DATA_END
from kazlib.figures.svg import picture
from kazlib.figures.terms import Look, Row, Span, bands, key
from kazlib.law import periods, rules
from kazlib.offices.president import Term
from kazlib.outcome import Outcome, Source, Table
from kazlib.texts import ENGLISH

INVENTED = "an invented person"

_READINGS = {
    "law": "As far as the law of each day was seen",
    "from-1991": "If every term won since 1991 counts",
    "ruling-of-2000": "If terms won since 1999 count, as ruled in 2000",
    "from-2019": "If terms won since 2019 count (no source for this reading was seen)",
    "from-2022": "If only terms won in 2022 or later count (no source for this reading was seen)",
}
_OF_2000 = ("from-1991", "ruling-of-2000")
_ONE_TERM_SINCE = date(2022, 9, 17)
_SOURCES = (
    Source("Referendum of 29 April 1995: data/referendums.csv"),
    Source("Ruling of the Constitutional Council of 22 June 2000", confidence="recalled"),
    Source("Resignation of the First President on 19 March 2019", confidence="recalled"),
)


@dataclass(frozen=True)
class Case:
    """The terms of a person under one reading, one more election, and the what-ifs in words."""

    name: str
    terms: tuple[Term, ...]
    again: Term
    changes: tuple[str, ...]


def answer(case: Case, counting: str) -> Outcome:
    """Return the outcome.

    Parameters
    ----------
    case
        The terms.
    counting
        Which terms count: a name of the control of that name.

    Examples
    --------
    >>> from kazlib.explorables.terms_in_office import compute
    >>> compute(person="second").table.rows[0][:4]
    ('2019-06-09', 5, '2024-06-09', '2022-11-20')
    """
    sentence = _sentence(case, counting)
    return Outcome(
        sentence=sentence,
        svg=_picture(case, sentence),
        table=_table(case),
        sources=_sources(case),
    )


def _allowed(term: Term) -> str:
    if term.allowed is None:
        return "not known"
    if term.exempt:
        return "yes, by the exemption"
    return "yes" if term.allowed else "no"


def _number(term: Term) -> str:
    if term.number is None:
        return "not known"
    return "not counted" if term.number == 0 else str(term.number)


def _limit(term: Term) -> str:
    if term.allowed is None and term.limit is None:
        return "not known"
    if term.number == 0:
        return "does not apply"
    return "none" if term.limit is None else str(term.limit)


def _sentence(case: Case, counting: str) -> str:
    text = f"What if {'; and if '.join(case.changes)}? " if case.changes else ""
    name = "The invented person" if case.name == INVENTED else case.name
    answers = [_allowed(term) for term in case.terms]
    found = [
        f"{words} {answers.count(answer)}"
        for answer, words in (
            ("yes", "allowed"),
            ("yes, by the exemption", "allowed only by the exemption"),
            ("no", "not allowed"),
            ("not known", "not known"),
        )
        if answer in answers
    ]
    known = (
        f", by the law known on {ENGLISH.day(DATA_END)}" if case.again.elected > DATA_END else ""
    )
    text += (
        f"{name} won {len(answers)} elections; the last term was to end on "
        f"{ENGLISH.day(case.terms[-1].due)}. {_READINGS[counting]}, the limit of each day gives: "
        f"{', '.join(found)}. One more election on {ENGLISH.day(case.again.elected)}{known}: "
        f"{_verdict(case.again)}"
    )
    if counting in _OF_2000 and case.again.elected >= _ONE_TERM_SINCE:
        text += (
            " The readings of 2000 were about two terms in a row; no source was seen that applies "
            "one of them to the single term of 2022."
        )
    if case.changes:
        text += " The elections are held fixed; people adapt to rules."
    return text


def _verdict(term: Term) -> str:
    if term.allowed is None:
        return f"not known: {_missing(term)}."
    if term.exempt:
        why = rules("president", on=term.elected).why("first_president_exempt").confidence
        mark = "" if why == "verified" else f" ({why})"
        return f"term {term.number}, beyond the limit of {term.limit}, but exempt{mark}."
    if term.number is None:
        word = "allowed" if term.allowed else "not allowed"
        return f"{word}, whichever terms count: {_limit_words(term)}."
    if term.number == 0:
        return "allowed; it would not count towards the limit."
    if term.limit is None:
        return f"term {term.number} in a row, and no limit."
    word = "allowed" if term.allowed else "not allowed"
    return f"{word}: it would be term {term.number}, and the limit is {term.limit}."


def _limit_words(term: Term) -> str:
    return "there is no limit" if term.limit is None else f"the limit is {term.limit}"


def _missing(term: Term) -> str:
    """Say what was not seen of the law, so that nothing can be said of this election."""
    if term.limit is None:
        return "the limit was not seen"
    if term.number is None:
        return f"{_limit_words(term)}, but which terms count was not seen"
    return (
        f"it would be term {term.number}, beyond the limit of {term.limit}; whether the First "
        "President is exempt was not seen"
    )


def _symbol(term: Term) -> str:
    return "?" if term.allowed is None else "✓" if term.allowed else "✗"


def _short(term: Term) -> str:
    if term.number is None:
        if term.allowed is None:
            return "not known"
        within = "within" if term.allowed else "beyond"
        return "no limit" if term.limit is None else f"{within} limit {term.limit}"
    if term.number == 0:
        return "not counted"
    if term.exempt:
        return f"term {term.number}, exempt"
    if term.limit is None:
        return f"term {term.number}"
    return f"term {term.number}, limit {term.limit}"


def _spans(term: Term, last: date) -> tuple[Span, ...]:
    """Return the time in office and, as an outline, the rest of the term that was not served."""
    end = term.ended or term.due
    served = min(end, term.due)
    spans = [Span(term.elected, served, "full")]
    if end < term.due:
        spans.append(Span(end, term.due, "outline"))
    elif end > term.due:
        spans.append(Span(term.due, end, "striped"))
    return tuple(span for span in spans if span.begin < last)


def _picture(case: Case, sentence: str) -> str:
    again = case.again
    first, last = date(1990, 1, 1), max(date(2038, 1, 1), date(again.due.year + 2, 1, 1))
    rows = [
        Row(f"{_symbol(term)} Elected {term.elected:%Y}: {_short(term)}", "", _spans(term, last))
        for term in case.terms
    ]
    rows.append(
        Row(
            f"{_symbol(again)} One more in {again.elected:%Y}: {_short(again)}",
            "",
            (Span(again.elected, again.due, "line"),),
        )
    )
    rows.append(Row("Length of a term in the law", "", _lengths(last)))
    marks = [
        bands(
            rows,
            ids="terms-in-office",
            first=first,
            last=last,
            day=again.elected,
            day_label=ENGLISH.day(again.elected),
        )
    ]
    looks = {span.look for row in rows[:-2] for span in row.spans}
    entries: list[tuple[Look, str]] = [
        ("full", "in office"),
        ("outline", "rest of the term, not served"),
    ]
    if "striped" in looks:
        entries.append(("striped", "in office after the term would have ended"))
    entries.append(("line", "the term of one more election"))
    marks.append(key(entries, ids="terms-in-office"))
    title = f"{case.name}: {len(case.terms)} terms won"
    return picture(marks, ids="terms-in-office", title=title, desc=sentence)


def _lengths(last: date) -> tuple[Span, ...]:
    """Return the length of a term by law, from change to change."""
    spans: list[Span] = []
    law = [p for p in periods("president") if p.valid_from < last]
    ends = [*(p.valid_from for p in law[1:]), last]
    for period, end in zip(law, ends, strict=True):
        text = f"{period.term_years} y"
        if spans and spans[-1].text == text:
            spans[-1] = Span(spans[-1].begin, end, "outline", text)
        else:
            spans.append(Span(period.valid_from, end, "outline", text))
    return tuple(spans)


def _table(case: Case) -> Table:
    rows = tuple(
        (
            term.elected.isoformat(),
            term.years,
            term.due.isoformat(),
            term.ended.isoformat() if term.ended else "no later election in the data",
            _number(term),
            _limit(term),
            _allowed(term),
        )
        for term in case.terms
    )
    again = case.again
    one_more = (
        f"{again.elected.isoformat()} (one more)",
        again.years,
        again.due.isoformat(),
        "",
        _number(again),
        _limit(again),
        _allowed(again),
    )
    kind = "what-if" if case.changes else "as it was"
    return Table(
        caption=f"Terms won by {case.name}, {kind}. A term is counted from election to election: "
        "days of taking office are not in the data.",
        columns=("Elected", "Years", "Was to end", "Ended", "Number", "Limit", "Allowed"),
        rows=(*rows, one_more),
    )


_SOURCED = {
    "term_years": "Length of the term",
    "term_limit": "Limit",
    "first_counted_election": "Which terms count",
    "first_president_exempt": "Exemption",
}


def _sources(case: Case) -> tuple[Source, ...]:
    """Return the sources of the rules on every election day, each once."""
    found: dict[Source, None] = {}
    for term in (*case.terms, case.again):
        law = rules("president", on=term.elected)
        for parameter, label in _SOURCED.items():
            why = law.why(parameter)
            found[replace(why, title=f"{label}: {why.title}")] = None
    return (*found, *_SOURCES)
