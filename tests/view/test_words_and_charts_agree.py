"""Words never contradict the chart: titles and sentences against intervals worked out anew.

Each text is taken apart by the catalogue's own templates, so that what it claims is known: the
direction, the size, the counts, the names in a list. All of it is held against
``tests.view.recomputed``, which shares no interval with the engine.
"""

import math
import random
import re

import pytest

from content import load_texts
from content.formats import NO_VALUE, Formats
from explainer.view import findings, measures
from explainer.view.measures import AT_THE_END, Measure, Reading
from explainer.view.results_generations import BY_GENERATION, generations
from explainer.view.results_kinds import kinds
from explainer.view.results_money import money_by_channel, pay_back
from explainer.view.results_over_time import over_time, survival
from explainer.view.results_people import causes
from explainer.view.results_totals import at_the_end, differences, money
from explainer.view.results_way import funnel, lost_sales
from simulations import CAPABILITIES, CHANNELS, GENERATIONS, KNOBS, OUTCOMES, Scenario, compare
from simulations.comparison import WEEKS_PER_MONTH
from tests.view.claims import below, claims, faults, number, precision, sentences
from tests.view.recomputed import recompute

WORLDS = 500
PARTS = 5
BUYING = ("store", "website", "app", "phone", "messaging")
STRONG = (
    *("market.purchase_intent", "population.need_rate", "population.crossing_share"),
    *("population.patience", "population.crossing_rate", "market.stock_pull", "b.data_error"),
    *("b.one_off_cost", "b.running_cost", "costs.channel_upkeep", "market.basket_mean"),
    *("reaction.sensitivity", "a.one_off_cost", "a.running_cost", "market.reach_effect"),
)
EQUAL = {f"b.capabilities.{name}": 0.0 for name in CAPABILITIES}
EDGES = (
    {"shoppers": 0},
    {"weeks": 0},
    {"shoppers": 1},
    {"shoppers": 1, "weeks": 0},
    {"shoppers": 2, "weeks": 1},
    EQUAL,
    {**EQUAL, "shoppers": 1},
    {**EQUAL, "market.purchase_intent": 0.0},
    {"a.channels": {"store"}},
    {"a.channels": {"store"}, "b.channels": {"store"}},
    {"a.channels": {"store"}, "b.channels": {"website", "app"}},
    {"b.channels": {"store"}},
    {"b.one_off_cost": KNOBS["b.one_off_cost"].high},
    {"b.running_cost": KNOBS["b.running_cost"].high, "weeks": 100},
    {"costs.channel_upkeep": KNOBS["costs.channel_upkeep"].high, "a.channels": {"store"}},
    {"population.need_rate": 0.0},
    {"market.purchase_intent": 0.0},
    {"a.one_off_cost": 0.2, "b.one_off_cost": 0.0, "weeks": 60, "shoppers": 400},
    {"a.running_cost": 0.1, "b.one_off_cost": 0.05, "weeks": 60, "shoppers": 400},
    {"market.stock_pull": 5.0, "shoppers": 900, "market.purchase_intent": 0.9},
    {"market.basket_mean": 1e8, "shoppers": 300},
    {"market.basket_mean": 0.01, "shoppers": 300},
    {"generation.boomer.share": 0.0, "generation.z.share": 0.0, "shoppers": 300},
    {"shoppers": 1000, "weeks": 30, "b.data_error": 1.0},
    {"shoppers": 1000, "weeks": 30, "population.patience": 0.0},
    {"shoppers": 1000, "weeks": 30, "country": "es-CO", "b.one_off_cost": 0.0},
)


def _value(name, rng):
    knob = KNOBS[name]
    if knob.kind == "choice":
        return rng.choice(knob.choices)
    if knob.kind == "set":
        return {rng.choice(BUYING), *rng.sample(CHANNELS, rng.randint(0, 7))}
    value = rng.choice([knob.low, knob.high, *[rng.uniform(knob.low, knob.high)] * 3])
    return int(value) if knob.kind == "int" else value


