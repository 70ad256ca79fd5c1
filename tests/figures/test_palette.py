from itertools import combinations

import pytest

from explainer.figures.palette import (
    CUES,
    DARK,
    LIGHT,
    PAIR,
    SIDE_LOOKS,
    contrast,
    look_of,
    looks_of,
    palette,
    rgb,
    translucent,
)
from simulations import PRESETS, Scenario

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
BLINDNESS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def linear(colour: str) -> list[float]:
    parts = [value / 255 for value in rgb(colour)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(light: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear RGB."""
    red, green, blue = (min(max(part, 0), 1) for part in light)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, matrix) -> tuple[float, float, float]:
    light = linear(colour)
    return lab([sum(row[k] * light[k] for k in range(3)) for row in matrix])


def distance(first, second) -> float:
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0a6b70", "#fbf7ef") == contrast("#fbf7ef", "#0a6b70")


@THEMES
def test_every_text_is_readable_on_every_ground(colours):
    for ground in (colours.paper, colours.card):
        looks = [colours.look(name).colour for name in (*PRESETS, *SIDE_LOOKS)]
        for text in (colours.ink, colours.soft, colours.neutral.colour, *looks):
            assert contrast(text, ground) >= 4.5, (text, ground)
    for look in (colours.neutral, *(colours.look(name) for name in (*PRESETS, *SIDE_LOOKS))):
        assert contrast(look.text, look.fill) >= 4.5, look
        assert contrast(colours.ink, look.fill) >= 4.5, look


@THEMES
def test_every_mark_and_border_stands_out(colours):
    for ground in (colours.paper, colours.card):
        assert contrast(colours.edge, ground) >= 3, ground
    for look in (colours.neutral, *(colours.look(name) for name in (*PRESETS, *SIDE_LOOKS))):
        assert contrast(look.colour, look.fill) >= 3, look
        assert contrast(look.colour, colours.paper) >= 3, look


@THEMES
@pytest.mark.parametrize("kind", BLINDNESS)
def test_the_strategies_stay_apart_for_colour_blind_eyes(colours, kind):
    for names in (PRESETS, SIDE_LOOKS):
        for one, other in combinations(names, 2):
            first, second = (
                seen(colours.look(name).colour, BLINDNESS[kind]) for name in (one, other)
            )
            assert distance(first, second) >= 20, (one, other)


@THEMES
def test_looks_never_differ_by_colour_alone(colours):
    for names in (PRESETS, SIDE_LOOKS):
        for one, other in combinations([colours.look(name).cue for name in names], 2):
            for part in ("strokes", "line", "marker", "hatch", "sign", "block"):
                assert getattr(one, part) != getattr(other, part)
            assert one.border.split()[1] != other.border.split()[1]


def test_a_strategy_looks_the_same_on_either_side():
    scenario = Scenario().with_preset("a", "omnichannel").with_preset("b", "cross_channel")
    assert looks_of(scenario.a, scenario.b) == ("omnichannel", "cross_channel")
    dressed = palette("dark", looks_of(scenario.a, scenario.b))
    assert dressed.identity("a") == DARK.look("omnichannel") == palette("dark").identity("b")


def test_a_side_between_two_strategies_or_like_the_other_one_has_a_look_of_its_own():
    pure = Scenario().with_preset("a", "multichannel").with_preset("b", "omnichannel")
    assert looks_of(pure.a, pure.b) == PAIR
    changed = pure.with_values({"b.capabilities.shared_cart": 0.5})
    assert look_of(changed.b) == ""
    assert looks_of(changed.a, changed.b) == ("multichannel", SIDE_LOOKS[1])
    alike = pure.with_preset("b", "multichannel")
    assert looks_of(alike.a, alike.b) == SIDE_LOOKS
    single = pure.with_values({"a.channels": ["website"]})
    assert looks_of(single.a, single.b) == ("single", "omnichannel")


def test_every_look_has_a_cue():
    assert {LIGHT.look(name).dash for name in (*PRESETS, *SIDE_LOOKS)} == set(CUES)
    assert all(LIGHT.look(name).dash == DARK.look(name).dash for name in (*PRESETS, *SIDE_LOOKS))


def test_both_themes_name_the_same_variables_with_different_colours():
    light, dark = LIGHT.css_variables(), DARK.css_variables()
    assert light.keys() == dark.keys()
    assert all(light[name] != dark[name] for name in light)
    assert light["--ec-islands"] == light["--ec-multichannel"]  # the accents of the site
    assert light["--ec-connected"] == light["--ec-omnichannel"]
    for colours in (light, dark):
        assert len({colours[f"--ec-{name}"] for name in PRESETS}) == len(PRESETS)


def test_a_theme_finds_its_palette_and_a_colour_its_opacity():
    assert palette("dark") == DARK
    assert palette("light") == LIGHT
    assert translucent("#0a6b70", 0.2) == "rgba(10,107,112,0.2)"
