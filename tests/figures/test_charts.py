import json

import pytest

from explainer.figures.charts.chart import chart_config, chart_figure
from explainer.figures.palette import DARK, LIGHT, contrast
from explainer.results.marks import (
    Axis,
    Bar,
    Bars,
    Chart,
    DifferenceRow,
    Differences,
    EndStates,
    Lines,
    Pair,
    Series,
    Value,
)

WEEKS = tuple(float(week) for week in range(5))


def line(name: str, side, level: float, end: str = "") -> Series:
    y = tuple(level for _ in WEEKS)
    return Series(
        name, side, WEEKS, y, tuple(v - 1 for v in y), tuple(v + 1 for v in y),
        tuple(f"semana {week:g}" for week in WEEKS), end,
    )  # fmt: skip


def lines_chart(*series: Series, y: Axis = Axis()) -> Chart:  # noqa: B008 - it is frozen
    return Chart("Título", "En palabras", Lines(series, Axis("semana"), y))


ROWS = {
    "end": EndStates(
        (Pair("Compran", Value(34, 33, 35, "34"), Value(47, 45, 49, "47"), 0, 100),), "A", "B"
    ),
    "differences": Differences(
        (DifferenceRow("Compran", Value(13, 11, 15, "+13"), 20),), "menos", "más"
    ),
    "bars": Bars((Bar("Repetir", Value(-3, -4, -2, "−3"), Value(5, 5, 5, "5")),), "A", "B"),
}
CHARTS = {
    "lines": lines_chart(line("islas", "a", 34, "34"), line("conectada", "b", 47, "47")).marks,
    **ROWS,
}
EACH = pytest.mark.parametrize("marks", CHARTS.values(), ids=CHARTS)


def figure(marks, theme="light", locale="es-MX"):
    return chart_figure(Chart("Título", "En palabras", marks), theme, locale)


def traces(chart, mode="lines"):
    return [t for t in chart.data if t.type == "scatter" and t.mode == mode and not t.fill]


@EACH
def test_every_chart_has_the_one_look(marks):
    layout = figure(marks).layout
    assert layout.dragmode is False
    assert layout.showlegend is False
    assert layout.title.text is None
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.family.startswith("Figtree")
    assert min(a.font.size for a in layout.annotations) >= 12
    assert layout.width is None
    assert layout.margin.l + layout.margin.r <= 120


@EACH
def test_every_chart_follows_country_and_theme(marks):
    assert figure(marks, locale="es-MX").layout.separators == ".,"
    assert figure(marks, locale="pt-BR").layout.separators == ",."
    light, dark = (figure(marks, theme).to_json() for theme in ("light", "dark"))
    assert LIGHT.ink in light
    assert DARK.ink in dark
    assert LIGHT.islands.colour not in dark


def test_islands_are_dashed_and_warm_connected_solid_and_cool():
    by_name = {t.name: t for t in traces(figure(CHARTS["lines"]))}
    assert by_name["islas"].line.dash != "solid"
    assert by_name["islas"].line.color == LIGHT.islands.colour
    assert by_name["conectada"].line.dash == "solid"
    assert by_name["conectada"].line.color == LIGHT.connected.colour


def test_the_whiskers_of_a_bar_end_within_the_chart():
    wide = Bars((Bar("x", Value(5, 3, 9, "5"), Value(-2, -4, 1, "−2")),), "A", "B")
    low, high = figure(wide).layout.xaxis.range
    assert low <= -4
    assert high >= 9


def test_bars_and_dots_have_a_second_cue_too():
    islands, connected = figure(ROWS["bars"]).data
    assert islands.marker.pattern.shape != connected.marker.pattern.shape
    hollow, full = (t for t in figure(ROWS["end"]).data if t.mode == "markers")
    assert hollow.marker.color != full.marker.color


def test_an_interval_is_a_band_from_low_to_high():
    band = figure(CHARTS["lines"]).data[0]
    assert band.fill == "toself"
    assert (min(band.y), max(band.y)) == (33, 35)


def test_names_at_line_ends_do_not_touch_even_when_lines_meet():
    chart = lines_chart(line("Multicanal", "a", 50, "50"), line("Omnicanal", "b", 50.01, "50"))
    layout = chart_figure(chart, "light", "es-MX").layout
    first, second = (a for a in layout.annotations if "canal" in a.text)
    pixels = layout.height - layout.margin.t - layout.margin.b
    assert abs(first.y - second.y) * pixels >= 2 * 14 * 1.25


def test_a_long_name_is_wrapped_and_gets_its_margin():
    chart = lines_chart(line("Con todos los canales conectados", "b", 50, "50,1"))
    layout = chart_figure(chart, "light", "es-MX").layout
    assert layout.annotations[0].text.count("<br>") >= 3
    assert 60 <= layout.margin.r <= 120


