"""The reform laboratory, live in Chromium: ten thousand elections that nobody has to wait for."""

from playwright.sync_api import Page

from tests.book.conftest import open_page
from tools.browser import Watched

PAGE = "chapters/reform-laboratory.html"
BAR = ".live-output .explorable-progress progress"
DONE = ".live-output .explorable-progress:not(:has(progress))"

# Sets a number box as a reader does, while another count goes on.
TYPE = """([label, value]) => {
  const cell = document.getElementById('system-designer');
  const named = [...cell.querySelectorAll('.widget-label, label')]
    .find((element) => element.textContent.trim() === label);
  const input = named.closest('.jupyter-widgets').querySelector('input');
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
}"""

# Keeps what is said: the first answer may be gone before a test can look at it.
LISTEN = """() => {
  const output = document.querySelector('#system-designer .live-output');
  window.heard = [];
  new MutationObserver(() => {
    const sentence = output.querySelector('.explorable-sentence')?.innerText;
    const counting = Boolean(output.querySelector('.explorable-progress progress'));
    if (sentence) heard.push(`${counting ? 'counting' : 'done'}: ${sentence}`);
  }).observe(output, { childList: true, subtree: true, characterData: true });
}"""
HEARD = "start => heard.some((sentence) => sentence.startsWith(start))"


def wait_until_heard(page: Page, start: str) -> None:
    page.wait_for_function(HEARD, arg=start, timeout=60_000)


def test_a_first_answer_comes_at_once_and_a_change_ends_the_old_count(
    watched: Watched, site: str
) -> None:
    page = open_page(watched, site, PAGE, "system-designer?seed=7")
    cell = page.locator("#system-designer")
    page.evaluate(LISTEN)
    page.evaluate(TYPE, ["Luck (seed)", "8"])
    wait_until_heard(page, "counting: First 100 of 10,000 elections")
    page.evaluate(TYPE, ["Elections (number)", "1000"])  # the old count has not ended
    cell.locator(".explorable-progress", has_text="All 1,000 elections are counted.").wait_for(
        timeout=60_000
    )
    wait_until_heard(page, "done: In 1,000 elections")
    assert cell.get_attribute("data-live-state") == "live"  # no Stop was needed
    page.evaluate(TYPE, ["List seats (seats)", "-1"])
    cell.locator(".explorable-error").wait_for()
    assert cell.locator(DONE).count() == cell.locator(BAR).count() == 0
    assert watched.errors == []
