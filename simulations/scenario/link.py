"""A scenario as the query of a link: the version of the model, and what differs from its defaults.

``?v=2&m=1.2.0&country=es-MX&b=cross_channel&b.shared_stock=0.2&seed=7``: ``v`` is the form of the
link, ``m`` the version of the model that made it, ``country`` and ``category`` the market, ``a``
and ``b`` the presets nearest to the two set-ups; then every knob that is not what these make it,
by its dotted name (``b.shared_stock`` is short for ``b.capabilities.shared_stock``). Many of them
are packed into one parameter, ``packed``. What is left out is what it was in that version; a knob
that is younger than the link is neutral.

The first form, ``v=1``, left nothing out: single fields by name, all others in the order that the
knobs had then. It is read for good and no longer written.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

from simulations.scenario.frozen import Defaults, defaults_of, versions
from simulations.scenario.knobs import CAPABILITIES, KNOBS, MODEL_VERSION, SIDES, Value, in_order
from simulations.scenario.packing import pack, unpack
from simulations.scenario.problems import Problem, plain_number, shorten

FORM, MODEL, REST = "v", "m", "packed"
LINK_VERSION, FIRST_VERSION = "2", "1"
FIRST_MODEL = "1.2.0"
"""The version of the model whose knobs, in their order, links of the first form carry."""
SEPARATOR = "_"
LONG = 1_200
"""Letters of named differences beyond which they are packed."""
PACKED_LIMIT = 8_000
MOST_NAMES = 600
SINGLE = ("shoppers", "weeks", "seed", "country", "category")
SHORT: Mapping[str, str] = MappingProxyType(
    {f"{side}.capabilities.{name}": f"{side}.{name}" for side in SIDES for name in CAPABILITIES}
)
"""Short names of knobs in a link."""
LONG_NAMES: Mapping[str, str] = MappingProxyType({short: name for name, short in SHORT.items()})
FIRST_PACKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{
            side: tuple(n for n in defaults_of(FIRST_MODEL).values if n.startswith(f"{side}."))
            for side in SIDES
        },
        "world": tuple(
            n
            for n in defaults_of(FIRST_MODEL).values
            if n not in SINGLE and n.split(".")[0] not in SIDES
        ),
    }
)
PARAMETERS = frozenset({FORM, MODEL, REST, *FIRST_PACKED, *KNOBS, *LONG_NAMES})
"""Every name that a link may carry about a scenario."""


Changes = dict[str, object]
Market = dict[str, str]
Values = dict[str, object]


def write(values: Mapping[str, Value]) -> dict[str, str]:
    """Write the query of a link that restores these very values, also under later defaults.

    Parameters
    ----------
    values : mapping of str to value
        Every knob by dotted name.

    Returns
    -------
    dict of str to str
        Names in ``PARAMETERS``; restored by ``read``.
    """
    defaults = defaults_of(MODEL_VERSION)
    country, category = str(values["country"]), str(values["category"])
    sides: dict[str, str] = {side: defaults.closest_preset(side, values) for side in SIDES}
    start = defaults.start(country, category, sides)
    query = {FORM: LINK_VERSION, MODEL: MODEL_VERSION, "country": country}
    if category != defaults.values["category"]:
        query["category"] = category
    query |= {side: preset for side, preset in sides.items() if preset != defaults.sides[side]}
    differing = {
        SHORT.get(name, name): _text(value)
        for name, value in values.items()
        if value != start.get(name, KNOBS[name].before)
    }
    named = urlencode(differing)
    return query | ({REST: pack(named)} if len(named) > LONG else differing)


def read(query: Mapping[str, object]) -> tuple[Values, tuple[Problem, ...]]:
    """Read the query of a link of any form and version. Never raises.

    Fields that are wrong keep the value that the link would mean without them, and are named in
    the returned problems; so is the version of the model, if it is not today's.

    Parameters
    ----------
    query : mapping of str to str
        Without the site's own keys, such as the language.

    Returns
    -------
    dict of str to value
        Knobs by dotted name, each read by its knob; empty for a form that is not known.
    tuple of Problem
    """
    form = query.get(FORM)
    if form not in (None, FIRST_VERSION, LINK_VERSION):
        choices = (FIRST_VERSION, LINK_VERSION)
        return {}, (Problem("version", "wrong_version", shorten(form), choices=choices),)
    query = {name: raw for name, raw in query.items() if name != FORM}
    if form == FIRST_VERSION:
        defaults, problems = defaults_of(FIRST_MODEL), _other_model(FIRST_MODEL)
        changes, market, more = _first_form(query)
    else:
        defaults, problems = _defaults(query.pop(MODEL, None), required=form is not None)
        changes, market, more = _named(query, defaults)
    return _settled(defaults, changes, market, (*problems, *more))


def _defaults(version: object, *, required: bool) -> tuple[Defaults, tuple[Problem, ...]]:
    """Find the defaults that a link is to be read with; today's where it does not say."""
    if version is None:
        problems = (Problem("version", "missing"),) if required else ()
        return defaults_of(MODEL_VERSION), problems
    if not isinstance(version, str) or version not in versions():
        known = Problem("version", "wrong_version", shorten(version), choices=versions())
        return defaults_of(MODEL_VERSION), (known,)
    return defaults_of(version), _other_model(version)