def test_nothing_that_a_visitor_sent_becomes_markup():
    evil = '<a href="x">&'
    shown = [
        figure(lines_chart(line(evil, "a", 1, evil)).marks),
        figure(EndStates((Pair(evil, *[Value(1, 1, 1, evil)] * 2, 0, 2),), evil, evil)),
        figure(Differences((DifferenceRow(evil, Value(1, 1, 1, evil), 2),), evil, evil)),
        figure(Bars((Bar(evil, *[Value(1, 1, 1, evil)] * 2),), evil, evil)),
    ]
    for chart in shown:
        assert "<a" not in chart.to_json().replace("\\u003c", "<").replace("&lt;a", "")


def test_a_difference_that_crosses_zero_shows_zero():
    series = Series("d", "difference", (0.0, 1.0), (-1.0, 2.0))
    axis = figure(lines_chart(series).marks).layout.yaxis
    assert axis.zeroline
    assert axis.range[0] < 0 < axis.range[1]


@pytest.mark.parametrize(
    "marks",
    [
        Lines(()),
        Lines((Series("x", "a", (), ()),)),
        Lines((Series("x", "a", (1.0,), (0.0,)),)),
        EndStates((), "A", "B"),
        EndStates((Pair("x", Value(3, 3, 3, "3"), Value(3, 3, 3, "3"), 3, 3),), "A", "B"),
        Differences(()),
        Differences((DifferenceRow("x", Value(0, 0, 0, "0"), 0),)),
        Bars((), "A", "B"),
        Bars((Bar("x", Value(0, 0, 0, "0"), Value(0, 0, 0, "0")),), "A", "B"),
    ],
)
def test_nothing_to_show_is_an_empty_chart_not_an_error(marks):
    chart = json.loads(figure(marks).to_json())
    assert chart["layout"]["height"] >= 0
    assert "NaN" not in json.dumps(chart)


def test_a_value_off_its_scale_is_drawn_at_the_end_of_it():
    chart = figure(EndStates((Pair("x", Value(150, 140, 160, "150"), Value(-9, -9, -9, "−9"),
                                    0, 100),), "A", "B"))  # fmt: skip
    assert all(0 <= x <= 1 for trace in chart.data for x in trace.x)


def test_series_of_uneven_length_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        Series("x", "a", (0.0, 1.0), (1.0,))
    with pytest.raises(ValueError, match="both low and high"):
        Series("x", "a", (0.0,), (1.0,), low=(0.0,))


@pytest.mark.parametrize(("locale", "name", "month"), [("es-CO", "es", "enero"),
                                                       ("pt-BR", "pt-BR", "janeiro")])  # fmt: skip
def test_plotly_gets_its_words_with_the_locale(locale, name, month):
    config = chart_config(locale)
    assert config["locale"] == name
    assert config["displayModeBar"] is False
    words = config["locales"][name]
    assert words["format"]["months"][0] == month
    assert [len(words["format"][part]) for part in
            ("days", "shortDays", "months", "shortMonths")] == [7, 7, 12, 12]  # fmt: skip
    json.dumps(config)


def test_both_languages_translate_the_same_words():
    spanish, portuguese = (chart_config(code)["locales"] for code in ("es-MX", "pt-BR"))
    assert spanish["es"]["dictionary"].keys() == portuguese["pt-BR"]["dictionary"].keys()


GROUNDS = ("gridcolor", "bgcolor", "paper_bgcolor", "plot_bgcolor", "fillcolor")
"""Grid and grounds may be faint: no figure has to be read off them."""


def colours_of(part, path=()):
    """Every colour of a figure with where it stands."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from colours_of(value, (*path, key))
    elif isinstance(part, list | tuple):
        for value in part:
            yield from colours_of(value, path)
    elif isinstance(part, str) and part.startswith("#"):
        yield path, part


@EACH
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_a_chart_stands_out_from_its_ground(marks, colours):
    """Text at 4.5, whatever carries a value at 3; the fills inside an outline are left out."""
    fills = {colours.paper, colours.islands.fill, colours.connected.fill}
    drawn = json.loads(figure(marks, colours.theme).to_json())
    texts, values = [], []
    for path, colour in colours_of({"data": drawn["data"], "layout": drawn["layout"]}):
        if path[-1] in GROUNDS or colour in fills:
            continue
        (texts if any("font" in part for part in path) else values).append((path, colour))
    assert texts
    assert values
    for ground in (colours.paper, colours.card):
        for path, colour in texts:
            assert contrast(colour, ground) >= 4.5, (path, colour)
        for path, colour in values:
            if colour != colours.line:  # tracks and axes, drawn under what they carry
                assert contrast(colour, ground) >= 3, (path, colour)


@EACH
def test_both_sides_of_a_chart_differ_by_more_than_colour(marks):
    """Dashes, hollow marks or hatching: what is left of a chart on a copier's paper."""
    drawn = json.dumps(json.loads(figure(marks).to_json())["data"])
    if isinstance(marks, Differences):
        assert len(marks.rows) == 1  # one mark a row: there are no two sides to tell apart
        return
    assert '"dash": "7px,5px"' in drawn or '"shape": "/"' in drawn or LIGHT.paper in drawn