def world_of(place):
    """Return the scenario at a place: the edges first, then random ones."""
    rng = random.Random(place)
    if place < len(EDGES):
        return Scenario({"shoppers": 60, "weeks": 6, **EDGES[place]})
    others = sorted(set(KNOBS) - {"shoppers", "weeks"})
    if place % 5 < 2:
        size = {"shoppers": rng.choice([1, 2, 8, 40, 120]), "weeks": rng.choice([1, 6, 13])}
        names = {*rng.sample(others, rng.randint(0, 10)), *rng.sample(STRONG, rng.randint(0, 4))}
        return Scenario({**{name: _value(name, rng) for name in sorted(names)}, **size})
    busy = {
        "shoppers": 1000,
        "weeks": 8,
        "population.need_rate": 52.0,
        "population.loyalty_start": 1.0,
        "a.ramp_weeks": 0.0,
        "b.ramp_weeks": 0.0,
        "a.one_off_cost": rng.choice([0.0, 0.0, 0.001]),
        "b.one_off_cost": rng.choice([0.0, 0.0, 0.001]),
        "b.running_cost": rng.choice([0.0, 0.01]),
        "market.stock_pull": rng.choice([0.3, 2.0]),
        "population.crossing_share": rng.choice([0.5, 0.8, 1.0]),
    }
    levels = {f"a.capabilities.{name}": rng.choice([0.0, 0.0, 0.0, 1.0]) for name in CAPABILITIES}
    levels |= {f"b.capabilities.{name}": rng.choice([0.0, 1.0]) for name in CAPABILITIES}
    strong = {name: _value(name, rng) for name in rng.sample(STRONG, rng.randint(0, 2))}
    more = {name: _value(name, rng) for name in rng.sample(others, rng.randint(0, 3))}
    return Scenario({**busy, **levels, **strong, **more})


def reading_of(scenario, language):
    texts = load_texts(language)
    who = findings.names(scenario.a.preset, scenario.b.preset, texts)
    return Reading(compare(scenario), who, texts, Formats(scenario.country, language))


def blocks_of(reading):
    """Build every light block, and the one sentence above them."""
    by_week = (measures.FRUSTRATION, measures.CONVERSION, measures.REPEAT)
    found = [over_time(reading, measure) for measure in by_week]
    found += [survival(reading), at_the_end(reading), differences(reading), causes(reading)]
    found += [money(reading), money_by_channel(reading), pay_back(reading)]
    found += [funnel(reading), lost_sales(reading)]
    found += [generations(reading, measure) for measure in BY_GENERATION]
    if reading.comparison.scenario.shoppers:
        found.append(kinds(reading))
    return {block.name: block for block in found}


