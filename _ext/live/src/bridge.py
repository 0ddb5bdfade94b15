"""Python's half of a live page: runs cells and carries Jupyter's comm messages.

The worker imports this module before it takes the memory snapshot. Nothing here may hold
a JavaScript object until `connect` is called, because such an object cannot be saved.
"""

import base64
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from typing import Any

import comm
import full_library
import ipython_stub
from comm.base_comm import BaseComm
from pyodide.code import eval_code_async
from pyodide.ffi import to_js

import __main__


def mimebundle(obj: Any) -> dict[str, Any]:
    """Return the MIME types of an object, as IPython would ask for them."""
    if isinstance(obj, type):
        return {"text/plain": repr(obj)}  # its methods are for its instances
    if hasattr(obj, "_repr_mimebundle_"):
        bundle = obj._repr_mimebundle_(include=None, exclude=None)
        return bundle[0] if isinstance(bundle, tuple) else bundle
    bundle = {"text/plain": repr(obj)}
    for method, mime in (
        ("_repr_html_", "text/html"),
        ("_repr_svg_", "image/svg+xml"),
        ("_repr_png_", "image/png"),
        ("_repr_jpeg_", "image/jpeg"),
    ):
        value = getattr(obj, method, lambda: None)()
        if value is not None:
            bundle[mime] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    return bundle


def summary(error: BaseException) -> str:
    """Return an error in one line for readers."""
    line = f"{type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, MemoryError):
        return f"This needs more memory than a page may use. {line}"
    return line


def not_connected(json: str, buffers: Any) -> None:
    """Refuse a message, while Python starts and no page is there."""
    raise RuntimeError("a module showed something while it was imported")


class Capture:
    """What goes to an `ipywidgets.Output`, sent in portions: each sends all that is shown."""

    PAUSE = 0.05  # seconds between two portions, while a callback still runs

    def __init__(self, widget: Any) -> None:
        self.widget = widget
        self.pending: list[dict[str, Any]] = []
        self.clearing = False  # at the next output
        self.sent = 0.0

    def add(self, output: dict[str, Any]) -> None:
        """Add an output at the end; text follows text of the same stream."""
        last = self.pending[-1] if self.pending else {}
        if output["output_type"] == "stream" and output["name"] == last.get("name"):
            last["text"] += output["text"]
        else:
            self.pending.append(dict(output))
        if time.monotonic() - self.sent > self.PAUSE:
            self.flush()

    def clear(self, wait: bool) -> None:
        """Remove everything, at once or (`wait`) when something new comes."""
        self.pending.clear()
        self.clearing = wait
        if not wait:
            self.widget.outputs = ()

    def flush(self) -> None:
        """Give the widget what is pending."""
        if not self.pending:
            return
        shown = () if self.clearing else self.widget.outputs
        first = self.pending[0]
        if shown and first["output_type"] == "stream" and first["name"] == shown[-1].get("name"):
            first["text"] = shown[-1]["text"] + first["text"]
            shown = shown[:-1]
        self.widget.outputs = (*shown, *self.pending)
        self.pending, self.clearing, self.sent = [], False, time.monotonic()


