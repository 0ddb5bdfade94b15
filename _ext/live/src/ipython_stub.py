"""Stand-ins for the few names of IPython that ipywidgets imports.

IPython itself would add several megabytes to the download. `install` puts small modules
into `sys.modules` under its names; what they show goes through the functions given.
"""

import sys
import types
from collections.abc import Callable
from typing import Any


class HTML:
    """Markup shown as it is."""

    def __init__(self, data: str) -> None:
        self.data = data

    def _repr_html_(self) -> str:
        return self.data


class SVG:
    """A picture in SVG markup."""

    def __init__(self, data: str) -> None:
        self.data = data

    def _repr_svg_(self) -> str:
        return self.data


def install(
    display: Callable[..., None],
    clear_output: Callable[..., None],
    mimebundle: Callable[[Any], dict[str, Any]],
) -> None:
    """Register the stand-in modules.

    Parameters
    ----------
    display, clear_output : callable
        What `IPython.display.display` and `clear_output` do.
    mimebundle : callable
        From an object to its dictionary of MIME types.
    """

    class _DisplayFormatter:
        @staticmethod
        def format(obj: Any, include: Any = None, exclude: Any = None) -> tuple[Any, Any]:
            return mimebundle(obj), {}

    class InteractiveShell:
        display_formatter = _DisplayFormatter

        @classmethod
        def instance(cls) -> type:
            return cls

    root = types.ModuleType("IPython")
    core = types.ModuleType("IPython.core")
    shell = types.ModuleType("IPython.core.interactiveshell")
    shown = types.ModuleType("IPython.display")
    root.__path__ = core.__path__ = []  # packages, so that `import IPython.display` works
    root.version_info = (9, 0, 0)
    root.get_ipython = lambda: None  # there is no shell: the way to ask "am I in Jupyter?"
    root.display, root.core = shown, core
    core.interactiveshell = shell
    shell.InteractiveShell = InteractiveShell
    shown.display, shown.clear_output = display, clear_output
    shown.HTML, shown.SVG = HTML, SVG
    for module in (root, core, shell, shown):
        sys.modules[module.__name__] = module
