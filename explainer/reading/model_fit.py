"""The fit: what was measured, in what band it counts as reached, and where the model stands."""

from collections.abc import Mapping
from typing import Any

from content import Texts
from content.formats import Formats
from content.html import Markup, fill_each
from content.words import Words
from explainer.figures.tables import html_table
from explainer.results.block import Column
from simulations.calibration.report import load_reached

PLAIN = ("ratio", "purchases per new customer", "conversion minus")
"""Beginnings of units that are no shares; everything else is written in percent."""
POINTS = "share who stay"
"""Beginning of the unit that is a difference of two shares, written in points."""
COLUMNS = ("moment", "target", "world", "value", "band", "reached", "inside", "evidence")
NUMERIC = ("value", "band", "reached")
TINY = 5e-7


def fit_report(words: Words) -> Markup:
    """Write every figure that the model was held against."""
    report = load_reached()
    rows = report["rows"]
    total, passed = words.integer(len(rows)), words.integer(report["passed"])
    key = "model.fit.all" if report["passed"] == len(rows) else ""
    verdict = words(key, total=total) if key else ""
    if not key:
        verdict = words("model.fit.some", total=total, passed=passed)
    caption = words("model.fit.caption", version=report["model"])
    columns = [Column(words(f"model.fit.column.{name}"), name in NUMERIC) for name in COLUMNS]
    table = html_table(caption, columns, [fit_row(row, words) for row in rows])
    paragraphs = (words("model.fit.lead"), f"{verdict} {words('model.fit.reported')}")
    return Markup('<div class="ec-guide"><h2 id="fit" tabindex="-1">{}</h2>{}</div>{}').format(
        words("model.fit.heading"), fill_each("<p>{}</p>", paragraphs), table
    )


def fit_row(row: Mapping[str, Any], words: Words) -> list[str]:
    """Write one figure: what, where, measured, band, reached, and why it is missed if it is."""
    what = words(f"model.moment.{row['moment']}")
    reached = row["reached"]
    half = (reached["high"] - reached["low"]) / 2.0
    return [
        what if row["fitted"] else words("model.fit.mark", what=what),
        row["target"],
        words(
            "model.fit.where",
            where=words(f"model.fit.world.{row['world']}"),
            country=words(f"terms.country.{row['country']}"),
        ),
        _write(row["value"], row["unit"], words),
        _band(row, words),
        words(
            "model.fit.half",
            value=_write(reached["mean"], row["unit"], words),
            half=_write(half, row["unit"], words),
        ),
        words("model.fit.inside") if row["pass"] else _missed(row, words),
        row["evidence"].replace(",", ", "),
    ]


def _band(row: Mapping[str, Any], words: Words) -> str:
    """Write both ends, or the one value of a figure that has to come out exactly."""
    low, high = (_write(row["band"][end], row["unit"], words) for end in ("low", "high"))
    if low == high:
        return low
    return words.interval(
        row["band"]["low"], row["band"]["high"], lambda end: _write(end, row["unit"], words)
    )


def why_key(moment: str) -> str:
    """Return the key of the words for why a figure is missed."""
    return f"model.why.{moment}"


def _missed(row: Mapping[str, Any], texts: Texts) -> str:
    key = why_key(row["moment"])
    why = texts(key) if key in texts else texts("model.fit.unexplained")
    return f"{texts('model.fit.missed')}. {why}"


def _write(value: float, unit: str, formats: Formats) -> str:
    size = 0.0 if abs(value) < TINY else value
    if unit.startswith(PLAIN):
        return formats.number(size, 2 if size else 0)
    if unit.startswith(POINTS):
        return formats.points(size)
    return formats.percent(size, 1)