class Bridge:
    """One per worker: the cell now running, its outputs, and the objects that take links."""

    def __init__(self) -> None:
        self.cell = 0  # whose outputs these are
        self.parent = ""  # the page's message that is being answered
        self.captures: list[Capture] = []  # of the Output objects entered with `with`
        self.trouble = False  # whether an exception was reported since the last message
        self._post: Callable[[str, Any], None] = not_connected
        self._linked: dict[str, Any] = {}  # slug -> object with open_link()
        self._wanted: dict[str, str] = {}  # slug -> query that came before its object was shown
        self._told: dict[str, str] = {}  # slug -> values that the page knows of

    @staticmethod
    def speak(language: str) -> None:
        """Tell cells the language of the page, as the build does: by the environment."""
        os.environ["PAGE_LANGUAGE"] = language

    def connect(self, post: Callable[[str, Any], None]) -> None:
        """Take the worker's function that sends `(json, buffers)` to the page."""
        self._post = post
        # After a snapshot is restored the generator would repeat itself on every visit.
        random.seed()

    def post(self, buffers: Iterable[bytes] = (), **message: Any) -> None:
        """Send one message to the page; NaN is refused, because JSON has none."""
        self._post(json.dumps(message, allow_nan=False), to_js([bytes(b) for b in buffers]))

    def output(self, **output: Any) -> None:
        """Show an output where outputs go now: in a capture, or in the cell."""
        if self.captures:
            self.captures[-1].add(output)
        else:
            self.post(type="output", cell=self.cell, output=output)

    def display(self, *objects: Any, display_id: object = None) -> None:
        """Show objects, as `IPython.display.display` does (without `display_id`)."""
        if display_id is not None:
            raise NotImplementedError("display_id is not supported in a live page")
        self._flush()  # what was printed before stands before
        for obj in objects:
            self._register(obj)
            self.output(output_type="display_data", data=mimebundle(obj), metadata={})

    def clear_output(self, wait: bool = False) -> None:
        """Remove what is shown, at once or (`wait`) when something new comes."""
        self._flush()  # what is printed already belongs to what is cleared
        if self.captures:
            self.captures[-1].clear(bool(wait))
        else:
            self.post(type="clear", cell=self.cell, wait=bool(wait))

    async def run(self, cell: int, code: str) -> None:
        """Run one cell and report how it ended."""
        self.cell, self.parent, self.captures = cell, "", []
        try:
            value = await eval_code_async(code, __main__.__dict__, filename=f"<cell {cell + 1}>")
            if value is not None:
                self.display(value)
        except BaseException as error:  # SystemExit too: one cell must not end the others
            self.report(error, "run")
        else:
            self._flush()
            self._tell_values()
            self.post(type="done", cell=cell)

    def receive(self, kind: str, header: str, buffers: Iterable[Any]) -> bool:
        """Take a comm message of the page; return whether it went well."""
        message = json.loads(header)
        content = message["content"]
        self.parent = message["header"]["msg_id"]
        message["buffers"] = [memoryview(b.to_bytes()) for b in buffers]
        manager = comm.get_comm_manager()
        target = manager.comms.get(content["comm_id"])
        if target is not None:
            self.cell = target.cell
        self.trouble = False
        try:
            if kind == "comm_open":
                manager.comm_open(None, None, message)
            elif target is None:
                pass  # closed on this side while the message was on its way
            elif kind == "comm_close":
                manager.comm_close(None, None, message)
            else:
                target.handle_msg(message)
        except Exception as error:
            self.report(error, "message")
        finally:
            self._flush()
            self._tell_values()
        return not self.trouble

    def open_link(self, slug: str, query: str) -> None:
        """Hand the part of a link after `?` to the object that registered `slug`.

        A link that comes before its object is kept until the object is shown.
        """
        if slug in self._linked:
            self._open(slug, query)
            self._tell_values()
        else:
            self._wanted[slug] = query

    def _tell_values(self) -> None:
        """Let the page keep the reader's values: it has them when this Python is gone."""
        for slug, obj in self._linked.items():
            query = getattr(obj, "live_query", None)
            if isinstance(query, str) and self._told.get(slug) != query:
                self._told[slug] = query
                self.post(type="values", slug=slug, query=query)

    def _register(self, obj: Any) -> None:
        slug = getattr(obj, "live_slug", None)
        if not isinstance(slug, str) or not callable(getattr(obj, "open_link", None)):
            return
        self._linked[slug] = obj
        self.post(type="slug", cell=self.cell, slug=slug)
        if slug in self._wanted:
            self._open(slug, self._wanted.pop(slug))

    def _open(self, slug: str, query: str) -> None:
        try:
            self._linked[slug].open_link(query)
        except Exception as error:
            self.report(error, "link")

    def report(self, error: BaseException, during: str) -> None:
        """Tell the page about an exception, without the frames of this module."""
        self.trouble = True
        self._flush()
        report = traceback.TracebackException.from_exception(error)
        own = [frame for frame in report.stack if frame.filename.startswith("<cell")]
        if own:
            del report.stack[: report.stack.index(own[0])]
        self.post(
            type="error",
            cell=self.cell,
            during=during,
            summary=summary(error),
            traceback="".join(report.format()),
        )

    @staticmethod
    def _flush() -> None:
        sys.stdout.flush()
        sys.stderr.flush()


