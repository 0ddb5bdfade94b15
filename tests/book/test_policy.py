"""Every page carries one policy; with it everything works, and what is not the book's is refused.

The pages are looked at twice: from a host that sends no headers of its own, and from one that sends
what the book asks for in ``_headers`` (``tools/serve.py``). The worker has a policy only there.
"""

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from email.message import Message
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import policy
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.book.accessibility import STILL
from tests.book.conftest import CHAPTER, allocator, open_live, wait_for_answer
from tools import serve
from tools.browser import Watched, blocked_page

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)

KEEP_REPORTS = """
  window.reports = [];
  document.addEventListener('securitypolicyviolation', (e) => {
    window.reports.push(`${e.effectiveDirective}: ${e.blockedURI} ${e.sample}`);
  });
"""


@pytest.fixture(scope="module")
def host(site_folder: Path) -> Iterator[str]:
    """Serve the book with the headers that it asks for."""
    handler = partial(serve.Handler, directory=str(site_folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["with headers", "without headers"])
def address(request: pytest.FixtureRequest, host: str, site: str) -> str:
    """The book on either kind of host."""
    return host if request.param == "with headers" else site


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A reader of their own, who may choose a theme that others do not get."""
    with blocked_page(browser, viewport={"width": 1200, "height": 900}) as page:
        yield page


@pytest.fixture
def page(watched: Watched) -> Page:
    """A page that keeps what its policy refused."""
    watched.page.add_init_script(KEEP_REPORTS)
    return watched.page


def reports(page: Page) -> list[str]:
    return page.evaluate("window.reports")


def directives(text: str) -> dict[str, list[str]]:
    return {each.split()[0]: each.split()[1:] for each in text.split("; ")}


# ---- what the pages say ------------------------------------------------------------------------


def test_every_page_has_one_policy_before_anything_that_it_judges(pages):
    for path in pages:
        text = path.read_text(encoding="utf-8")
        places = [match.start() for match in POLICY.finditer(text)]
        assert len(places) == 1, path.name
        assert "<script" not in text[: places[0]], path.name
        assert "<link" not in text[: places[0]], path.name
        charset = text.find("<meta charset")  # browsers look for it in the first 1,024 bytes
        assert charset < 1000, path.name


def test_the_hashes_of_a_page_are_those_of_its_inline_scripts(pages):
    seen = 0
    for path in pages:
        text = path.read_text(encoding="utf-8")
        inline = [
            body
            for attributes, body in SCRIPT.findall(text)
            if "src=" not in attributes and "application/json" not in attributes
        ]
        digests = [base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in inline]
        sources = directives(POLICY.search(text)[1])["script-src"]
        assert set(sources) == {"'self'", *(f"'sha256-{digest}'" for digest in digests)}, path.name
        seen += len(inline)
    assert seen > len(pages)


def test_the_policy_is_strict(pages):
    for path in pages:
        allowed = directives(POLICY.search(path.read_text(encoding="utf-8"))[1])
        assert allowed["default-src"] == allowed["connect-src"] == ["'self'"]
        assert allowed["worker-src"] == allowed["manifest-src"] == ["'self'"]
        assert allowed["object-src"] == allowed["frame-src"] == allowed["base-uri"] == ["'none'"]
        assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "'wasm-unsafe-eval'"} & {
            *allowed["script-src"]
        }
        sources = {source for each in allowed.values() for source in each}
        assert all(source[0] == "'" or source in ("data:", "blob:") for source in sources)


def test_no_page_has_an_inline_handler(pages):
    assert [policy.InlineScripts(p.read_text("utf-8")).handlers for p in pages] == [[]] * len(pages)


def test_a_page_that_was_not_written_anew_keeps_its_policy(pages):
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert policy.with_policy(text)[0] == text


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ('<html><head><meta charset="utf-8" /><script>1</script>', '<html><head><meta charset="'),
        ("<head><script>1</script>", "<head>\n<meta http-equiv"),
        ('<meta http-equiv="Refresh" content="0; url=a.html" />', "<meta http-equiv"),
    ],
)
def test_a_policy_is_the_first_thing_in_the_head_but_for_the_charset(page, start):
    text, _ = policy.with_policy(page)
    assert text.startswith(start)
    assert text.count("Content-Security-Policy") == 1
    assert text.index("Content-Security-Policy") < text.find("<script>") or "<script" not in text


def test_handlers_and_script_addresses_are_found():
    found = policy.InlineScripts(
        '<p onclick="a()">x</p><a href=" JavaScript:b()">y</a><a href="#c">z</a>'
        '<script src="d.js"></script><script type="application/json">{}</script><script>e</script>'
    )
    assert [tag.split()[0] for tag in found.handlers] == ["<p", "<a"]
    assert found.scripts == ["e"]


# ---- what the host says ------------------------------------------------------------------------


def sent(address: str) -> Message:
    with urlopen(address) as answer:
        return answer.headers


def test_the_worker_may_compile_python_and_live_files_are_kept(host, site_folder):
    (release,) = (site_folder / "live").iterdir()
    headers = sent(f"{host}/live/{release.name}/worker.js")
    allowed = directives(headers["Content-Security-Policy"])
    assert "'wasm-unsafe-eval'" in allowed["script-src"]
    assert allowed["connect-src"] == ["'self'"]
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "text/javascript"


def test_pages_are_asked_for_anew_and_tell_no_other_site_where_a_reader_was(host):
    headers = sent(f"{host}/{CHAPTER}")
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_headers_fit_what_hosts_read(site_folder):
    text = (site_folder / "_headers").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) < 2000  # Cloudflare Pages reads no longer line
    assert text.count("Content-Security-Policy") == 1  # two that overlap would be joined


def test_a_header_without_a_pattern_is_refused(tmp_path):
    (tmp_path / "_headers").write_text("# note\n  A: 1\n/*\n  B: 2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'A: 1' belongs to no pattern"):
        serve.read_rules(tmp_path)


def test_a_folder_without_rules_asks_for_no_headers(tmp_path):
    assert serve.read_rules(tmp_path) == []


# ---- with the policy, everything works ---------------------------------------------------------


def test_no_page_is_refused_anything_asks_another_host_or_scrolls_sideways_on_a_phone(
    watched, page, site, pages, site_folder
):
    page.set_viewport_size({"width": 390, "height": 700})
    for path in pages:
        page.goto(f"{site}/{path.relative_to(site_folder).as_posix()}")
        page.wait_for_load_state("networkidle")
        assert reports(page) == [], path.name
        assert watched.errors == [], path.name
        if 'http-equiv="Refresh"' in path.read_text("utf-8"):
            continue  # it has led to another page
        page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
        wide, screen = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= screen, path.name


@pytest.mark.parametrize(
    "name", ["index", "search", "genindex", "chapters/glossary", "chapters/data"]
)
def test_the_headers_of_a_host_refuse_nothing_either(watched, page, host, name):
    """Their policy is the same for all pages; pages with explorables are tried below."""
    page.goto(f"{host}/{name}.html")
    page.wait_for_load_state("networkidle")
    assert reports(page) == []
    assert watched.errors == []


def test_the_buttons_of_the_theme_work(page, address):
    page.goto(f"{address}/{CHAPTER}")
    page.evaluate(
        "() => { window.print = () => { window.did = 'print'; };"
        " window.toggleFullScreen = () => { window.did = 'full screen'; }; }"
    )
    page.locator("[data-press=fullscreen]").click()
    assert page.evaluate("window.did") == "full screen"
    page.get_by_label("Download this page").click()
    page.locator("[data-press=print]").click()
    assert page.evaluate("window.did") == "print"

    root = page.locator("html")
    before = root.get_attribute("data-mode")
    page.locator(".theme-switch-button").first.click()
    expect(root).not_to_have_attribute("data-mode", before)
    chosen = root.get_attribute("data-mode")
    page.reload()
    expect(root).to_have_attribute("data-mode", chosen)  # the inline script has set it
    assert reports(page) == []


def test_the_contents_are_hidden_and_shown_beside_a_wide_page(page, address):
    page.goto(f"{address}/{CHAPTER}")
    contents = page.locator("#pst-primary-sidebar")
    for hidden in (True, False):
        page.locator("button.primary-toggle:visible").click()
        expected = expect(contents)
        (expected.to_have_class if hidden else expected.not_to_have_class)(
            re.compile("pst-sidebar-hidden")
        )
        page.evaluate(STILL)  # the button moves with the page: a click on its way can be lost
    assert reports(page) == []


@pytest.mark.parametrize("side", ["primary", "secondary"])
def test_the_contents_open_over_a_narrow_page(page, address, side):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{address}/{CHAPTER}")
    panel = page.locator(f"#pst-{side}-sidebar-modal")
    expect(panel).to_be_hidden()
    page.locator(f"button.{side}-toggle:visible").click()
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert reports(page) == []


def test_solutions_unfold_and_code_is_copied(page, address):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/{CHAPTER}")
    solution = page.locator(".solution.dropdown").first
    expect(solution).to_have_class(re.compile("toggle-hidden"))
    solution.locator("button").first.click()
    expect(solution).not_to_have_class(re.compile("toggle-hidden"))
    button = page.locator("button.copybtn").first
    button.locator("xpath=..").hover()  # seen only while the mouse is over the code
    button.click()
    expect(button).to_have_class(re.compile("success"))
    assert reports(page) == []


def test_the_search_finds_and_the_page_source_is_saved(page, address):
    page.goto(f"{address}/{CHAPTER}")
    page.locator(".search-button-field:visible, .search-button:visible").first.click()
    box = page.locator("input[name=q]:visible").first
    box.fill("threshold")
    box.press("Enter")
    page.wait_for_url("**/search.html?q=threshold*")
    result = page.locator("#search-results li a").first
    result.wait_for()
    assert reports(page) == []
    result.click()
    page.wait_for_load_state("networkidle")
    assert reports(page) == []
    page.goto(f"{address}/{CHAPTER}")
    page.get_by_label("Download this page").click()
    link = page.locator("a.btn-download-source-button")
    assert page.request.get(link.evaluate("a => a.href")).ok


def test_an_explorable_is_live_and_its_files_are_saved(watched, page, address):
    open_live(watched, address, "#seat-allocator?election=2021-01-10&threshold=5")
    cell = allocator(page)
    wait_for_answer(cell, "72")
    cell.get_by_role("button", name="Link, code and downloads").click()
    links = cell.locator("a[download]")
    assert links.count() >= 2
    for place in range(links.count()):
        with page.expect_download() as download:
            links.nth(place).click()
        assert download.value.path().stat().st_size > 100
    assert reports(page) == []
    assert watched.errors == []


def test_pages_are_styled_when_they_are_opened_as_files(page, site_folder):
    page.goto((site_folder / CHAPTER).as_uri())
    body = page.locator("body")
    assert body.evaluate("e => getComputedStyle(e).fontFamily") not in ("", "Times New Roman")
    assert reports(page) == []


# ---- what is not the book's is refused ---------------------------------------------------------


def test_injected_scripts_do_not_run(page, address):
    page.goto(f"{address}/{CHAPTER}")
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = "script"';
          document.body.append(script);
          document.body.insertAdjacentHTML(
            'beforeend',
            `<img src="nowhere.png" alt="" onerror="window.ran = 'image'">
             <a id="bad" href="javascript:window.ran = 'link'">x</a>`,
          );
          document.getElementById('bad').click();
          setTimeout(() => {
            try { window.ran = new Function('return "text"')(); } catch (e) { window.no = e.name; }
          });
        }"""
    )
    page.wait_for_function("() => window.no && window.reports.length >= 4")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.no") == "EvalError"
    refused = " ".join(reports(page))
    for directive in ("script-src-elem: inline", "script-src-attr: inline", "script-src: eval"):
        assert directive in refused


