"""The form that makes a link for a JupyterHub: by keyboard, with plain remarks, nothing sent."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tools.browser import blocked_page

PATH = "chapters/run-it-yourself.html"
GOOD = {"hub": "https://hub.example.edu", "repository": "https://github.com/a/b"}


@pytest.fixture
def maker(browser, site):
    with blocked_page(browser) as watched:
        watched.page.goto(f"{site}/{PATH}?open=president")
        watched.page.locator("#link-maker").wait_for()
        yield watched.page
        assert watched.errors == []


def fill(page, **values):
    for name, value in (GOOD | values).items():
        page.locator(f'#link-maker [name="{name}"]').fill(value)


def result(page):
    return page.locator("#maker-link").input_value()


def test_a_link_by_keyboard_opens_the_chapter_in_jupyterlab(maker):
    maker.get_by_label("Address of the JupyterHub").focus()
    for text in ("https://hub.example.edu/jupyter/", "https://github.com/a/b.git"):
        maker.keyboard.type(text)
        maker.keyboard.press("Tab")
    maker.keyboard.press("Enter")
    assert maker.get_by_role("status").inner_text() == "The link is ready."
    assert maker.evaluate("() => document.activeElement.id") == "maker-link"
    link = urlsplit(result(maker))
    assert link.netloc + link.path == "hub.example.edu/jupyter/hub/user-redirect/git-pull"
    assert parse_qs(link.query) == {
        "repo": ["https://github.com/a/b.git"],
        "branch": ["notebooks"],
        "urlpath": ["lab/tree/b/president.ipynb?autodecode"],
    }
    assert maker.locator("[data-open]").get_attribute("href") == result(maker)


def test_another_program_and_another_chapter_change_the_link_at_once(maker):
    fill(maker)
    maker.get_by_label("Jupyter Notebook").check()
    maker.get_by_label("Chapter").select_option("parties")
    assert parse_qs(urlsplit(result(maker)).query)["urlpath"] == ["tree/b/parties.ipynb"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("hub", "", "Enter the address"),
        ("hub", "hub.example.edu", "begins with https://"),
        ("hub", "https://hub.example.edu/hub/home", "from /hub or /user on"),
        ("repository", "https://github.com/a", "https://, host, owner, name"),
        ("repository", "https://github.com/a/b/tree/main", "https://, host, owner, name"),
        ("repository", "https://me:secret@github.com/a/b", "Leave out user name and password"),
        ("branch", "my branch", "Git allows no branch of this name"),
        ("hub", "javascript:alert(1)", "begins with https://"),
    ],
)
def test_a_wrong_value_has_a_remark_at_its_field_and_no_link(maker, name, value, words):
    fill(maker, **{name: value})
    maker.get_by_role("button", name="Make the link").click()
    field = maker.locator(f'#link-maker [name="{name}"]')
    assert words in maker.locator(f"#maker-{name}-fault").inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert maker.evaluate("() => document.activeElement.name") == name
    assert not maker.locator("#maker-link").is_visible()
