"""Bands with a middle and a tick."""

from kazlib.figures.svg_bands import Band, bands


def test_a_whisker_spans_the_band_and_none_is_drawn_where_all_runs_agree():
    wide = bands("Lists", "10", [Band("A", 0.2, 0.5, 0.9, "5 (2-9)", 0)], ids="x").body
    assert wide.count("<path") == 1
    assert 'd="M165.2 ' in wide  # 134 + 0.2 × 156
    assert "H274.4" in wide  # 134 + 0.9 × 156
    same = bands("Lists", "10", [Band("A", 0.5, 0.5, 0.5, "5", 0, tick=0.4)], ids="x").body
    assert same.count("<path") == 1  # the tick alone
    assert "stroke-dasharray" in same


def test_a_long_name_is_cut_for_the_eye_and_whole_for_a_pointer():
    name = "People's Party & friends of Kazakhstan"
    body = bands("Lists", "", [Band(name, 0, 0, 0, "0", 1)], ids="x").body
    assert "<title>People&#x27;s Party &amp; friends of Kazakhstan: 0</title>" in body
    assert ">People&#x27;s Party &amp;…</text>" in body


def test_a_heading_alone_is_a_mark():
    mark = bands("Lists", "tied in every run", [], ids="x")
    assert "tied in every run" in mark.body
    assert mark.height == 28
