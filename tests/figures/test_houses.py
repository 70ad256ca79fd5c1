import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.figures.drawings.house_plan import Plan, roof_points, wall_dashes
from explainer.figures.drawings.houses import PICTURES, SMALL, houses_svg
from explainer.figures.drawings.icons import CHANNELS, channel_badge
from explainer.figures.drawings.routes import Seams
from explainer.figures.drawings.silhouettes import as_url, silhouette
from explainer.figures.palette import LIGHT
from simulations import CAPABILITIES, PRESETS
from simulations import CHANNELS as MODEL_CHANNELS

TOP = Path(__file__).resolve().parents[2]
FIVE = ("website", "store", "app", "messaging", "phone")
LABELS = {channel: channel.title() for channel in CHANNELS}
level = st.floats(0, 1)


def draw(level_of_all: float = 0.0, channels=FIVE, **more) -> str:
    levels = dict.fromkeys(CAPABILITIES, level_of_all) | more.pop("levels", {})
    return houses_svg(channels, levels, LABELS, title="Casas", **more)


def pictures(markup: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(markup).findall("svg")


def standing(levels: tuple[float, ...]) -> float:
    """Length of all dashes of one wall."""
    plan = Plan((FIVE,), levels, 640)
    return sum(y2 - y1 for _, _, y1, y2 in wall_dashes(plan, 0, 0))


def test_every_channel_of_the_model_has_a_sign():
    assert set(CHANNELS) == set(MODEL_CHANNELS)


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_each_capability_changes_the_picture(capability):
    assert draw(levels={capability: 1.0}) != draw()
    assert draw(levels={capability: 0.5}) != draw(levels={capability: 1.0})


@given(st.lists(level, min_size=9, max_size=9), st.integers(0, 8), level)
def test_walls_only_fall_when_a_capability_rises(levels, which, to):
    raised = list(levels)
    raised[which] = max(levels[which], to)
    assert standing(tuple(raised)) <= standing(tuple(levels)) + 1e-9


def test_all_walls_stand_apart_and_none_in_the_connected_house():
    assert standing((0.0,) * 9) > 80
    assert standing((1.0,) * 9) == 0
    assert "ec-walls" not in draw(1.0)
    assert "ec-walls" in draw(0.9)


def test_five_roofs_become_one_straight_roof():
    apart = roof_points(Plan((FIVE,), (0.0,) * 9, 640), 0)
    (joined,) = roof_points(Plan((FIVE,), (1.0,) * 9, 640), 0)
    assert len(apart) == 5
    left, peak = joined[0], min(joined, key=lambda point: point[1])
    slope = (peak[1] - left[1]) / (peak[0] - left[0])
    for x, y in joined:
        if x <= peak[0]:
            assert y == pytest.approx(left[1] + slope * (x - left[0]))


@given(st.sets(st.sampled_from(CHANNELS), min_size=1), level)
def test_every_door_is_inside_the_picture_and_rooms_never_overlap(channels, integration):
    rows = tuple(tuple(sorted(channels)[k : k + 3]) for k in range(0, len(channels), 3))
    plan = Plan(rows, (integration,) * 9, 328)
    for row, names in enumerate(rows):
        lefts = [plan.left(row, index) for index in range(len(names))]
        edges = [(left, left + plan.room_width(row)) for left in lefts]
        assert edges[0][0] > 0
        assert edges[-1][1] < plan.width
        assert all(a[1] <= b[0] + 1e-9 for a, b in pairwise(edges))
        assert plan.ground(row) < plan.height


@pytest.mark.parametrize("strategy", PRESETS)
def test_a_strategy_is_drawn_in_its_own_colour_and_line_alone(strategy):
    drawn = draw(0.3, look=strategy)
    assert f"var(--ec-{strategy})" in drawn
    assert not [name for name in PRESETS if name != strategy and f"--ec-{name}" in drawn]
    strokes = LIGHT.look(strategy).cue.strokes
    assert (f'stroke-dasharray="{strokes}"' in drawn) == bool(strokes)


def test_a_set_up_in_between_has_the_ink_s_lines_and_both_tones():
    drawn = draw(0.4)
    assert 'stroke="var(--ec-ink)" stroke-width="2.2"' in drawn
    assert "var(--ec-multichannel-fill)" in drawn
    assert "var(--ec-omnichannel-fill)" in drawn
    assert "stroke-dasharray" in drawn
    assert "stroke-dasharray" not in draw(0.8)


def test_one_channel_is_one_plain_house():
    wide, *_ = pictures(draw(channels=("store",)))
    assert "ec-walls" not in draw(channels=("store",))
    assert len(wide.findall(".//text")) == 1
    assert "var(--ec-single)" in draw(channels=("store",), look="single")


def test_all_pictures_are_named_and_hold_every_label_in_readable_type():
    every = pictures(draw(channels=CHANNELS, description="Ocho puertas"))
    for picture in every:
        assert picture.get("role") == "img"
        assert picture.findtext("title") == "Casas"
        assert picture.findtext("desc") == "Ocho puertas"
        assert len(picture.findall(".//text")) == len(CHANNELS)
        assert all(float(text.get("font-size")) >= 12 for text in picture.findall(".//text"))
    width, height = (float(part) for part in every[-1].get("viewBox").split()[2:])
    assert width <= 328
    assert height > width


def test_words_are_escaped_and_the_markup_is_one_line():
    evil = {"store": '<b a="1">&\n\nx'}
    markup = houses_svg(["store"], {}, evil, title='<script>"', description="<\n\n&")
    assert "<b" not in markup
    assert "<script" not in markup
    assert "\n" not in markup
    assert len(pictures(markup)) == 3


def test_a_walk_outside_has_sparks_and_inside_none():
    walk = ("website", "store", "messaging")
    for markup, sparks in ((draw(0.0, walk=walk), 2), (draw(1.0, walk=walk), 0)):
        for picture in pictures(markup):
            (group,) = [g for g in picture.iter("g") if g.get("class") == "ec-walk"]
            assert len(group.findall(".//polygon")) == sparks
            assert len(group.findall("circle")) == 3


@pytest.mark.parametrize("integration", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("stars", [0, 1, 5, 12])
def test_a_run_lays_its_stars_at_the_seams_of_a_walk_outside_and_inside(integration, stars):
    walk = ("website", "store", "messaging")
    for picture in pictures(draw(integration, walk=walk, seams=Seams(stars))):
        assert len(picture.findall(".//polygon[@class='ec-spark']")) == stars
        seams = picture.findall(".//g[@class='ec-seam']")
        assert [len(seam) for seam in seams] == [stars - stars // 2, stars // 2]


def test_a_question_stands_at_each_seam_instead_of_stars():
    markup = draw(0.0, walk=("website", "store"), seams=Seams(4, asked=True))
    assert "ec-spark" not in markup
    assert markup.count("ec-asked") == len(PICTURES)


@given(st.permutations(CHANNELS), st.integers(2, 5), level)
def test_marks_lie_along_the_way_in_the_order_of_the_walk(order, length, integration):
    walk = order[:length]
    for picture in pictures(draw(integration, channels=tuple(CHANNELS), walk=walk)):
        stops, seams = (
            [float(mark.get("data-at")) for mark in picture.findall(f".//*[@class='{name}']")]
            for name in ("ec-stop", "ec-seam")
        )
        passed = [at for pair in zip(stops, seams, strict=False) for at in pair] + stops[-1:]
        assert len(passed) == 2 * length - 1
        assert passed == sorted(passed)
        assert all(0 <= at <= 1 for at in passed)


@pytest.mark.parametrize(("integration", "standing"), [(0.0, True), (0.5, True), (1.0, False)])
def test_the_walls_of_one_piece_light_up_where_they_stand(integration, standing):
    for picture in pictures(draw(integration, lit="shared_stock")):
        lit = [wall for wall in picture.iter("path") if "ec-lit" in (wall.get("class") or "")]
        assert {wall.get("data-piece") for wall in lit} == ({"shared_stock"} if standing else set())


def test_the_walk_inside_never_crosses_a_door_sideways():
    wide, *_ = pictures(draw(1.0, walk=("website", "phone")))
    (group,) = [g for g in wide.iter("g") if g.get("class") == "ec-walk"]
    points = [tuple(map(float, p.split(","))) for p in group.find("polyline").get("points").split()]
    ground = Plan((FIVE,), (1.0,) * 9, 640).ground(0)
    for (x1, y1), (x2, y2) in pairwise(points):
        if x1 != x2:
            assert y1 == y2
            assert y1 > ground or y1 < ground - 46


def test_a_walk_to_a_closed_channel_is_left_out():
    assert draw(walk=("print",)) == draw()


def test_levels_outside_the_range_and_unknown_channels_are_drawn_anyway():
    assert draw(5.0) == draw(1.0)
    assert "kiosk" in houses_svg(["kiosk"], {}, {}, title="x")
    assert pictures(houses_svg([], {}, {}, title="x"))


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_channel_has_a_sign_of_its_own_that_is_silent(channel):
    badge = channel_badge(channel)
    assert 'aria-hidden="true"' in badge
    others = {re.findall(r' d="([^"]+)"', channel_badge(other))[0] for other in CHANNELS}
    assert len(others) == len(CHANNELS)


def emblems(markup: str) -> dict[str, list[str]]:
    """The drawings of each capability inside the houses, in the wide picture."""
    wide, *_ = pictures(markup)
    drawn: dict[str, list[str]] = {name: [] for name in CAPABILITIES}
    for element in wide.iter():
        name = (element.get("class") or "").partition("ec-emblem-")[2]
        if name:
            drawn[name].append(ElementTree.tostring(element, encoding="unicode"))
    return drawn


@pytest.mark.parametrize("capability", CAPABILITIES)
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_each_capability_has_an_emblem_that_it_alone_changes(capability, value):
    """Two set-ups of one level overall look alike; only the emblems of two capabilities differ."""
    pair = (capability, CAPABILITIES[CAPABILITIES.index(capability) - 1])
    first, second = (emblems(draw(1 - value, levels={name: value})) for name in pair)
    differ = {name for name in CAPABILITIES if first[name] != second[name]}
    assert differ == set(pair)


EXTENTS = {
    "shared_cart": (0.0, 0.0, 14.0, 11.2),
    "unified_price": (0.0, 0.0, 13.0, 10.0),
    "cross_fulfilment": (0.5, 2.0, 21.5, 11.0),
}
"""Left, top, right and bottom of a drawing that is placed by a translation."""


def extents(picture: ElementTree.Element, capability: str) -> list[tuple[float, ...]]:
    """Left, top, right and bottom of each emblem of a capability."""
    boxes = []
    for element in picture.iterfind(f".//*[@class='ec-emblem-{capability}']/*"):
        if element.tag == "rect":
            x, y, width, height = (float(element.get(n)) for n in ("x", "y", "width", "height"))
            boxes.append((x, y, x + width, y + height))
        else:
            x, y = map(float, re.findall(r"-?[\d.]+", element.get("transform")))
            left, top, right, bottom = EXTENTS[capability]
            boxes.append((x + left, y + top, x + right, y + bottom))
    return boxes


@pytest.mark.parametrize("pictured", [PICTURES, SMALL])
def test_the_parcel_lies_over_nothing_between_two_doors(pictured):
    for channels in (FIVE[:2], FIVE, MODEL_CHANNELS):
        for picture in pictures(draw(1.0, channels=channels, pictures=pictured)):
            parcels = extents(picture, "cross_fulfilment")
            others = [
                box
                for name in ("shared_cart", "shared_stock", "unified_price")
                for box in extents(picture, name)
            ]
            assert len(others) > len(parcels) > 0
            for left, top, right, bottom in parcels:
                assert not [
                    box
                    for box in others
                    if left < box[2] and box[0] < right and top < box[3] and box[1] < bottom
                ]


def test_in_a_single_house_everything_agrees_whatever_the_levels():
    assert emblems(draw(0.0, channels=("store",))) == emblems(draw(1.0, channels=("store",)))


def test_a_button_of_a_strategy_has_a_shape_of_its_own():
    shapes = {name: silhouette(name) for name in PRESETS}
    assert len(set(shapes.values())) == len(PRESETS)
    for name, svg in shapes.items():
        assert ElementTree.fromstring(svg).tag.endswith("svg"), name
        assert '"' not in as_url(svg)[5:-2]
    houses = {name: svg.count("V12L") for name, svg in shapes.items()}
    doors = {name: svg.count("m-3 0") for name, svg in shapes.items()}
    assert houses == {"single": 1, "multichannel": 3, "cross_channel": 2, "omnichannel": 1}
    assert doors == {"single": 1, "multichannel": 3, "cross_channel": 3, "omnichannel": 3}


def test_no_page_changes_because_a_drawing_is_on_it():
    """A rule for pages with a `.ec-wall` took the menu away from each one with a house."""
    used = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]+)"', draw(0.5)))))
    asked = {
        name
        for sheet in (TOP / "explainer" / "view").rglob("*.css")
        for found in re.findall(r"\.stApp:has\(([^)]*)\)", sheet.read_text(encoding="utf-8"))
        for name in re.findall(r"\.([\w-]+)", found)
    }
    assert "ec-wall" in used
    assert asked
    assert not used & asked
