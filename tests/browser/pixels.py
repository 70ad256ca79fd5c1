"""Hold every page against how it looked in another commit: `python -m tests.browser.pixels HEAD~1`.

Each version of the site runs at the same address, one after the other, with the pages that are read
built for both; each page is shot whole, on a phone in light and on a desk in dark, the languages
taking turns. Pictures of pages that differ are left in `.artifacts/pixels`: before, after, and the
difference. Returns 1 when there are any. What was changed on purpose has to be told apart by
whoever looks.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from content import LANGUAGES
from deploy.site_process import Server, free_port
from explainer.view.shell.sitemap import PAGES, Page
from tests.browser.find_chromium import find
from tests.browser.visits import FLAGS, Visits, stretch

TOP = Path(__file__).resolve().parents[2]
WINDOWS = ((360, "light"), (1280, "dark"))
LOOKS = 3
"""How often what differs is shot: now and then a browser rounds a height to the other whole pixel.

A page looks the same when one of its pictures before is one of those after.
"""
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


def shots(names: Sequence[str]) -> Iterator[tuple[Page, str, int, str]]:
    """Yield what is shot: page, language, width and theme; the languages take turns."""
    for number, page in enumerate(PAGES):
        for turn, (width, scheme) in enumerate(WINDOWS):
            if not names or page.name in names:
                yield page, sorted(LANGUAGES)[(number + turn) % len(LANGUAGES)], width, scheme


def shoot(tree: Path, port: int, out: Path, names: Sequence[str]) -> dict[str, Path]:
    """Run the site of a tree, shoot its pages and return the files of the pictures by name."""
    out.mkdir(parents=True, exist_ok=True)
    read = [sys.executable, "-m", "explainer.reading_edition", "--if-stale", "--quiet"]
    subprocess.run(read, cwd=tree, check=True)
    files = {}
    with ExitStack() as open_:
        server = Server(tree, out / "site.log")
        server.port, server.url = port, f"http://127.0.0.1:{port}"
        open_.enter_context(server)
        playwright = open_.enter_context(sync_playwright())
        browser = open_.enter_context(
            playwright.chromium.launch(executable_path=find(), args=FLAGS)
        )
        visits = Visits(server.url, browser)
        for page, language, width, scheme in shots(names):
            name = f"{page.name}-{language}-{width}-{scheme}"
            files[name] = out / f"{name}.png"
            shot(visits, f"/{page.slug}", language, width, scheme).save(files[name])
    return files


def main() -> int:
    """Compare the tree as it is with a commit; return 1 when a page looks different."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--pages", nargs="*", default=(), help="names of pages; all without")
    arguments = parser.parse_args()
    out, port = TOP / ".artifacts" / "pixels", free_port()
    shutil.rmtree(out, ignore_errors=True)
    names, apart = arguments.pages, {}
    looks: list[tuple[dict[str, Path], dict[str, Path]]] = []
    for look in range(LOOKS):
        with checked_out(arguments.commit) as tree:
            before = shoot(tree, port, out / f"before-{look}", names)
        looks.append((before, shoot(TOP, port, out / f"after-{look}", names)))
        apart = {}
        for name in before:
            pairs = [(old[name], new[name]) for old, _ in looks for _, new in looks]
            gaps = [difference(Image.open(old), Image.open(new)) for old, new in pairs]
            print(f"{name}: {'same' if None in gaps else f'differs in {gaps[-1].getbbox()}'}")
            if None not in gaps:
                apart[name] = gaps[-1]
        names = sorted({name.partition("-")[0] for name in apart})
        if not names:
            break
        print("Once more:", *names, flush=True)
    for name, gap in apart.items():
        gap.save(out / f"{name}-difference.png")
    return 1 if apart else 0


if __name__ == "__main__":
    sys.exit(main())
