"""Draw the pictures that shared links show: `make share`, after the drawing or its words changed.

Each picture carries a fingerprint of the page that it was made from. The fingerprint, not the
pixels, says whether it is current: fonts are drawn a little differently on every machine.
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

from content import LANGUAGES, load_texts
from explainer.figures.drawings.share_card import DOORS, HEIGHT, WIDTH, share_card
from tests.browser.find_chromium import advice, find

STATIC = Path(__file__).resolve().parents[2] / "static"
FINGERPRINT = "made-from"


def picture(language: str) -> Path:
    return STATIC / f"share-{language}.png"


def card(language: str, fonts: str = "fonts") -> str:
    """The page that the picture of a language is made from."""
    texts = load_texts(language)
    labels = {name: texts(f"drawing.channel.{name}") for name in DOORS}
    return share_card(texts("site.name"), texts("home.headline"), labels, fonts)


def fingerprint(language: str) -> str:
    return hashlib.sha256(card(language).encode()).hexdigest()


def main() -> int:
    path = find()
    if path is None:
        sys.stderr.write(advice() + "\n")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for language in LANGUAGES:
            source = STATIC / f".share-{language}.html"
            source.write_text(card(language), encoding="utf-8")
            try:
                page.goto(source.as_uri())
                page.evaluate("document.fonts.ready")
                image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            finally:
                source.unlink()
            notes = PngInfo()
            notes.add_text(FINGERPRINT, fingerprint(language))
            image.quantize(128).save(picture(language), optimize=True, pnginfo=notes)
            sys.stdout.write(f"{picture(language).relative_to(STATIC.parent)}\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
