"""Style sheets and fonts without what a site does not use: functions, for ``join.py``."""

import logging
import posixpath
import re
from collections.abc import Iterable, Sequence
from io import BytesIO

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont
from tinycss2 import ast

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every step

_FACE = re.compile(r'@font-face\{[^}]*?font-family:\s*"?([^";}]+)[^}]*\}')
_SOURCES = re.compile(r'src:[^;}]*\burl\("?([^")]+)\.ttf"?\)[^;}]*')
_PRIVATE = range(0xE000, 0xF900)  # where icon fonts have their icons
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{4,6})")


def _selectors(prelude: Sequence[ast.Node]) -> list[list[ast.Node]]:
    found: list[list[ast.Node]] = [[]]
    for token in prelude:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _can_match(selector: Sequence[ast.Node], words: set[str]) -> bool:
    """Whether each class and id occurs; what stands in brackets, as in ``:not(.a)``, is let be."""
    before: ast.Node | None = None
    for token in selector:
        is_class = before == "." and token.type == "ident"
        if (is_class or token.type == "hash") and token.value not in words:
            return False
        before = token
    return True


def _text(tokens: Iterable[ast.Node], folder: str, target: str) -> str:
    """Write tokens without comments and long spaces, with addresses seen from `target`."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "comment":
            continue
        if token.type == "whitespace":
            parts.append(" ")
        elif token.type == "url" and not re.match(r"[a-z]+:|#|/", token.value):
            path = posixpath.normpath(posixpath.join(folder, token.value))
            parts.append(f'url("{posixpath.relpath(path, target)}")')
        else:
            parts.append(token.serialize())
    return "".join(parts).strip()


def _rules(nodes: Iterable[ast.Node], words: set[str], folder: str, target: str) -> list[str]:
    """Write the rules that can match something."""
    written = []
    for node in nodes:
        if node.type == "qualified-rule":
            kept = [each for each in _selectors(node.prelude) if _can_match(each, words)]
            body = _text(node.content, folder, target)
            if kept and body:
                head = ",".join(_text(each, folder, target) for each in kept)
                written.append(f"{head}{{{body}}}")
        elif node.type == "at-rule" and node.content is None:
            if node.lower_at_keyword != "charset":
                written.append(f"@{node.at_keyword} {_text(node.prelude, folder, target)};")
        elif node.type == "at-rule":
            head = f"@{node.at_keyword} {_text(node.prelude, folder, target)}"
            if node.lower_at_keyword in ("media", "supports", "layer", "container"):
                inner = tinycss2.parse_rule_list(node.content, True, True)
                body = "".join(_rules(inner, words, folder, target))
            else:
                body = _text(node.content, folder, target)
            if body:
                written.append(f"{head.strip()}{{{body}}}")
    return written


def lean_style(text: str, words: set[str], folder: str, target: str) -> str:
    """Return a style sheet without comments and without rules that can match nothing.

    Parameters
    ----------
    text : str
        The style sheet.
    words : set of str
        Classes and ids that may occur.
    folder, target : str
        Folders of the site in which it lies, and in which its text will be.

    >>> lean_style(".a, .b { color: red } #c { top: 0 }", {"b"}, "", "")
    '.b{color: red}'
    """
    rules = _rules(tinycss2.parse_stylesheet(text, True, True), words, folder, target)
    return "\n".join(rules)


def drop_unused_fonts(style: str) -> str:
    """Return the style sheet without fonts that no rule of it names.

    >>> drop_unused_fonts('@font-face{font-family:"A";src:url(a)} p{font-family:B}')
    ' p{font-family:B}'
    """
    rest = _FACE.sub("", style).replace("\\", "")
    return _FACE.sub(lambda face: face[0] if face[1].replace("\\", "") in rest else "", style)


def icons_in(style: str) -> set[int]:
    r"""Return the characters of icon fonts that a style sheet names, escaped or not.

    >>> sorted(map(hex, icons_in('a{content:"\uf062"} b{content:"\\f0c9"}')))
    ['0xf062', '0xf0c9']
    """
    found = {ord(char) for char in style} | {int(code, 16) for code in _ESCAPED.findall(style)}
    return found & set(_PRIVATE)


def lean_font(data: bytes, characters: Iterable[int]) -> bytes:
    """Return a TrueType font as WOFF with only these characters."""
    options = subset.Options()
    options.flavor = "woff"
    options.with_zopfli = False
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(characters))
    cutter.subset(font)
    font.flavor = options.flavor
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def fonts_of(style: str) -> list[str]:
    """Return the addresses of the TrueType fonts of a style sheet, without their ending."""
    return [match[1] for face in _FACE.finditer(style) for match in _SOURCES.finditer(face[0])]


def use_lean_fonts(style: str) -> str:
    """Let the style sheet load the WOFF fonts that `lean_font` writes, and no others.

    >>> use_lean_fonts('@font-face{font-family:A;src:url(a.woff2),url("a.ttf") format("x")}')
    '@font-face{font-family:A;src:url("a.woff") format("woff")}'
    """
    return _FACE.sub(lambda f: _SOURCES.sub(r'src:url("\1.woff") format("woff")', f[0]), style)
