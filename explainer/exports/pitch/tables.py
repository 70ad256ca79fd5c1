"""The tables of a presentation: the heads of their columns, and their rows as a sentence."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from content import Texts
from explainer.exports.pitch.document import Row

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "facts": (
            "business_pitch.client.column_what",
            "business_pitch.client.column_value",
            "business_pitch.client.column_origin",
        ),
        "cases": (
            "business_pitch.sheet.case",
            "business_pitch.sheet.money_cell",
            "business_pitch.money.month",
        ),
        "assumptions": (
            "business_pitch.grounds.column_what",
            "business_pitch.grounds.column_value",
            "business_pitch.grounds.column_grade",
            "business_pitch.grounds.column_source",
        ),
    }
)
"""Keys of the column heads of each table, by the field of the presentation that has its rows."""


def column_heads(table: str, texts: Texts) -> Row:
    """Return the heads of the columns of a table of `COLUMNS`."""
    return tuple(texts(key) for key in COLUMNS[table])


def rows_as_sentence(rows: Sequence[Row]) -> str:
    """Return the rows of a table as a sentence, for those who cannot see it."""
    return "; ".join(": ".join((row[0], ", ".join(row[1:]))) for row in rows)
