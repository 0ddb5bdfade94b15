"""data_tables: whatever the data package lists stands on the page, complete without a script."""

from html import unescape
from html.parser import HTMLParser

from kazlib.pages.data_tables import other_files, tables_page
from kazlib.tables.catalogue import cells, data_files, row_id, tables


class Page(HTMLParser):
    """Reads rows, ids, summaries and links."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.links, self.hidden = {}, [], []
        self._row = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "tr":
            self._row = self.rows.setdefault(given.get("id", ""), [])
        if tag == "td":
            self._row.append("")
        if tag == "a":
            self.links.append(given["href"])
        if "hidden" in given:
            self.hidden.append(tag)

    def handle_data(self, data):
        if self._row:
            self._row[-1] += data

    def handle_endtag(self, tag):
        if tag == "tr":
            self._row = None


PAGE = tables_page("../data")


def test_every_row_of_every_table_stands_there_cell_by_cell():
    shown = Page(PAGE).rows
    for table in tables():
        for row in cells(table.name):
            assert shown[row_id(table.name, row)] == ["#", *row.values()]


def test_every_file_can_be_downloaded():
    links = Page(PAGE).links + Page(other_files("../data")).links
    assert {f"../data/{file.path}" for file in data_files()} <= set(links)


def test_every_row_links_to_itself():
    shown = Page(PAGE)
    assert {f"#{name}" for name in shown.rows if name} <= set(shown.links)


def test_only_the_search_box_waits_for_a_script():
    assert Page(PAGE).hidden == ["form"]


def test_titles_descriptions_sources_licences_and_columns_are_those_of_the_package():
    text = unescape(PAGE)
    for table in tables():
        assert table.description in text
        assert all(said in text for said in (*table.sources, *table.licences))
        assert all(column.description in text for column in table.columns)


def test_small_tables_are_open_and_large_ones_folded():
    for table in tables():
        part = PAGE.split(f'id="table-{table.name}"', 1)[1].split("</section>", 1)[0]
        assert ('class="data-rows" open' in part) == (len(cells(table.name)) <= 10)
