"""Every block can be taken along as a picture that explains itself."""

from collections import Counter

import pytest
from PIL import Image

from content import load_texts
from explainer.figures.palette import LIGHT, rgb
from tests.browser.strolls import DESK
from tests.browser.visits import ready

CHART, PEOPLE = "frustration_by_week", "kinds"
LOOKS = [
    (360, "dark", "pt"),
    pytest.param(1280, "light", "es", marks=pytest.mark.slow),
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
def test_a_block_is_saved_as_a_light_slide(stroll, artifacts, width, scheme, language):
    page = stroll("/sim?chapter=people", lang=language, width=width, scheme=scheme)
    texts = load_texts(language)
    paper, ink, soft = rgb(LIGHT.paper), rgb(LIGHT.ink), rgb(LIGHT.soft)
    folder = artifacts / "screenshots"
    folder.mkdir(exist_ok=True)
    for name in (CHART, PEOPLE):
        before = page.locator(f".st-key-ec_picture_{name}").bounding_box()
        image = saved(page, name, texts)
        image.save(folder / f"saved-{name}-{width}-{scheme}.png")
        assert image.width == 1920
        assert image.height >= 1080
        assert image.height == 1080 or name != CHART
        found = pixels(image, 0, image.height)
        assert found.most_common(1)[0][0] == paper == image.getpixel((0, 0))
        for side in (LIGHT.islands, LIGHT.connected):
            assert found[rgb(side.colour)] > 100, side
        title = pixels(image.crop((0, 0, 800, image.height)), 70, 300)
        assert title[ink] > 0.005 * sum(title.values())
        source = pixels(image, image.height - 150, image.height)
        assert source[soft] > 0.0005 * sum(source.values())
        # The page is as it was.
        page.wait_for_function(
            "([at, width]) => document.querySelector(at).getBoundingClientRect().width === width",
            arg=[f".st-key-ec_picture_{name}", before["width"]],
        )


def test_what_cannot_be_made_is_said_and_the_button_goes_on_working(stroll):
    page, texts = stroll("/sim", lang="es", width=DESK), load_texts("es")
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