class Judge:
    """Holds the texts of one scenario against what may be claimed of it."""

    def __init__(self, reading, world, found):
        self.reading, self.world, self.blocks = reading, world, found
        self.texts, self.formats = reading.texts, reading.formats
        self.names = {"a": reading.who.a, "b": reading.who.b}

    def ways(self, gap):
        return gap.ways(self.world.equal)

    def only(self, text, *prefixes, **known):
        """Return the one template that a text is: what it says beside the direction."""
        keys = [key for prefix in prefixes for key in below(prefix, self.texts)]
        found = claims(text, keys, self.texts, **{**self.names, **known})
        assert len(found) == 1, (text, found)
        return found[0]

    def near(self, text, value):
        if text == NO_VALUE:
            assert not math.isfinite(value) or abs(value) >= 1e15, (text, value)
        else:
            allowed = precision(text, self.formats) + 1e-9 * abs(value)
            assert abs(number(text, self.formats) - value) <= allowed, (text, value)

    def title(self, text, outcome, gap):
        key, places = self.only(text, f"findings.{outcome}.title")
        self.sized(key.rpartition(".")[2], places, gap, text)

    def sized(self, way, places, gap, text):
        assert way in self.ways(gap), (text, gap)
        assert ("size" in places) == (way in ("more", "less"))
        if "size" in places:
            crowd = number(places["of"], self.formats) if "of" in places else 1
            self.near(places["size"], abs(gap.mean) * crowd)
            assert re.search("[1-9]", places["size"]) or abs(gap.mean) * crowd < 1e-4, text

    def words(self, text, outcome, gap, unit):
        """Check both values and the range, as sentences inside longer words."""
        scale = 100 if unit == "hundred" else 1
        ((_, values),) = sentences(text, [f"findings.{outcome}.values"], self.texts, **self.names)
        self.near(values["a_value"], gap.a * scale)
        self.near(values["b_value"], gap.b * scale)
        found = sentences(text, below("findings.range", self.texts), self.texts)
        assert found, text
        for key, places in found:
            self.range(key.rpartition(".")[2], places, gap, scale, {k for k, _ in found})

    def range(self, way, places, gap, scale, alike):
        ways = self.ways(gap)
        if way == "none":
            assert "unclear" in ways
            assert gap.low == gap.high, gap
        elif way in ("more", "less") and len(alike) == 2:  # told in the same words
            assert ways & {"more", "less"}, (places, gap)
        else:
            assert way in ways, (places, gap)
        if "difference" in places:
            self.near(places["difference"], gap.mean * scale)
            keys = ["formats.interval"]
            ((_, ends),) = claims(places["interval"], keys, self.texts)
            self.near(ends["low"], gap.low * scale)
            self.near(ends["high"], gap.high * scale)

    # What each block says.

    def by_week(self):
        for column, measure in (
            ("frustration", measures.FRUSTRATION), ("conversion", measures.CONVERSION),
            ("repeat", measures.REPEAT), ("active", measures.ACTIVE),
        ):  # fmt: skip
            block = self.blocks[f"{column}_by_week"]
            self.outcome(block.title, block.words, measure)

    def outcome(self, title, words, measure: Measure):
        gap = self.world.outcomes[measure.outcome]
        self.title(title, measure.outcome, gap)
        self.words(words, measure.outcome, gap, measure.unit)

    def headline(self, text):
        texts, who = self.texts, self.reading.who
        known = {"a": who.a_short[:1].lower() + who.a_short[1:], "b": who.b_short}
        ((key, _),) = claims(text, below("findings.headline", texts), texts, **known)
        said = key.removeprefix("findings.headline.").split(".")
        both = [self.ways(self.world.outcomes[m]) for m in ("frustration_index", "conversion_rate")]
        if said == ["same"]:
            assert all("same" in ways for ways in both)
        else:
            for way, ways in zip(said, both, strict=True):
                assert way in ways or (way == "unclear" and "same" in ways), (text, ways)

    def counts(self):
        ways = [self.ways(self.world.outcomes[m.outcome]) for m in AT_THE_END]
        if any(len(own) > 1 for own in ways):
            return  # on the very edge: either count is right
        wish = {"higher": "more", "lower": "less"}
        better = sum(
            {wish[OUTCOMES[m.outcome].better]} == own
            for m, own in zip(AT_THE_END, ways, strict=True)
        )
        clear = sum(own <= {"more", "less"} for own in ways)
        _, told = self.only_text("end_state", "blocks.at_the_end.title")
        assert (told["better"], told["worse"], told["total"]) == (
            str(better), str(clear - better), "5",
        )  # fmt: skip
        _, told = self.only_text("differences", "blocks.differences.title")
        assert (told["clear"], told["total"]) == (str(clear), "5")

    def only_text(self, block, key):
        found = claims(self.blocks[block].title, [key], self.texts, **self.names)
        assert len(found) == 1, self.blocks[block].title
        return found[0]

    def earned(self):
        """The profit, when it is paid back, and what the balance says of it."""
        gap, balance = self.world.outcomes["profit"], self.world.balance
        block = self.blocks["money"]
        self.outcome(block.title, block.words, measures.PROFIT)
        self.words(self.blocks["pay_back"].words, "profit", gap, "money")
        month = self.month()
        found = sentences(
            block.words, below("blocks.payback", self.texts), self.texts, **self.names
        )
        if self.ways(gap) <= {"more", "less"}:
            ((key, places),) = found
            assert (key == "blocks.payback.never") == (month is None), (block.words, balance)
            assert places.get("month") == (None if month is None else str(month))
            if self.ways(gap) == {"less"}:
                assert month is None
        elif len(self.ways(gap)) == 1:
            assert not found, block.words
        key, places = self.only(self.blocks["pay_back"].title, "results.balance.title")
        way = key.rpartition(".")[2]
        if way in ("month", "start"):
            assert "more" in self.ways(gap)
            assert month is not None
            assert (way == "start") == (min(balance) > 0), balance
            assert places.get("month", str(month)) == str(month)
        else:
            assert way in self.ways(gap), (self.blocks["pay_back"].title, gap)
        self.lowest(self.blocks["pay_back"].words)
        marks = self.blocks["pay_back"].picture.marks
        assert marks.y == pytest.approx(balance, rel=1e-6, abs=1e-6 * self.size())
        assert (marks.turn is not None) == (way == "month")

    def size(self):
        return max([1.0, *map(abs, self.world.balance)])

    def month(self):
        """Return the month from which the balance stays above zero, whole months counted up."""
        ahead = 0
        for balance in reversed(self.world.balance):
            if balance <= 0:
                break
            ahead += 1
        weeks = len(self.world.balance)
        return None if not ahead else math.ceil((weeks - ahead + 1) / WEEKS_PER_MONTH)

    def lowest(self, words):
        found = sentences(words, ["results.balance.lowest"], self.texts, **self.names)
        worst = min(self.world.balance, default=0.0)
        if abs(worst) > 1e-6:
            assert bool(found) == (worst < 0), (words, worst)
        for _, places in found:
            self.near(places["value"], -worst)
            week = int(number(places["week"], self.formats))
            assert self.world.balance[week - 1] == pytest.approx(worst, abs=1e-6 * self.size())

    def sold(self):
        block, gaps = self.blocks["money_by_channel"], self.world.channels
        total = self.world.outcomes["revenue"]
        self.words(block.words, "revenue", total, "money")
        key, places = self.only(block.title, "results.channels.title", "findings.revenue.title")
        ways = {channel: self.ways(gap) for channel, gap in gaps.items()}
        if any(len(own) > 1 for own in (*ways.values(), self.ways(total))):
            return
        (way,) = self.ways(total)
        named = {
            w: self.quoted(c for c, own in ways.items() if own == {w}) for w in ("more", "less")
        }
        kind = key.rpartition(".")[2] if key.startswith("results") else "plain"
        expected = {"more": "gain" if named["less"] else "plain",
                    "less": "loss" if named["more"] else "plain", "same": "plain",
                    "unclear": "moved" if named["more"] and named["less"] else "only_more"
                    if named["more"] else "only_less" if named["less"] else "plain"}  # fmt: skip
        assert kind == expected[way], (block.title, gaps, total)
        if kind == "plain":
            self.sized(key.rpartition(".")[2], places, total, block.title)
        elif kind in ("gain", "loss"):
            assert places["channels"] == named["less" if kind == "gain" else "more"]
            self.near(places["size"], abs(total.mean))
        elif kind == "moved":
            assert (places["more"], places["less"]) == (named["more"], named["less"])
        else:
            assert places["channels"] == named[kind.removeprefix("only_")]
        trap = "trap_gain" if kind == "gain" else "trap_loss" if kind == "loss" else "plain"
        remark = self.texts(
            f"results.channels.{trap}", **({"b": self.names["b"]} if trap == "plain" else {})
        )
        assert block.words.endswith(remark)

    def quoted(self, channels):
        names = [
            self.texts("results.quoted", name=self.texts(f"terms.channel.{c}")) for c in channels
        ]
        return self.listed(names)

    def listed(self, names):
        names = list(names)
        if len(names) < 2:
            return "".join(names)
        return self.texts("results.list", some=", ".join(names[:-1]), last=names[-1])

    def way_to_buy(self):
        block, gap = self.blocks["funnel"], self.world.outcomes["conversion_rate"]
        self.words(block.words, "conversion_rate", gap, "hundred")
        key, places = self.only(
            block.title, "results.funnel.title", "findings.conversion_rate.title"
        )
        way = key.rpartition(".")[2]
        if key.startswith("findings"):
            self.sized(way, places, gap, block.title)
            return
        assert way in self.ways(gap)
        names = {s: self.texts(f"results.funnel.step.{s}") for s in ("evaluate", "buy", "receive")}
        (step,) = (s for s, words in names.items() if words == places["step"])
        assert way in self.ways(self.world.steps[step]), (block.title, self.world.steps[step])
        shares = {s: math.log(self.world.steps[s].b / self.world.steps[s].a) for s in names}
        assert sum(shares.values()) == pytest.approx(math.log(gap.b / gap.a))
        assert shares[step] / sum(shares.values()) > 0.5 - 1e-9, (block.title, shares)

    def lost(self):
        block, gap = self.blocks["lost_sales"], self.world.steps["lost"]
        self.title(block.title, "lost", gap)
        self.words(block.words, "lost", gap, "hundred")

    def by_generation(self):
        for measure in BY_GENERATION:
            gaps = self.world.generations[measure.outcome]
            block = self.blocks[f"generations_{measure.outcome}"]
            ways = {c: self.ways(gaps[c]) if gaps[c].people else {"unclear"} for c in GENERATIONS}
            if any(len(own) > 1 for own in ways.values()):
                continue
            self.generations(block, measure, {c: own.pop() for c, own in ways.items()}, gaps)

    def generations(self, block, measure, ways, gaps):
        key, places = self.only(block.title, "results.generations.title")
        kind = key.rpartition(".")[2]
        groups = {
            w: [c for c, own in ways.items() if own == w] for w in ("more", "less", "unclear")
        }
        lists = {
            w: self.listed(self.texts(f"results.generations.group.{c}") for c in own)
            for w, own in groups.items()
        }
        said = {
            w: self.texts(f"results.generations.what.{measure.outcome}.{w}")
            for w in ("more", "less")
        }
        clear = [w for w in ("more", "less") if groups[w]]
        if len(clear) == 2:
            assert kind == "mixed"
            assert (places["more_groups"], places["less_groups"]) == (lists["more"], lists["less"])
            assert places["more"].lower() == said["more"].lower()
            assert places["less"] == said["less"]
        elif clear:
            assert kind == ("every" if len(groups[clear[0]]) == 4 else "some"), block.title
            assert places.get("groups", lists[clear[0]]) == lists[clear[0]]
            assert places["what"].lower() == said[clear[0]].lower(), (block.title, gaps)
        else:
            there = [way for code, way in ways.items() if gaps[code].people]
            assert (kind == "same") == (bool(there) and set(there) == {"same"}), block.title
            assert kind in ("same", "none")
        if clear and groups["unclear"]:
            assert self.texts("results.generations.unclear", groups=lists["unclear"]) in block.words
        shown = {gap.name: gap.value.text for gap in block.picture.marks.gaps}
        assert len(shown) == sum(gap.people > 0 for gap in gaps.values())
        unknown = self.texts("results.generations.unknown")
        assert sum(text == unknown for text in shown.values()) == sum(
            ways[code] == "unclear" and gaps[code].people > 0 for code in GENERATIONS
        )

    def frustrating(self):
        block = self.blocks["frictions"]
        keys = [f"blocks.causes.{name}" for name in
                ("title", "title_same", "title_only_a", "title_only_b", "title_none")]  # fmt: skip
        ((key, places),) = claims(block.title, keys, self.texts, **self.names)
        points = self.world.friction
        some = {side for side in "ab" if max(points[side].values()) > 0}
        expected = {frozenset("ab"): ("title", "title_same"), frozenset("a"): ("title_only_a",),
                    frozenset("b"): ("title_only_b",), frozenset(): ("title_none",)}  # fmt: skip
        assert key.rpartition(".")[2] in expected[frozenset(some)], (block.title, points)
        for side in some:
            cause = places.get(f"{side}_cause", places.get("cause"))
            (kind,) = (k for k in points[side] if self.texts(f"terms.friction.{k}") == cause)
            assert points[side][kind] == pytest.approx(max(points[side].values()))


