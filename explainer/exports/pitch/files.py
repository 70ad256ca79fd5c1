"""The kinds of files that a presentation can be taken along as."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from explainer.exports.pitch.document import Document
from explainer.exports.pitch.offices import for_offices

MIMES: Mapping[str, str] = MappingProxyType(
    {
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "html": "text/html",
    }
)
FORMATS = tuple(MIMES)


def write(document: Document, kind: str) -> bytes:
    """Write a presentation.

    Parameters
    ----------
    kind : str
        One of ``FORMATS``.

    Raises
    ------
    KeyError
        For another kind.
    """
    if kind == "pptx":
        from explainer.exports.pitch.slides import slides

        return slides(for_offices(document))
    if kind == "xlsx":
        from explainer.exports.pitch.workbook import workbook

        return workbook(for_offices(document))
    if kind == "html":
        from explainer.exports.pitch.web_page import web_page

        return web_page(document)
    raise KeyError(kind)