def test_a_script_in_the_file_of_a_page_that_is_not_the_books_does_not_run(page, site):
    def add(route):
        answer = route.fetch()
        text = answer.text().replace("</body>", "<script>window.ran = 1</script></body>")
        route.fulfill(response=answer, body=text)

    page.route(f"**/{CHAPTER}", add)
    page.goto(f"{site}/{CHAPTER}")
    page.wait_for_function("() => window.reports.length > 0")
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    ("directive", "request_"),
    [
        ("connect-src", "() => fetch('https://example.org/').catch(() => 0)"),
        ("connect-src", "() => { navigator.sendBeacon('https://example.org/', 'x'); }"),
        ("img-src", "() => { new Image().src = 'https://example.org/a.png'; }"),
        ("script-src-elem", "() => import('https://example.org/a.js').catch(() => 0)"),
        ("frame-src", "() => { document.body.innerHTML = '<iframe src=\"/\"></iframe>'; }"),
        (
            "form-action",
            """() => {
              document.body.innerHTML = '<form action="https://example.org/"></form>';
              document.forms[0].submit();
            }""",
        ),
    ],
)
def test_other_places_are_not_asked(page, address, directive, request_):
    page.goto(f"{address}/{CHAPTER}")
    page.evaluate(request_)
    page.wait_for_function("() => window.reports.length > 0")
    assert {report.split(":")[0] for report in reports(page)} == {directive}


def test_a_page_compiles_no_webassembly(page, address):
    page.goto(f"{address}/{CHAPTER}")
    bytes_ = "new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])"
    error = page.evaluate(f"() => WebAssembly.compile({bytes_}).catch((e) => e.name)")
    assert error == "CompileError"
