"""Takes the texts of the light blocks apart and holds each claim against a world's numbers."""

import math
import re

import pytest

from content.formats import NO_VALUE
from explainer.results import measures
from explainer.results.generations import BY_GENERATION
from explainer.results.measures import AT_THE_END, Measure
from simulations import GENERATIONS, OUTCOMES
from simulations.engine.comparison import WEEKS_PER_MONTH
from tests.view.claims import below, claims, number, precision, sentences


class Judge:
    """Holds the texts of one scenario against what may be claimed of it."""

    def __init__(self, reading, world, found):
        self.reading, self.world, self.blocks = reading, world, found
        self.texts = reading.words
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
            allowed = precision(text, self.texts) + 1e-9 * abs(value)
            assert abs(number(text, self.texts) - value) <= allowed, (text, value)

    def title(self, text, outcome, gap):
        key, places = self.only(text, f"findings.{outcome}.title")
        self.sized(key.rpartition(".")[2], places, gap, text)

    def sized(self, way, places, gap, text):
        assert way in self.ways(gap), (text, gap)
        assert ("size" in places) == (way in ("more", "less"))
        if "size" in places:
            crowd = number(places["of"], self.texts) if "of" in places else 1
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
        assert (marks.break_even is not None) == (way == "month")

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
            week = int(number(places["week"], self.texts))
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
        shown = {row.name: row.value.text for row in block.picture.marks.rows}
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
