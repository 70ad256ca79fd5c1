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

    def __init__(self, reading, world, blocks):
        self.reading, self.world, self.blocks = reading, world, blocks
        self.texts = reading.words
        self.names = {"a": reading.who.a, "b": reading.who.b}

    def directions(self, gap):
        return gap.directions(self.world.equal)

    def only(self, text, *prefixes, **known):
        """Return the one template that a text is: what it says beside the direction."""
        keys = [key for prefix in prefixes for key in below(prefix, self.texts)]
        matches = claims(text, keys, self.texts, **{**self.names, **known})
        assert len(matches) == 1, (text, matches)
        return matches[0]

    def near(self, text, value):
        if text == NO_VALUE:
            assert not math.isfinite(value) or abs(value) >= 1e15, (text, value)
        else:
            allowed = precision(text, self.texts) + 1e-9 * abs(value)
            assert abs(number(text, self.texts) - value) <= allowed, (text, value)

    def title(self, text, outcome, gap):
        key, values = self.only(text, f"findings.{outcome}.title")
        self.sized(key.rpartition(".")[2], values, gap, text)

    def sized(self, direction, values, gap, text):
        assert direction in self.directions(gap), (text, gap)
        assert ("size" in values) == (direction in ("more", "less"))
        if "size" in values:
            crowd = number(values["of"], self.texts) if "of" in values else 1
            self.near(values["size"], abs(gap.mean) * crowd)
            assert re.search("[1-9]", values["size"]) or abs(gap.mean) * crowd < 1e-4, text

    def words(self, text, outcome, gap, unit):
        """Check both values and the range, as sentences inside longer words."""
        scale = 100 if unit == "hundred" else 1
        ((_, values),) = sentences(text, [f"findings.{outcome}.values"], self.texts, **self.names)
        self.near(values["a_value"], gap.a * scale)
        self.near(values["b_value"], gap.b * scale)
        matches = sentences(text, below("findings.range", self.texts), self.texts)
        assert matches, text
        for key, values in matches:
            self.range(key.rpartition(".")[2], values, gap, scale, {k for k, _ in matches})

    def range(self, direction, values, gap, scale, alike):
        directions = self.directions(gap)
        if direction == "none":
            assert "unclear" in directions
            assert gap.low == gap.high, gap
        elif direction in ("more", "less") and len(alike) == 2:  # told in the same words
            assert directions & {"more", "less"}, (values, gap)
        else:
            assert direction in directions, (values, gap)
        if "difference" in values:
            self.near(values["difference"], gap.mean * scale)
            keys = ["formats.interval"]
            ((_, ends),) = claims(values["interval"], keys, self.texts)
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
        claimed = key.removeprefix("findings.headline.").split(".")
        both = [
            self.directions(self.world.outcomes[m])
            for m in ("frustration_index", "conversion_rate")
        ]
        if claimed == ["same"]:
            assert all("same" in directions for directions in both)
        else:
            for direction, directions in zip(claimed, both, strict=True):
                assert direction in directions or (
                    direction == "unclear" and "same" in directions
                ), (text, directions)

    def counts(self):
        directions = [self.directions(self.world.outcomes[m.outcome]) for m in AT_THE_END]
        if any(len(possible) > 1 for possible in directions):
            return  # on the very edge: either count is right
        wish = {"higher": "more", "lower": "less"}
        better = sum(
            {wish[OUTCOMES[m.outcome].better]} == possible
            for m, possible in zip(AT_THE_END, directions, strict=True)
        )
        clear = sum(possible <= {"more", "less"} for possible in directions)
        _, values = self.only_text("end_state", "blocks.at_the_end.title")
        assert (values["better"], values["worse"], values["total"]) == (
            str(better), str(clear - better), "5",
        )  # fmt: skip
        _, values = self.only_text("differences", "blocks.differences.title")
        assert (values["clear"], values["total"]) == (str(clear), "5")

    def only_text(self, block, key):
        matches = claims(self.blocks[block].title, [key], self.texts, **self.names)
        assert len(matches) == 1, self.blocks[block].title
        return matches[0]

    def earned(self):
        """The profit, when it is paid back, and what the balance says of it."""
        gap, balance = self.world.outcomes["profit"], self.world.balance
        block = self.blocks["money"]
        self.outcome(block.title, block.words, measures.PROFIT)
        self.words(self.blocks["pay_back"].words, "profit", gap, "money")
        month = self.month()
        matches = sentences(
            block.words, below("blocks.payback", self.texts), self.texts, **self.names
        )
        if self.directions(gap) <= {"more", "less"}:
            ((key, values),) = matches
            assert (key == "blocks.payback.never") == (month is None), (block.words, balance)
            assert values.get("month") == (None if month is None else str(month))
            if self.directions(gap) == {"less"}:
                assert month is None
        elif len(self.directions(gap)) == 1:
            assert not matches, block.words
        key, values = self.only(self.blocks["pay_back"].title, "results.balance.title")
        direction = key.rpartition(".")[2]
        if direction in ("month", "start"):
            assert "more" in self.directions(gap)
            assert month is not None
            assert (direction == "start") == (min(balance) > 0), balance
            assert values.get("month", str(month)) == str(month)
        else:
            assert direction in self.directions(gap), (self.blocks["pay_back"].title, gap)
        self.lowest(self.blocks["pay_back"].words)
        marks = self.blocks["pay_back"].picture.marks
        assert marks.y == pytest.approx(balance, rel=1e-6, abs=1e-6 * self.size())
        assert (marks.break_even is not None) == (direction == "month")

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
        matches = sentences(words, ["results.balance.lowest"], self.texts, **self.names)
        worst = min(self.world.balance, default=0.0)
        if abs(worst) > 1e-6:
            assert bool(matches) == (worst < 0), (words, worst)
        for _, values in matches:
            self.near(values["value"], -worst)
            week = int(number(values["week"], self.texts))
            assert self.world.balance[week - 1] == pytest.approx(worst, abs=1e-6 * self.size())

    def sold(self):
        block, gaps = self.blocks["money_by_channel"], self.world.channels
        total = self.world.outcomes["revenue"]
        self.words(block.words, "revenue", total, "money")
        key, values = self.only(block.title, "results.channels.title", "findings.revenue.title")
        directions = {channel: self.directions(gap) for channel, gap in gaps.items()}
        if any(len(possible) > 1 for possible in (*directions.values(), self.directions(total))):
            return
        (direction,) = self.directions(total)
        named = {
            w: self.quoted(c for c, possible in directions.items() if possible == {w})
            for w in ("more", "less")
        }
        kind = key.rpartition(".")[2] if key.startswith("results") else "plain"
        expected = {"more": "gain" if named["less"] else "plain",
                    "less": "loss" if named["more"] else "plain", "same": "plain",
                    "unclear": "moved" if named["more"] and named["less"] else "only_more"
                    if named["more"] else "only_less" if named["less"] else "plain"}  # fmt: skip
        assert kind == expected[direction], (block.title, gaps, total)
        if kind == "plain":
            self.sized(key.rpartition(".")[2], values, total, block.title)
        elif kind in ("gain", "loss"):
            assert values["channels"] == named["less" if kind == "gain" else "more"]
            self.near(values["size"], abs(total.mean))
        elif kind == "moved":
            assert (values["more"], values["less"]) == (named["more"], named["less"])
        else:
            assert values["channels"] == named[kind.removeprefix("only_")]
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
        key, values = self.only(
            block.title, "results.funnel.title", "findings.conversion_rate.title"
        )
        direction = key.rpartition(".")[2]
        if key.startswith("findings"):
            self.sized(direction, values, gap, block.title)
            return
        assert direction in self.directions(gap)
        names = {s: self.texts(f"results.funnel.step.{s}") for s in ("evaluate", "buy", "receive")}
        (step,) = (s for s, words in names.items() if words == values["step"])
        assert direction in self.directions(self.world.steps[step]), (
            block.title,
            self.world.steps[step],
        )
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
            directions = {
                c: self.directions(gaps[c]) if gaps[c].people else {"unclear"} for c in GENERATIONS
            }
            if any(len(possible) > 1 for possible in directions.values()):
                continue
            self.generations(
                block, measure, {c: possible.pop() for c, possible in directions.items()}, gaps
            )

    def generations(self, block, measure, directions, gaps):
        key, values = self.only(block.title, "results.generations.title")
        kind = key.rpartition(".")[2]
        groups = {
            w: [c for c, possible in directions.items() if possible == w]
            for w in ("more", "less", "unclear")
        }
        lists = {
            w: self.listed(self.texts(f"results.generations.group.{c}") for c in possible)
            for w, possible in groups.items()
        }
        claimed = {
            w: self.texts(f"results.generations.what.{measure.outcome}.{w}")
            for w in ("more", "less")
        }
        clear = [w for w in ("more", "less") if groups[w]]
        if len(clear) == 2:
            assert kind == "mixed"
            assert (values["more_groups"], values["less_groups"]) == (lists["more"], lists["less"])
            assert values["more"].lower() == claimed["more"].lower()
            assert values["less"] == claimed["less"]
        elif clear:
            assert kind == ("every" if len(groups[clear[0]]) == 4 else "some"), block.title
            assert values.get("groups", lists[clear[0]]) == lists[clear[0]]
            assert values["what"].lower() == claimed[clear[0]].lower(), (block.title, gaps)
        else:
            present = [direction for code, direction in directions.items() if gaps[code].people]
            assert (kind == "same") == (bool(present) and set(present) == {"same"}), block.title
            assert kind in ("same", "none")
        if clear and groups["unclear"]:
            assert self.texts("results.generations.unclear", groups=lists["unclear"]) in block.words
        shown = {row.name: row.value.text for row in block.picture.marks.rows}
        assert len(shown) == sum(gap.people > 0 for gap in gaps.values())
        unknown = self.texts("results.generations.unknown")
        assert sum(text == unknown for text in shown.values()) == sum(
            directions[code] == "unclear" and gaps[code].people > 0 for code in GENERATIONS
        )

    def frustrating(self):
        block = self.blocks["frictions"]
        keys = [f"blocks.causes.{name}" for name in
                ("title", "title_same", "title_only_a", "title_only_b", "title_none")]  # fmt: skip
        ((key, values),) = claims(block.title, keys, self.texts, **self.names)
        points = self.world.friction
        some = {side for side in "ab" if max(points[side].values()) > 0}
        expected = {frozenset("ab"): ("title", "title_same"), frozenset("a"): ("title_only_a",),
                    frozenset("b"): ("title_only_b",), frozenset(): ("title_none",)}  # fmt: skip
        assert key.rpartition(".")[2] in expected[frozenset(some)], (block.title, points)
        for side in some:
            cause = values.get(f"{side}_cause", values.get("cause"))
            (kind,) = (k for k in points[side] if self.texts(f"terms.friction.{k}") == cause)
            assert points[side][kind] == pytest.approx(max(points[side].values()))