class _Stream:
    """sys.stdout or sys.stderr: whole lines go to the running cell."""

    encoding = "utf-8"

    def __init__(self, bridge: Bridge, name: str) -> None:
        self.bridge, self.name = bridge, name
        self.buffer: list[str] = []

    def write(self, text: str) -> int:
        self.buffer.append(text)
        if "\n" in text:
            self.flush()
        return len(text)

    def flush(self) -> None:
        text = "".join(self.buffer)
        self.buffer.clear()
        if text:
            self.bridge.output(output_type="stream", name=self.name, text=text)

    @staticmethod
    def isatty() -> bool:
        return False


BRIDGE = Bridge()
ipython_stub.install(BRIDGE.display, BRIDGE.clear_output, mimebundle)
__main__.display = BRIDGE.display
__main__.get_ipython = lambda: None


class PageComm(BaseComm):
    """The Python end of a comm; it remembers the cell that opened it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.cell = BRIDGE.cell
        super().__init__(*args, **kwargs)

    def publish_msg(
        self,
        msg_type: str,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        **keys: Any,
    ) -> None:
        """Send what `comm` wants to be sent."""
        keys.pop("target_module", None)
        BRIDGE.post(
            type="comm",
            parent=BRIDGE.parent,
            msg_type=msg_type,
            content={"data": data or {}, "comm_id": self.comm_id, **keys},
            metadata=metadata or {},
            buffers=buffers or (),
        )


comm.create_comm = PageComm

import ipywidgets  # noqa: E402  (it must find the stand-ins and `create_comm` above)
from ipywidgets.widgets import interaction, widget, widget_output  # noqa: E402

ipywidgets.register_comm_target()


class _Shell:
    """What ipywidgets asks for when a callback has raised."""

    @staticmethod
    def showtraceback() -> None:
        BRIDGE.report(sys.exception(), "message")


# Only these two modules see a shell. With None they would log the exception and go on.
widget.get_ipython = interaction.get_ipython = _Shell


def _capture_of(output: Any) -> Capture:
    """Return the capture of an Output, the same one as long as the widget lives."""
    if not hasattr(output, "_live_capture"):
        output._live_capture = Capture(output)
    return output._live_capture


def _enter(self: Any) -> Any:
    BRIDGE._flush()
    capture = _capture_of(self)
    capture.sent = time.monotonic()  # a short block is sent in one portion, at its end
    BRIDGE.captures.append(capture)
    return self


def _exit(self: Any, kind: Any, error: Any, trace: Any) -> bool:
    BRIDGE._flush()
    if error is not None:
        text = "".join(traceback.format_exception(kind, error, trace))
        BRIDGE.output(output_type="stream", name="stderr", text=text)
    BRIDGE.captures.pop().flush()
    return error is not None  # an Output shows the exception; it does not spread


def _clear(self: Any, wait: bool = False) -> None:
    _capture_of(self).clear(wait)


def _append(self: Any, output: dict[str, Any]) -> None:
    capture = _capture_of(self)
    capture.add(output)
    capture.flush()


def _append_stream(self: Any, text: str, stream_name: str) -> None:
    _append(self, {"output_type": "stream", "name": stream_name, "text": text})


def _append_display(self: Any, obj: Any) -> None:
    _append(self, {"output_type": "display_data", "data": mimebundle(obj), "metadata": {}})


# In Jupyter the front end fills an Output by watching message ids; here Python does.
widget_output.Output.__enter__ = _enter
widget_output.Output.__exit__ = _exit
widget_output.Output.clear_output = _clear
widget_output.Output._append_stream_output = _append_stream
widget_output.Output.append_display_data = _append_display

sys.stdout, sys.stderr = _Stream(BRIDGE, "stdout"), _Stream(BRIDGE, "stderr")

full_library.install()
