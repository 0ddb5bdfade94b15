"""Find the explorables of the built book, and change them as a reader does; for measurements."""

import re
from pathlib import Path

from playwright.sync_api import Error, Frame, Page

from kazlib.controls import Choice, Control, Number, Slider, Toggle
from kazlib.explorables import load

_CELL = re.compile(r'class="live-source">([^<]*)')
_CALL = re.compile(r'explore\(\\"([\w-]+)\\"')

# Sets a control as a reader's own change does. The link, which comes last, tells of every value.
_CHANGE = """async ([slug, label, kind, value]) => {
  const part = document.getElementById(slug) ?? document;
  const link = () => part.querySelector(`a[href^="#${slug}?"]`)?.getAttribute('href');
  const named = [...part.querySelectorAll('.widget-label, .widget-label-basic, label')]
    .find((element) => element.textContent.trim() === label);
  if (!named) throw new Error(`no control is named ${label}`);
  const own = named.closest('.jupyter-widgets');
  const box = kind === 'slider' ? own.parentElement : own;
  const input = box.querySelector(
    { slider: 'input[type=number]', number: 'input', choice: 'select', toggle: 'input' }[kind]);
  const before = link(), start = performance.now();
  if (kind === 'toggle') input.click();
  else {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  while (link() === before || link() === undefined) {
    if (performance.now() - start > 5000) throw new Error(`no answer to ${label} = ${value}`);
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - start;
}"""


def live_pages(site: Path) -> dict[str, list[str]]:
    """Return each page with live cells, as a path in ``site``, and the explorables it shows."""
    found = {}
    for page in sorted(site.rglob("*.html")):
        cells = _CELL.findall(page.read_text("utf-8"))
        if cells:
            slugs = [slug for cell in cells for slug in _CALL.findall(cell)]
            found[page.relative_to(site).as_posix()] = slugs
    return found


def _steps(control: Control) -> tuple[str, str, list[str]] | None:
    """Return the label of a control, its kind, and values to set one after the other."""
    match control:
        case Slider():
            count = int((control.high - control.low) / control.step)
            values = [float(control.low + i * control.step) for i in range(1, count)]
            return f"{control.label} ({control.unit})", "slider", [f"{v:g}" for v in values]
        case Choice():
            return control.label, "choice", list(control.options.values())
        case Number():
            return f"{control.label} ({control.unit})", "number", [str(n) for n in range(20, 60)]
        case Toggle():
            return control.label, "toggle", ["", ""]
    return None


def change(page: Page | Frame, slug: str, count: int) -> list[float]:
    """Change an explorable that is live, and wait for each whole answer.

    The first control that can be moved is: a slider, by its number box, before others. An answer
    is whole when sentence, picture, table and link are in the page.

    Parameters
    ----------
    page
        The page, or the frame in it, that shows the explorable.
    slug
        Its name.
    count
        How many changes.

    Returns
    -------
    list of float
        Milliseconds of each change.

    Raises
    ------
    playwright.sync_api.Error
        If no control can be moved; with the reason for each.
    """
    controls = sorted(load(slug).CONTROLS, key=lambda control: not isinstance(control, Slider))
    trouble = []
    for step in map(_steps, controls):
        if step is None:
            continue
        label, kind, values = step
        try:
            # The first two may set what is set already, or wait for what is made when first used.
            taken = [values[i % len(values)] for i in range(count + 2)]
            return [page.evaluate(_CHANGE, [slug, label, kind, value]) for value in taken][2:]
        except Error as error:  # not to be seen now, or a value that the rule refuses
            trouble.append(str(error).splitlines()[0])
    raise Error("; ".join(trouble) or f"{slug} has no control that can be moved")
