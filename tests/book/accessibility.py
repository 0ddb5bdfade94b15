"""WCAG 2.2 AA as far as axe-core can see it."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

# The only rules whose answer depends on colours: enough for a second look in other colours.
COLOURS = ("color-contrast", "link-in-text-block")

# Folds fade in: on a busy machine axe would see words that are still half transparent.
STILL = """() => Promise.all(document.getAnimations()
  .filter(each => Number.isFinite(each.effect.getComputedTiming().endTime))
  .map(each => each.finished.catch(() => {})))"""


def faults(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Return each fault that axe finds in a page, as 'rule: element'.

    Parameters
    ----------
    page
        What is looked at, as it stands now.
    rules
        Names of axe's rules; none given: every rule of WCAG 2.2 AA.
    """
    page.evaluate(STILL)
    options = {
        "runOnly": {"type": "rule" if rules else "tag", "values": list(rules or TAGS)},
        "resultTypes": ["violations"],
        "preload": False,  # asks for style sheets again, under addresses that are not theirs
    }
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def faults_in_both_themes(page: Page) -> list[str]:
    """Return the faults of every rule in light, and those of colours in dark."""
    set_theme = "theme => { document.documentElement.dataset.theme = theme }"
    page.evaluate(set_theme, "light")
    light = faults(page)
    page.evaluate(set_theme, "dark")
    return light + [f"dark: {fault}" for fault in faults(page, COLOURS)]
