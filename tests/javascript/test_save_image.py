"""The picture of a result, without a server: what stands in it, whatever it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from explainer.figures.palette import DARK, LIGHT, rgb
from tests.javascript.conftest import source

TOLD = {
    "title": "La omnicanal frustra menos",
    "words": "De 0 a 100, la frustración es de 5.2 con la omnicanal y de 6.1 con la multicanal.",
    "sides": [["multichannel", "○", "Multicanal"], ["omnichannel", "●", "Omnicanal"]],
    "shade": "band",
    "key": "La franja es el rango.",
    "site": "Entre canales",
    "source": "Datos sintéticos, no un pronóstico",
    "date": "29 de noviembre de 2026",
    "at": "./sim?lang=es&v=2&m=2.0.0&country=es-MX",
}
HOSTILE = (
    "A",
    "Con la omnicanal, descontados los costos, la ganancia por persona es $6.63 menor",
    "<script>alert(1)</script> & \"'" * 8,
    "W" * 900,
    "ñandú " * 200,
    "👩🏽‍🚀" * 80,
    "\u202eabc\u0000\ufffe",
)
PAGE = """<!doctype html><html lang="es"><head><base href="https://example.org/"><style>
:root {{ color-scheme: {scheme}; {own} }}
@supports (color: light-dark(red, red)) {{ :root {{ {pairs} }} }}
:root {{ --ec-omnichannel-border: 1.5px solid var(--ec-omnichannel) }}
body {{ margin: 0 }} .stApp {{ background: var(--ec-paper); color: var(--ec-ink) }}
</style></head><body><div class="stApp"><div class="st-key-ec_block_x">
<div class="st-key-ec_picture_x" style="max-width:700px"><p style="margin:0">Semanas</p>
<svg width="100%" height="{height}">
<rect width="90%" height="60%" style="fill:var(--ec-multichannel)"/>
<text x="4" y="60" font-size="50" style="fill:var(--ec-ink)">MMM</text>
<rect y="70%" width="60%" height="20%" style="fill:var(--ec-omnichannel-fill)"/></svg></div>
<button class="ec-save" data-file="x-1.png" data-done="done" data-failed="failed">save</button>
<p class="ec-saved" role="status"></p></div></div></body></html>"""
CAPTURE = """() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob.type === "image/svg+xml") blob.text().then((text) => { window.drawn = text; });
    return make.call(URL, blob);
  };
}"""
FAULTS = """() => {
  const holder = document.createElement("div");
  holder.innerHTML = window.drawn;
  document.body.append(holder);
  const svg = holder.querySelector("svg");
  const boxes = [...svg.querySelectorAll(":scope > text")]
    .map((one) => [one.textContent, one.getBoundingClientRect()]);
  const all = svg.getBoundingClientRect();
  const chart = svg.querySelector(":scope > g").getBoundingClientRect();
  const beside = (a, b) => a.right < b.left + 1 || b.right < a.left + 1;
  const over = (a, b) => !beside(a, b) && a.top < b.bottom - 6 && b.top < a.bottom - 6;
  const outside = (a) =>
    a.left < all.left + 40 || a.right > all.right - 40 || a.bottom > all.bottom - 20;
  const found = boxes.flatMap(([text, box], i) => [
    ...(outside(box) ? [`outside: ${text}`] : []),
    ...(over(box, chart) ? [`on the chart: ${text}`] : []),
    ...boxes.slice(i + 1).filter(([, it]) => over(box, it)).map(([it]) => `${text} on ${it}`),
  ]);
  holder.remove();
  return found;
}"""


def put(page: Page, scheme: str = "light", height: float = 300) -> None:
    """Show a page with one block in a theme."""
    light, dark = LIGHT.css_variables(), DARK.css_variables()
    own = "".join(
        f"{name}:{colour};" for name, colour in (dark if scheme == "dark" else light).items()
    )
    pairs = "".join(f"{name}:light-dark({light[name]},{dark[name]});" for name in light)
    page.set_content(PAGE.format(scheme=scheme, own=own, pairs=pairs, height=height))
    for name in ("paint", "save_image"):
        page.add_script_tag(content=source(f"widgets/files/{name}"))
    page.evaluate(CAPTURE)


def saved(page: Page, folder: Path, **told: Any) -> Image.Image:
    """Save the block with what is told of it; return the picture."""
    card = json.dumps({**TOLD, **told})
    page.locator("button.ec-save").evaluate("(one, card) => { one.dataset.card = card; }", card)
    with page.expect_download(timeout=120_000) as download:
        page.locator("button.ec-save").click()
    path = folder / "picture.png"
    download.value.save_as(path)
    page.locator(".ec-saved", has_text="done").wait_for()
    with Image.open(path) as image:
        return image.convert("RGB")


def words(page: Page) -> list[str]:
    """Return every line of the last picture outside of its chart."""
    return page.evaluate(
        "() => [...new DOMParser().parseFromString(window.drawn, 'image/svg+xml')"
        ".querySelectorAll('svg > text')].map((one) => one.textContent)"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_a_slide_on_light_paper_that_says_all_of_its_own(page, tmp_path, scheme):
    put(page, scheme)
    image = saved(page, tmp_path)
    assert image.size == (1920, 1080)
    assert image.getpixel((2, 2)) == rgb(LIGHT.paper)
    colours = {colour for count, colour in image.getcolors(1 << 20) if count > 2000}
    assert {rgb(LIGHT.islands.colour), rgb(LIGHT.connected.fill)} <= colours
    assert rgb(LIGHT.ink) in colours
    assert not colours & {
        rgb(DARK.paper),
        rgb(DARK.ink),
        rgb(DARK.islands.colour),
        rgb(DARK.connected.fill),
    }
    said = " ".join(words(page))
    link = "example.org/sim?lang=es&v=2&m=2.0.0&country=es-MX"
    for part in (TOLD["title"], TOLD["words"], TOLD["key"], TOLD["site"], TOLD["source"]):
        assert part in said
    for part in ("○ Multicanal", "● Omnicanal", f"{TOLD['date']} · {link}"):
        assert part in said


@pytest.mark.parametrize("height", [80, pytest.param(300, marks=pytest.mark.slow), 2400])
def test_nothing_leaves_the_picture_or_lies_over_something_else(page, tmp_path, height):
    put(page, height=height)
    for title in HOSTILE:
        names = [["own_a", "○", title[:60]], ["nobody", "●", "Omnicanal al 51 %, con 9 cambios"]]
        image = saved(page, tmp_path, title=title, sides=names, key=title[:120], date=title[:40])
        assert image.width == 1920
        assert 1080 <= image.height <= 2560
        assert page.evaluate(FAULTS) == [], title


@pytest.mark.parametrize("height", [271, 299.7, 333.3, 400])
def test_a_chart_that_fits_keeps_the_shape_of_a_slide(page, tmp_path, height):
    put(page, height=height)
    assert saved(page, tmp_path).size == (1920, 1080)


def test_a_link_that_is_too_long_leads_to_its_page(page, tmp_path):
    put(page)
    saved(page, tmp_path, at=f"./sim?{'knob=12345&' * 60}")
    assert words(page)[-1].endswith("· example.org/sim")
