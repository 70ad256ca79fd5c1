"""Every block can be taken along as a picture that looks like the page."""

from collections import Counter

import pytest
from PIL import Image

from content import load_texts
from explainer.figures.palette import palette, rgb
from tests.browser.visits import ready

CHART, PEOPLE = "frustration_by_week", "kinds"
LOOKS = [
    (360, "dark", "pt"),
    (1280, "light", "es"),
    pytest.param(360, "light", "es", marks=pytest.mark.slow),
    pytest.param(1280, "dark", "pt", marks=pytest.mark.slow),
]


def block_of(page, name):
    return page.locator(f".st-key-ec_block_{name}")


def saved(page, name, texts):
    """Save a block by keyboard and open the file; what is said about it has to be right."""
    button = block_of(page, name).get_by_role("button", name=texts("save_image.button"))
    assert button.inner_text() == texts("save_image.button")
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    with page.expect_download() as download:
        button.press("Enter")
    file = download.value.suggested_filename
    assert file == f"{name}-1.png"
    said = block_of(page, name).get_by_role("status")
    said.filter(has_text=texts("save_image.done", file=file)).wait_for()
    with Image.open(download.value.path()) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def pixels(image, top, bottom):
    """How often each colour occurs between two heights, as parts of the whole."""
    part = image.crop((0, round(top), image.width, round(bottom)))
    return Counter(part.get_flattened_data())


@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_a_block_is_saved_as_it_looks(visit, artifacts, width, scheme, language):
    page = visit("/sim?chapter=people", lang=language, width=width, scheme=scheme)
    texts, colours = load_texts(language), palette(scheme)
    paper, ink, soft = rgb(colours.paper), rgb(colours.ink), rgb(colours.soft)
    folder = artifacts / "screenshots"
    folder.mkdir(exist_ok=True)
    for name in (CHART, PEOPLE):
        image = saved(page, name, texts)
        image.save(folder / f"saved-{name}-{width}-{scheme}.png")
        shown = page.locator(f".st-key-ec_picture_{name}").bounding_box()
        scale = 3 if width < 600 else 2
        assert scale * 300 < image.width <= scale * (shown["width"] + 64 + 1)
        assert image.height > scale * shown["height"]
        found = pixels(image, 0, image.height)
        assert found.most_common(1)[0][0] == paper == image.getpixel((0, 0))
        assert len(found) > 100
        for side in (colours.islands, colours.connected):
            assert found[rgb(side.colour)] > 50 * scale, side
        title = pixels(image, 0, scale * (32 + 26))
        assert title[ink] > 0.005 * sum(title.values())
        source = pixels(image, image.height - scale * 60, image.height)
        assert source[soft] > 0.0005 * sum(source.values())


def test_what_cannot_be_made_is_said_and_the_button_goes_on_working(visit):
    page, texts = visit("/sim", lang="es"), load_texts("es")
    page.route("**/*.woff2", lambda route: route.abort())
    block_of(page, CHART).get_by_role("button", name=texts("save_image.button")).click()
    said = block_of(page, CHART).get_by_role("status")
    said.filter(has_text=texts("save_image.failed")).wait_for()
    page.unroute_all()
    before = saved(page, CHART, texts)
    # Another run draws another picture, which is then the one that is saved.
    page.get_by_role("radio", name=texts("terms.strategy.single.name")).last.click()
    ready(page)
    after = saved(page, CHART, texts)
    assert after.width == before.width
    assert after.tobytes() != before.tobytes()
