"""Hold every page against how it looked in another commit: `python -m tests.browser.pixels HEAD~1`.

Both versions of the site run side by side; each page is shot whole, on a phone in light and on
a desk in dark, the languages taking turns. Pictures of pages that differ are left in
`.artifacts/pixels`: before, after, and the difference. Returns 1 when there are any. What was
changed on purpose has to be told apart by whoever looks.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from content import LANGUAGES
from deploy.site_process import Server
from explainer.view.shell.sitemap import PAGES
from tests.browser.find_chromium import find
from tests.browser.visits import FLAGS, Visits, stretch

TOP = Path(__file__).resolve().parents[2]
WINDOWS = ((360, "light"), (1280, "dark"))
NOISE = 8
"""Difference of a colour, of 255, that the drawing of letters makes by itself."""


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """A folder with the tree of a commit, which is taken away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "tree"
        git = ["git", "-C", str(TOP), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(there), commit], check=True)
        try:
            yield there
        finally:
            subprocess.run([*git, "remove", "--force", str(there)], check=True)


def shot(visits: Visits, path: str, language: str, width: int, scheme: str) -> Image.Image:
    """Open a page in a browser of its own; return the picture of all of it."""
    page = visits(path, lang=language, width=width, scheme=scheme)
    stretch(page)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
    return picture


def difference(before: Image.Image, after: Image.Image) -> Image.Image | None:
    """Return what differs, on the size of both together, or None."""
    size = (max(before.width, after.width), max(before.height, after.height))
    both = []
    for picture in (before, after):
        whole = Image.new("RGB", size, "magenta")
        whole.paste(picture)
        both.append(whole)
    found = ImageChops.difference(*both)
    loud = found.convert("L").point(lambda value: 255 if value > NOISE else 0)
    return loud if loud.getbbox() else None


def main() -> int:
    """Compare the tree as it is with a commit; return 1 when a page looks different."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--pages", nargs="*", help="names of pages; all of them without")
    asked = parser.parse_args()
    out = TOP / ".artifacts" / "pixels"
    out.mkdir(parents=True, exist_ok=True)
    changed = 0
    with ExitStack() as open_:
        tree = open_.enter_context(checked_out(asked.commit))
        old = open_.enter_context(Server(tree, out / "before.log"))
        new = open_.enter_context(Server(TOP, out / "after.log"))
        playwright = open_.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        sites = [Visits(server.url, browser) for server in (old, new)]
        for number, place in enumerate(PAGES):
            if asked.pages and place.name not in asked.pages:
                continue
            for turn, (width, scheme) in enumerate(WINDOWS):
                language = sorted(LANGUAGES)[(number + turn) % len(LANGUAGES)]
                name = f"{place.name}-{language}-{width}-{scheme}"
                before, after = (shot(s, f"/{place.slug}", language, width, scheme) for s in sites)
                gap = difference(before, after)
                print(f"{name}: {'same' if gap is None else f'differs in {gap.getbbox()}'}")
                if gap is not None:
                    changed += 1
                    for kind, picture in (("before", before), ("after", after), ("gap", gap)):
                        picture.save(out / f"{name}-{kind}.png")
        browser.close()
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
