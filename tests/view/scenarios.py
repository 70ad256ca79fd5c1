"""Scenarios and links for the tests of this folder, made by hypothesis."""

from functools import cache

from hypothesis import strategies as st

from simulations import CHANNELS, KNOBS, Scenario
from tests.links.corpus import recorded

BUYING = ("store", "website", "app", "phone", "messaging")


def _value(name):
    knob = KNOBS[name]
    if knob.kind == "int":
        return st.integers(int(knob.low), int(min(knob.high, 50_000)))
    if knob.kind == "float":
        return st.floats(knob.low, knob.high, allow_nan=False)
    if knob.kind == "choice":
        return st.sampled_from(knob.choices)
    some = st.frozensets(st.sampled_from(CHANNELS))
    return st.builds(lambda one, rest: rest | {one}, st.sampled_from(BUYING), some)


@st.composite
def scenarios(draw):
    """Any legal scenario, with up to twelve knobs moved."""
    names = draw(st.lists(st.sampled_from(sorted(KNOBS)), max_size=12, unique=True))
    return Scenario({name: draw(_value(name)) for name in names})


POISON = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "NaN",
        "inf",
        "-1",
        "1e308",
        "-1e400",
        "1_000",
        "",
        "_" * 400,
        "0x10",
        "٣",
        "{field}",
        "%s",
        "\x00",
        "x" * 10_000,
    ]
)


SHORT_LINK = Scenario({"seed": 7, "b.data_error": 0.2}).with_preset("a", "single").to_query()


@cache
def first_form():
    """A link of the first form, as it was recorded."""
    query = next(one for one in recorded("1.2.0") if one.values).query
    return {name: value for name, value in query.items() if name != "lang"}


@cache
def long_link():
    """A link whose differences are packed."""
    numbers = {name: knob.low for name, knob in KNOBS.items() if knob.kind == "float"}
    query = Scenario(numbers).to_query()
    assert "packed" in query
    return query


@st.composite
def mutated_links(draw):
    """A link of either form in which something was exchanged, left out, invented or repeated."""
    query = dict(draw(st.sampled_from([first_form(), long_link(), SHORT_LINK])))
    for _ in range(draw(st.integers(1, 5))):
        key = draw(st.sampled_from(sorted(query)) | POISON)
        match draw(st.sampled_from(["replace", "drop", "append", "part"])):
            case "replace":
                query[key] = draw(POISON | st.text())
            case "drop":
                query.pop(key, None)
            case "append":
                query[key] = query.get(key, "") + draw(POISON)
            case "part":
                parts = query.get(key, "").split("_")
                parts[draw(st.integers(0, len(parts) - 1))] = draw(POISON)
                query[key] = "_".join(parts)
        if not query:
            query["v"] = draw(POISON)
    return query
