"""The HTML of pages as html-validate judges it."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.npm import ROOT, install, node

SOURCE = ROOT / "tests" / "html"
TARGET = ROOT / "_build" / "node-html"


@dataclass(frozen=True)
class Allowed:
    """A rule that pages may break, where it matches, and why.

    Attributes
    ----------
    rule : str
        The name that html-validate gives it.
    message : str
        How its messages begin; others of the same rule are faults.
    why : str
        The reason, and who could change it.
    """

    rule: str
    message: str
    why: str


ALLOWED = (
    Allowed(
        "no-redundant-role",
        "Redundant role ",
        "Tables that become blocks on a phone lose their roles in browsers unless these are "
        "written out; role=main is the Sphinx Book Theme's.",
    ),
    Allowed(
        "prefer-native-element",
        "Prefer to use the native <h1>",
        "The captions of the contents are the PyData Sphinx Theme's; a role serves readers, too.",
    ),
    Allowed(
        "prefer-native-element",
        "Prefer to use the native <li>",
        "Bibliographies of docutils are blocks with the roles of a list.",
    ),
    Allowed(
        "prefer-native-element",
        "Prefer to use the native <ul>",
        "Bibliographies of docutils are blocks with the roles of a list.",
    ),
    Allowed(
        "prefer-native-element",
        "Prefer to use the native <section>",
        "Scrolling boxes around tables, and logs of searches, are regions with names; the role is "
        "on the box that scrolls.",
    ),
    Allowed(
        "wcag/h32",
        "<form> element must have a submit button",
        "The answer comes while one types, and Enter does the same: the theme's search, the "
        "search of the data, the controls of explorables.",
    ),
    Allowed(
        "element-permitted-content",
        "<p> element is not permitted as content under <summary>",
        "MyST-NB writes the words of a fold as a paragraph, and its style sheet depends on it.",
    ),
    Allowed(
        "attribute-misuse",
        '"target" attribute cannot be used on <a> in this context',
        "The link of the link maker gets its address while one types.",
    ),
    Allowed(
        "attribute-misuse",
        '"rel" attribute cannot be used on <a> in this context',
        "The link of the link maker gets its address while one types.",
    ),
)


def messages(pages: Sequence[Path]) -> list[dict[str, str]]:
    """Return everything that html-validate says of some pages."""
    install(SOURCE, TARGET)
    for name in ("validate.mjs", "rules.json"):
        shutil.copyfile(SOURCE / name, TARGET / name)
    done = subprocess.run(
        [node(), TARGET / "validate.mjs", TARGET / "rules.json", *pages],
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def allowed(message: dict[str, str]) -> bool:
    """Return whether a message is of a kind that is allowed with a reason."""
    return any(
        message["rule"] == each.rule and message["message"].startswith(each.message)
        for each in ALLOWED
    )
