import tomllib
from pathlib import Path

import pytest
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import forward_msg_cache

from explainer.figures.palette import DARK, LIGHT, contrast

TOP = Path(__file__).parents[2]
CONFIG = tomllib.loads((TOP / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LETTERS = "áéíóúüñÁÉÍÓÚÜÑ¿¡ãõâêôàçÃÕÂÊÔÀÇ«»“”‘’–—…·−×ªº%€$"


def leaves(table: dict, name: str = ""):
    for key, value in table.items():
        path = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            yield from leaves(value, path)
        else:
            yield path


@pytest.mark.parametrize("option", list(leaves(CONFIG)))
def test_streamlit_knows_every_option(option):
    assert option in config._config_options_template


def test_the_hidden_garbage_collection_is_off_and_the_health_check_on():
    assert CONFIG["runner"]["postScriptGC"] is False
    assert CONFIG["server"]["scriptHealthCheckEnabled"] is True
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_no_message_is_large_enough_to_be_kept_by_the_browser(monkeypatch):
    """One that is kept can be asked for when it is gone, and then the page never answers again."""
    given = CONFIG["global"]["minCachedMessageSize"]
    message = ForwardMsg()
    message.delta.new_element.html.body = "x" * (2 * 1024 * 1024)

    def is_cached(smallest: float) -> bool:
        message.hash = ""
        options = {"global.minCachedMessageSize": smallest}
        monkeypatch.setattr(forward_msg_cache.config, "get_option", options.__getitem__)
        forward_msg_cache.populate_hash_if_needed(message)
        return message.metadata.cacheable

    assert is_cached(config._config_options_template["global.minCachedMessageSize"].default_val)
    assert not is_cached(given)
    assert given > CONFIG["server"]["maxMessageSize"] * 1024 * 1024


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_native_theme_has_the_colours_of_the_palette(name, colours):
    theme = CONFIG["theme"][name]
    assert theme["backgroundColor"] == colours.paper
    assert theme["secondaryBackgroundColor"] == colours.card
    assert theme["textColor"] == colours.ink
    assert theme["primaryColor"] == theme["linkColor"] == colours.connected.colour
    assert theme["borderColor"] == colours.line
    for word in ("red", "orange", "yellow", "green", "blue", "gray"):
        ground = theme[f"{word}BackgroundColor"]
        assert contrast(theme[f"{word}TextColor"], ground) >= 4.5, word


def test_the_light_text_is_dark_enough_for_captions():
    assert all(int(CONFIG["theme"]["light"]["textColor"][k : k + 2], 16) <= 0x1A for k in (1, 3, 5))


def ranges(text: str):
    for part in text.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        yield int(first, 16), int(last or first, 16)


def test_fonts_are_here_with_their_licence_and_cover_both_languages():
    faces = CONFIG["theme"]["fontFaces"]
    assert {face["family"] for face in faces} == {"Figtree", "Fraunces"}
    for family in ("Figtree", "Fraunces"):
        licence = (TOP / "static" / "fonts" / f"OFL-{family}.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License" in licence
        own = [pair for face in faces if face["family"] == family
               for pair in ranges(face["unicodeRange"])]  # fmt: skip
        for letter in LETTERS:
            assert any(low <= ord(letter) <= high for low, high in own), letter
    for face in faces:
        assert face["url"].startswith("app/static/fonts/")
        file = TOP / face["url"].removeprefix("app/")
        assert file.read_bytes()[:4] == b"wOF2"
        assert file.stat().st_size < 80_000
