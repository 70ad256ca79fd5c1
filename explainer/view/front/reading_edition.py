"""The edition that is read, beside the application: `make run` builds it, here it is served.

Its pages lie at the addresses that they have on any static host, "es/omnicanal/": with a slash at
the end. The same without one means the application's page, as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from gzip import compress
from pathlib import Path
from types import MappingProxyType

from starlette.responses import Response

from explainer.reading_edition.addresses import ASSETS, FILE, EditionPage
from explainer.reading_edition.build import (
    MARKER,
    edition_pages,
    robots,
    sitemap,
    with_known_address,
)

KINDS = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
        ".png": "image/png",
    }
)
TEXTS = (".html", ".css", ".js", ".txt")
FOREVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
REVALIDATE = "no-cache"
ROBOTS, SITEMAP = "robots.txt", "sitemap.xml"


class Edition:
    """What a build has left in a folder; nothing if there was none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._built = -1
        self.files: Mapping[str, Path] = {}
        self.pages: Mapping[str, EditionPage] = {}
        self._find_files()

    def _find_files(self) -> None:
        """Find the files of the last build, which may have been made while the site runs."""
        built = _time(self.folder / MARKER)
        if built == self._built:
            return
        self._built = built
        self.files = MappingProxyType(_files(self.folder))
        self.pages = MappingProxyType(
            {
                f"{page.folder}{FILE}": page
                for page in edition_pages()
                if f"{page.folder}{FILE}" in self.files
            }
        )

    def address(self, name: str, language: str) -> str:
        """Return where a page is below the top of the site; an empty text if it is not there."""
        page = EditionPage(name, language)
        if not any(known.name == name for known in self.pages.values()):
            return ""
        return page.folder

    def answer(self, path: str, root: str, accepted: str) -> Response | None:
        """Return what lies at a path, or None if nothing does.

        Parameters
        ----------
        path : str
            Below the top of the site, from anybody.
        root : str
            The address of that top with a slash at its end; empty if it is not known.
        accepted : str
            The header `Accept-Encoding`.
        """
        self._find_files()
        if not self.files:
            return None
        if path == ROBOTS:
            return _response(robots(root).encode(), ".txt", REVALIDATE, accepted)
        if path == SITEMAP and root:
            return Response(sitemap(root), media_type="application/xml")
        name = f"{path}{FILE}" if path.endswith("/") else path
        file = self.files.get(name)
        if file is None:
            return None
        try:
            body = file.read_bytes()
        except FileNotFoundError:  # another build is being made
            return None
        if name in self.pages:
            body = with_known_address(body.decode(), self.pages[name], root).encode()
        kept = REVALIDATE if file.suffix == ".html" else FOREVER if file.suffix in TEXTS else A_DAY
        return _response(body, file.suffix, kept, accepted)


def _time(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def _files(folder: Path) -> dict[str, Path]:
    """Return what may be served by its path below the top: the pages and what they share."""
    if not (folder / MARKER).is_file():
        return {}
    candidates = (file for file in folder.rglob("*") if file.is_file() and file.suffix in KINDS)
    named = {file.relative_to(folder).as_posix(): file for file in candidates}
    pages = {f"{page.folder}{FILE}" for page in edition_pages()}
    return {
        name: file for name, file in named.items() if name in pages or name.startswith(f"{ASSETS}/")
    }


def _response(body: bytes, suffix: str, kept: str, accepted: str) -> Response:
    headers = {"cache-control": kept}
    if suffix in TEXTS:
        headers["vary"] = "accept-encoding"
        if "gzip" in accepted:
            body = compress(body, 6, mtime=0)
            headers["content-encoding"] = "gzip"
    return Response(body, media_type=KINDS[suffix], headers=headers)