def check(scenario, language):
    """Hold every word of one scenario against its numbers."""
    reading = reading_of(scenario, language)
    judge = Judge(reading, recompute(scenario), blocks_of(reading))
    headline = findings.headline(
        reading.difference(measures.FRUSTRATION),
        reading.difference(measures.CONVERSION),
        reading.who,
        reading.texts,
    )
    judge.headline(headline)
    judge.by_week()
    judge.counts()
    judge.earned()
    judge.sold()
    judge.way_to_buy()
    judge.lost()
    judge.by_generation()
    judge.frustrating()
    for text in (headline, *all_words(judge.blocks.values())):
        assert not list(faults(text)), text
    return judge


def all_words(found):
    """Yield everything that a visitor reads of some blocks, their drawings aside."""
    for block in found:
        yield from (block.title, block.words, block.source)
        if not isinstance(block.picture, str):
            yield block.picture.alt
        yield from (column.label for column in block.table.columns)
        yield from (cell for row in block.table.rows for cell in row)
        yield from (text for pair in block.terms for text in pair)


@pytest.mark.parametrize("part", range(PARTS))
def test_words_agree_with_intervals_worked_out_anew(part):
    for place in range(part, WORLDS, PARTS):
        scenario = world_of(place)
        try:
            check(scenario, "es" if place % 2 else "pt")
        except Exception as error:
            raise AssertionError(f"world {place}: {scenario.to_json()}") from error
