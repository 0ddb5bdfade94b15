"""What single explorables do beyond what every one does: days that are typed, other chapters."""

from tests.book.conftest import answer, open_page, wait_for_answer

LAW = "chapters/law-of-elections.html"


def test_another_day_and_another_office(watched, site):
    page = open_page(watched, site, LAW, "law-on-a-date?on=2021-01-10&office=mazhilis")
    assert "threshold 7%" in answer(page)
    page.get_by_label("Office").select_option("the President")
    wait_for_answer(page, "On 10 January 2021 the rules for the President had: term 5 years")
    page.get_by_label("Day").fill("1999-01-10")
    page.get_by_label("Day").press("Enter")
    wait_for_answer(page, "On 10 January 1999 the rules for the President had: term 7 years")
    page.get_by_role("button", name="Numbers as a table").click()
    row = page.locator(".explorable-table tbody tr", has_text="minimum age").first
    assert row.locator("td").nth(0).inner_text() == "40 years"
    assert row.locator("td").nth(2).inner_text().startswith("35 years")


def test_a_day_before_the_data_is_answered_in_words(watched, site):
    page = open_page(watched, site, LAW, "law-on-a-date?on=1990-04-24&office=president")
    assert "The President was chosen by the Supreme Soviet" in answer(page)
    assert page.locator(".explorable-picture svg").count() == 0


def test_a_day_before_the_rule_is_answered_in_words(watched, site):
    page = open_page(watched, site, "chapters/local-government.html", "no-confidence")
    page.locator("#no-confidence input[type=date]").fill("2006-01-01")
    wait_for_answer(page, "2006-01-01")
    assert page.locator("#no-confidence .explorable-error").is_visible()
    page.locator("#no-confidence input[type=date]").fill("2010-01-01")
    wait_for_answer(page, "By the law of 1 January 2010")


def test_a_day_can_be_typed(watched, site):
    """The box of the browser sets the day of the law."""
    page = open_page(watched, site, "chapters/president.html", "who-may-stand?age=36")
    box = page.locator("#who-may-stand input[type=date]")
    box.fill("1998-10-06")
    box.blur()
    said = page.locator("#who-may-stand .explorable-sentence")
    said.filter(has_text="By the law of 6 October 1998 it is not known").wait_for(timeout=30_000)


def test_contenders_and_documented_cases_stand_in_different_tables(browser, site):
    """The persons of 1998 are never mixed with the invented contenders."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/chapters/presidential-elections.html")
    for fold in page.locator(".explorable-numbers > summary").all():
        fold.click()
    tables = page.locator("table").all_inner_texts()
    persons = [text for text in tables if "Engels Gabbasov" in text and "refused" in text]
    invented = [text for text in tables if "recent penalty" in text and "Contender" in text]
    assert len(persons) == len(invented) == 1
    assert persons != invented
    context.close()


def test_a_link_to_another_chapter_arrives(watched, site):
    page = watched.page
    page.goto(f"{site}/chapters/parliament.html")
    page.locator("a[href^='parliamentary-elections.html#seat-allocator']").first.click()
    page.locator("#seat-allocator .explorable-sentence").filter(has_text="runner-up").wait_for(
        timeout=120_000
    )
