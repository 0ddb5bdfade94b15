"""A toy book: two chapters and a page of lesson plans, as the site would have them."""

import pytest

from tools.editions.book import Book, Chapter, content_of

PARLIAMENT = """
<article class="bd-article"><section id="parliament">
<h1>Parliament<a class="headerlink" href="#parliament">#</a></h1>
<div class="chapter-facts admonition"><ul><li><p>Reading: 25 minutes</p></li></ul></div>
<section id="goals"><h2>What you will be able to do<a class="headerlink" href="#goals">#</a></h2>
<ol><li><p>count seats;</p></li><li><p>name a rule.</p></li></ol></section>
<section id="a-puzzle"><h2>A puzzle: who won?</h2>
<p>A list won (kk: <span lang="kk">тізім</span>, ru: <span lang="ru">список</span>). Two say:</p>
<ul><li><p>it was fair;</p></li><li><p>it was not.</p></li></ul><p>Why?</p>
</section>
<section id="the-rule"><h2>The rule</h2>
<p>The <a href="glossary.html#term-quota">quota</a> is a price. It has a name. See
<a href="https://example.org/law">the law</a>, <a href="../data/rules.csv">the data</a>.</p>
<figure id="fig"><a class="image-reference" href="../_images/a.png"><img alt="Bars"
 loading="lazy" src="../_images/a.png"/></a><figcaption><p><span class="caption-text">Seats. By
 list.</span></p></figcaption></figure>
<div class="cell tag_hide-input"><details class="admonition hide above-input"><summary>
<p class="collapsed">Show code cell source</p><p class="expanded">Hide</p></summary>
<div class="cell_input"><pre>draw()</pre></div></details></div>
<div class="cell tag_hide-cell"><details class="admonition hide above-input"><summary>
<p class="collapsed">Show the sources by year</p><p class="expanded">Hide</p></summary>
<div class="cell_input"><pre>table()</pre></div>
<div class="cell_output"><p>1999: an archive</p></div></details></div>
<div class="cell tag_live"><div class="cell_input"><pre>explore("seats")</pre></div>
<script class="live-source">"x"</script><div class="live-line"></div>
<div class="explorable" id="seats"><p class="explorable-title">From votes to seats</p>
<form class="explorable-form" hidden=""><input name="a"/></form>
<p class="explorable-sentence">A wins. B loses.</p>
<div class="explorable-picture"><svg viewBox="0 0 10 10" role="img"><title>A wins</title>
<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="5" height="5"/></svg></div>
<details class="explorable-numbers"><summary>Numbers as a table</summary>
<table class="explorable-table"><thead><tr><th>List</th><th>Seats</th></tr></thead>
<tbody><tr><th>A</th><td>2</td></tr></tbody></table></details></div></div>
<section id="try"><h3>Try this</h3><ul>
<li><p><a href="#seats?threshold=5">A lower threshold</a>. Claim: B wins.</p></li></ul></section>
</section>
<section id="exercises"><h2>Exercises</h2>
<div class="exercise admonition" id="ex-hand"><p class="admonition-title"><span
 class="caption-number">Exercise 1 </span> (Ten seats by hand)</p><section><p>Share ten seats.</p>
</section></div>
<div class="solution dropdown admonition" id="a/b-solution-1"><p class="admonition-title">Solution
 to <a href="#ex-hand">Exercise 1</a></p><section><p>Four and six.</p></section></div>
<div class="exercise admonition" id="ex-debate"><p class="admonition-title"><span
 class="caption-number">Exercise 2 </span> (Debate: should it grow?)</p><section><p>Take a side.
</p></section></div></section>
<section id="check"><h2>Check yourself</h2><ol class="selfcheck"><li class="selfcheck-question">
<p>Which?</p><details><summary>One</summary><p><strong>Not right.</strong> Too few.</p></details>
<details><summary>Two</summary><p><strong>Right.</strong> So it is.</p></details>
<details><summary>Why</summary><p>By the law.</p></details></li>
<li class="selfcheck-question"><p>How many?</p><details><summary>Show the answer</summary>
<p><strong>7 seats.</strong> Counted.</p></details></li></ol></section>
<section id="key"><h2>Key points</h2><ul><li><p>A quota is a price.</p></li></ul></section>
</section></article>
"""
GLOSSARY = """
<article class="bd-article"><section id="glossary"><h1>Glossary</h1>
<dl><dt id="term-quota">quota</dt><dd><p>A price; <a href="parliament.html#the-rule">the rule</a>.
kk: <span lang="kk">абсолютті көпшілік</span> ru: <span lang="ru">большинство</span></p>
<p><math><mi>x</mi></math></p></dd></dl></section></article>
"""
PLANS = """
<article class="bd-article"><section id="plans"><h1>Lesson plans</h1>
<section id="one"><h2>Parliament</h2><table>
<thead><tr><th>Minutes</th><th>Activity</th><th>Material</th></tr></thead><tbody>
<tr><td>10</td><td>Guess</td><td>The puzzle</td></tr>
<tr><td>30</td><td>By hand</td><td>Exercise “Ten seats by hand”</td></tr>
<tr><td>25</td><td>One change</td><td><a href="parliament.html#seats?threshold=5">at 5</a></td></tr>
<tr><td>15</td><td>Debate, roles by lot</td><td>The debate exercise</td></tr>
</tbody></table></section>
</section></article>
"""
PAGES = {"parliament": PARLIAMENT, "glossary": GLOSSARY, "lesson-plans": PLANS}


def toy_chapter(name: str, part: str = "Part I") -> Chapter:
    content = content_of(PAGES[name], name)
    title = content.h1.get_text().removesuffix("#")
    return Chapter(name, f"chapters/{name}.html", title, part, content)


@pytest.fixture
def book() -> Book:
    """Return the toy book, which is not published yet."""
    chapters = [toy_chapter("parliament"), toy_chapter("glossary", "Appendices")]
    chapters.append(toy_chapter("lesson-plans", "Appendices"))
    return Book("Elections in Toyland: seats", "Some authors", "0.1", "2026-01-01", "", chapters)


@pytest.fixture
def plans() -> Chapter:
    """Return the page of lesson plans."""
    return toy_chapter("lesson-plans")