def _other_model(version: str) -> tuple[Problem, ...]:
    """Tell which version of the model has made a link, if it is not today's."""
    if version == MODEL_VERSION:
        return ()
    return (Problem("version", "other_model", version, choices=(MODEL_VERSION,)),)


def _named(
    query: Mapping[str, object], defaults: Defaults
) -> tuple[Changes, Market, list[Problem]]:
    """Read what a link of the present form names: the market, the presets, single knobs."""
    changes: Changes = {}
    market: Market = {}
    problems: list[Problem] = []
    rest = query.get(REST)
    if rest is not None:
        unpacked = _unpacked(rest)
        if unpacked is None:
            problems.append(Problem("scenario", "malformed", shorten(rest)))
        query = {**(unpacked or {}), **query}
    for key, raw in query.items():
        name = LONG_NAMES.get(key, key) if isinstance(key, str) else key
        if key == REST:
            continue
        if name in ("country", "category") or name in SIDES:
            legal = tuple(defaults.presets) if name in SIDES else _market_codes(defaults, name)
            if isinstance(raw, str) and raw in legal:
                market[name] = raw
            else:
                field = f"{name}.preset" if name in SIDES else name
                problems.append(Problem(field, "unknown_choice", shorten(raw), choices=legal))
        elif name in KNOBS:
            listed = KNOBS[name].kind == "set" and isinstance(raw, str)
            changes[name] = str(raw).replace("-", ",") if listed else raw
        else:
            problems.append(Problem(shorten(key), "unknown_name", shorten(raw)))
    return changes, market, problems


def _unpacked(rest: object) -> dict[str, str] | None:
    """Unpack what a long link carries in one parameter; None if that cannot be read."""
    if not isinstance(rest, str) or len(rest) > PACKED_LIMIT:
        return None
    text = unpack(rest)
    if not text:
        return None
    try:
        pairs = parse_qsl(
            text, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_NAMES
        )
    except ValueError:
        return None
    fields = dict(pairs)
    return None if len(fields) < len(pairs) or REST in fields else fields


def _first_form(query: Mapping[str, object]) -> tuple[Changes, Market, list[Problem]]:
    """Read a link of the first form, which names every knob."""
    changes: Changes = {}
    market: Market = {}
    problems: list[Problem] = []
    for key, raw in query.items():
        if key in FIRST_PACKED:
            problems += _unpack_first(key, raw, changes)
        elif key in KNOBS:
            changes[key] = raw
        else:
            problems.append(Problem(shorten(key), "unknown_name", shorten(raw)))
    for name in ("country", "category"):
        legal = _market_codes(defaults_of(FIRST_MODEL), name)
        raw = changes.pop(name, None)
        if isinstance(raw, str) and raw in legal:
            market[name] = raw
        elif name in query:
            problems.append(Problem(name, "unknown_choice", shorten(raw), choices=legal))
    missing = {*SINGLE, *FIRST_PACKED} - set(query)
    return changes, market, problems + [Problem(name, "missing") for name in sorted(missing)]


def _unpack_first(key: str, raw: object, changes: Changes) -> list[Problem]:
    names = FIRST_PACKED[key]
    if not isinstance(raw, str):
        return [Problem(key, "malformed", shorten(raw))]
    if len(raw) > PACKED_LIMIT:
        return [Problem(key, "too_large", shorten(raw))]
    parts = raw.split(SEPARATOR)
    if len(parts) != len(names):
        return [Problem(key, "malformed", shorten(raw))]
    for name, part in zip(names, parts, strict=True):
        channels = name in KNOBS and KNOBS[name].kind == "set"
        changes[name] = part.replace("-", ",") if channels else part
    return []


def _market_codes(defaults: Defaults, name: str) -> tuple[str, ...]:
    """Return the countries, or the categories, of a version."""
    position = 0 if name == "country" else 1
    return tuple(dict.fromkeys(market[position] for market in defaults.markets))


def _settled(
    defaults: Defaults, changes: Changes, market: Market, problems: tuple[Problem, ...]
) -> tuple[Values, tuple[Problem, ...]]:
    """Put changes on top of the defaults of a version, as far as they are legal."""
    country = market.get("country", str(defaults.values["country"]))
    category = market.get("category", str(defaults.values["category"]))
    sides: dict[str, str] = {side: market[side] for side in SIDES if side in market}
    values: Values = {
        name: knob.neutral
        for name, knob in KNOBS.items()
        if knob.neutral is not None and name not in defaults.values
    }
    start = defaults.start(country, category, sides)
    values |= {name: value for name, value in start.items() if name in KNOBS}
    wrong: list[Problem] = []
    for name, raw in changes.items():
        knob = KNOBS.get(name)
        if knob is None:  # a knob that the model no longer has
            wrong.append(Problem(name, "unknown_name", shorten(raw)))
            continue
        value = knob.read(raw)
        if isinstance(value, Problem):
            wrong.append(value)
        else:
            values[name] = value
    return values, (*problems, *wrong)


def _text(value: Value) -> str:
    if isinstance(value, frozenset):
        return "-".join(in_order(value))
    return value if isinstance(value, str) else plain_number(value)
