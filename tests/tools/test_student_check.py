"""The search for solutions in the students' edition finds one wherever it stands."""

import json
import zipfile

import pytest

from tools.student_check import leaks, probes

SECRET = "The quotient of the smallest party exceeds every other quotient."
SOURCE = f"""# Title

```{{exercise}} One
:label: one

How many seats has each of the three parties of the example?
```

````{{solution}} one
:class: dropdown

{SECRET}
````
"""
INDEX = 'Search.setIndex({"terms":{%s}})'


@pytest.fixture
def site(tmp_path):
    (tmp_path / "page.html").write_text("<p>How many seats has each party?</p>", encoding="utf-8")
    (tmp_path / "searchindex.js").write_text(INDEX % '"seat":0', encoding="utf-8")
    return tmp_path


def test_nothing_is_found_where_nothing_is(site):
    assert probes([SOURCE]) == {SECRET}
    assert leaks([SOURCE], site) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", f"<details><p>{SECRET}</p></details>"),
        ("page.html", f"<p>{SECRET.replace('smallest', '<em>smallest</em>')}</p>"),
        ("page.html", '<div class="admonition solution">'),
        ("chapter.ipynb", json.dumps({"cells": [{"source": SECRET}]})),
        ("searchindex.js", INDEX % '"quotient":0'),
        ("_sources/x.md", "x"),
    ],
)
def test_a_solution_is_found(site, name, text):
    path = site / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert len(leaks([SOURCE], site)) == 1


def test_a_solution_is_found_in_an_archive(site):
    with zipfile.ZipFile(site / "all.zip", "w") as archive:
        archive.writestr("chapter.ipynb", SECRET)
    assert leaks([SOURCE], site) == [f"all.zip/chapter.ipynb: {SECRET}"]


def test_a_check_that_looks_for_nothing_is_refused(site):
    with pytest.raises(ValueError, match="No solution was found in 1 pages"):
        leaks(["# Title\n"], site)
