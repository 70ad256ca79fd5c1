"""The contents of a presentation, in the client's words: shown by the page and every file."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from content.cards import load_cards
from content.fields import field_name
from content.formats import NO_VALUE
from content.references import full_reference, short_reference
from content.words import Words
from explainer.exports.pitch.firm import NUMBERS, Firm
from explainer.exports.pitch.proposal import keys_of, opens_alone
from explainer.narration.person import verdict
from explainer.narration.sentences import Narrator
from explainer.narration.story import Chapter, make_story
from explainer.results import findings
from explainer.results.pitch.money_range import CASES, Case, MoneyRange, Verdict
from simulations import KNOBS, MODEL_VERSION, Comparison, Scenario, trace
from simulations.engine.comparison import WEEKS_PER_MONTH
from simulations.people.identity import identity
from simulations.people.rounding import share_out
from simulations.people.search import find_crowd, find_lives

FEELINGS = ("same", "better", "worse")
"""In the order in which they are shown: first those for whom nothing changes."""
SIGNIFICANT = 3
"""Digits of money that are shown: more would promise what nobody knows."""
MOST_MOMENTS = 4
STUDIES = ("IN3", "IN4", "IN7", "IN23", "HB1")
ASSUMED = (
    *("population.need_rate", "population.crossing_share", "friction.stock_out.base"),
    *("friction.price_gap.base", "friction.repeat_information.base", "b.data_error"),
    *("b.ramp_weeks", "b.one_off_cost", "b.running_cost"),
)
"""The assumptions that a presentation lays open; the simulator has them all."""
ERRORS, STOCK_ERRORS = "b.data_error", "b.wrong_stock"

YEARS: Mapping[int, str] = MappingProxyType({52: "one_year", 104: "two_years", 156: "three_years"})

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonStory:
    """One person where the two lives part: who it is, how it ends, and both lanes as sentences."""

    title: str
    who: str
    verdict: str
    shops: tuple[str, str]
    a: tuple[str, ...]
    b: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One case over the months, in the client's money."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A presentation.

    Attributes
    ----------
    customers : float
        People whom the client's visits stand for: what turns money per shopper into the client's.
    claim, lead, not_for_you : str
        The finding, what it comes to, and when it would not pay.
    facts : rows of (what, value, origin)
    per_hundred : rows of (name, count)
    cases : rows of (name, money, month)
    lines : tuple of Line
        Money that b is ahead of a, by the end of each month.
    assumptions : rows of (name, value, grade, source)
    link : str
        Address of this very state.
    disclaimer, provenance : str
        What every file says at its foot.
    """

    language: str
    currency: str
    firm: Firm
    money_range: MoneyRange
    customers: float
    verdict: Verdict
    claim: str
    lead: str
    not_for_you: str
    client_title: str
    client_lead: str
    facts: tuple[Row, ...]
    person: PersonStory | None
    per_hundred_title: str
    per_hundred_text: str
    per_hundred: tuple[tuple[str, int], ...]
    money_title: str
    money_words: str
    half: str
    cost: str
    better: str
    cases: tuple[Row, ...]
    lines: tuple[Line, ...]
    assumptions: tuple[Row, ...]
    studies: tuple[str, ...]
    first_steps: str
    limits: str
    link: str
    disclaimer: str
    provenance: str

    @property
    def name(self) -> str:
        """The client's name; empty if it is not known."""
        return self.firm.name


def make_document(
    firm: Firm,
    money_range: MoneyRange,
    comparison: Comparison,
    words: Words,
    *,
    link: str,
    today: datetime.date,
) -> Document:
    """Put all that was found into a client's words.

    Parameters
    ----------
    comparison : Comparison
        One run of the same scenario: the hundred and the person come from it, never the money.
    words : Words
        Of the reader's language and the scenario's country.
    link : str
        Address that opens this state.
    """
    numbers = _ClientNumbers(firm, money_range, words)
    scenario, shops = (
        money_range.scenario,
        findings.names(money_range.scenario.a.preset, money_range.scenario.b.preset, words),
    )
    ends = numbers.ends()
    counts = share_out({name: comparison.shopper_kinds[name] for name in FEELINGS})
    counted = {name: words.integer(count) for name, count in counts.items()}
    named_title = "client.title_named" if firm.name else "client.title"
    name_value = {"name": firm.name} if firm.name else {}
    proposed = findings.within(shops.b_short)
    return Document(
        language=words.language,
        currency=words.currency_sign,
        firm=firm,
        money_range=money_range,
        customers=numbers.customers,
        verdict=money_range.verdict,
        claim=words(numbers.keys["claim"]),
        lead=words(f"business_pitch.lead.{money_range.verdict}", **ends),
        not_for_you=words(numbers.keys["not_for_you"]),
        client_title=words(
            f"business_pitch.{named_title}", a=shops.a_short, b=proposed, **name_value
        ),
        client_lead=words("business_pitch.client.lead"),
        facts=numbers.facts(comparison),
        person=make_person_story(scenario, words),
        per_hundred_title=words("business_pitch.hundred.title", same=counted["same"]),
        per_hundred_text=words(
            "business_pitch.hundred.words",
            better=counted["better"],
            worse=counted["worse"],
            b=shops.b,
        ),
        per_hundred=tuple((words(f"business_pitch.hundred.{n}"), counts[n]) for n in FEELINGS),
        money_title=numbers.money_title(ends),
        money_words=words(
            "business_pitch.money.range", worlds=words.integer(len(money_range.gains))
        ),
        half=numbers.half(),
        cost=numbers.cost(),
        better=words(numbers.keys["better"], share=words.integer(round(100 * money_range.better))),
        cases=tuple(numbers.case(case) for case in money_range.cases),
        lines=tuple(numbers.line(case) for case in money_range.cases),
        assumptions=tuple(numbers.assumption(name) for name in numbers.assumed()),
        studies=tuple(full_reference(load_cards()[card], words) for card in STUDIES),
        first_steps=words(numbers.keys["steps"]),
        limits=words("business_pitch.take.limits"),
        link=link,
        disclaimer=words("business_pitch.honest"),
        provenance=words(
            "business_pitch.made",
            date=words.date(today),
            version=MODEL_VERSION,
            seed=str(scenario.seed),
        ),
    )


def make_person_story(scenario: Scenario, words: Words) -> PersonStory | None:
    """Write one person's two lives where they differ; None where nobody's do."""
    if not scenario.shoppers or not scenario.weeks:
        return None
    for _, shopper in find_lives(find_crowd(scenario)):
        story = make_story(trace(scenario, shopper))
        if story.fork is None:
            continue
        chapter = story.chapters[story.fork]
        who = identity(scenario, shopper)
        narrator = Narrator(who.name.split()[0], shopper, words, scenario.currency)
        shops = findings.names(scenario.a.preset, scenario.b.preset, words)
        job, thing = words(f"people.jobs.{who.occupation}"), narrator.thing(chapter).capitalize()
        occupation = words("lives.person.place", job=job, city=who.city)
        return PersonStory(
            title=words("business_pitch.person.title", name=" ".join(who.name.split())),
            who=f"{occupation}. {thing}. {words('lives.invented').capitalize()}.",
            verdict=words(f"lives.verdict.{verdict(story)}"),
            shops=(
                words("business_pitch.person.a", shop=shops.a),
                words("business_pitch.person.b", shop=shops.b),
            ),
            a=_lane(chapter, "a", narrator),
            b=_lane(chapter, "b", narrator),
        )
    return None


def _lane(chapter: Chapter, side: str, narrator: Narrator) -> tuple[str, ...]:
    """Write one lane of a need from where it differs from the other, the last moments if many."""
    cells = chapter.lane(side)
    cells_shown = cells[chapter.shared :] or cells[-1:]
    if not cells_shown:
        return (narrator.words("business_pitch.person.left"),)
    return tuple(narrator.sentence(cell, chapter) for cell in cells_shown[-MOST_MOMENTS:])


@dataclass(frozen=True, slots=True)
class _ClientNumbers:
    """Writes the numbers of one presentation."""

    firm: Firm
    money_range: MoneyRange
    words: Words

    @property
    def customers(self) -> float:
        return self.firm.customers(self.money_range.visits_per_year)

    @property
    def keys(self) -> Mapping[str, str]:
        return keys_of(self.money_range.scenario, self.money_range.verdict)

    @property
    def years(self) -> str:
        weeks = self.money_range.scenario.weeks
        return self._whole(weeks) or self.words.plural("business_pitch.years.weeks", weeks)

    def _whole(self, weeks: int) -> str:
        """Return weeks that make up whole years as these; nothing for others."""
        return self.words(f"business_pitch.years.{YEARS[weeks]}") if weeks in YEARS else ""

    def money(self, each: float) -> str:
        """Write money per shopper as the client's, with no more digits than are known."""
        return self.words.money(rounded(each * self.customers), decimals=0)

    def signed(self, each: float) -> str:
        return self.words.signed_money(rounded(each * self.customers), decimals=0)

    def ends(self) -> dict[str, str]:
        low, middle, high = (self.signed(case.profit) for case in self.money_range.cases)
        return {"years": self.years, "low": low, "middle": middle, "high": high}

    def money_title(self, ends: dict[str, str]) -> str:
        key = self.keys["title"]
        if self.money_range.verdict == "does_not":
            lost = self.money(abs(self.money_range.cases[1].profit))
            return self.words(key, years=ends["years"], middle=lost)
        return self.words(key, years=ends["years"], low=ends["low"], high=ends["high"])

    def half(self) -> str:
        low, middle, high = (self.signed(each) for each in self.money_range.wrong_by_half())
        return self.words("business_pitch.money.half", low=low, middle=middle, high=high)

    def cost(self) -> str:
        from simulations.model.costs import one_off_cost, weekly_cost

        scenario = self.money_range.scenario
        once = one_off_cost(scenario, scenario.b) - one_off_cost(scenario, scenario.a)
        weekly = weekly_cost(scenario, scenario.b) - weekly_cost(scenario, scenario.a)
        values = {"running": self.money(52 * weekly)}
        if not opens_alone(scenario):
            values["one_off"] = self.money(once)
        return self.words(self.keys["cost"], **values)

    def case(self, case: Case) -> Row:
        name = self.words(f"business_pitch.money.{case.name}")
        return name, self.signed(case.profit), self._month(case)

    def _month(self, case: Case) -> str:
        if case.month is None:
            return self.words("business_pitch.money.never")
        if case.month == 0:
            return self.words("business_pitch.money.start")
        return self.words.integer(case.month)

    def line(self, case: Case) -> Line:
        months = int(len(case.balance) / WEEKS_PER_MONTH + 1e-9)
        weeks = [max(0, round(month * WEEKS_PER_MONTH) - 1) for month in range(1, months + 1)]
        values = tuple(case.balance[week] * self.customers for week in weeks)
        return Line(self.words(f"business_pitch.money.{case.name}"), values)

    def facts(self, comparison: Comparison) -> tuple[Row, ...]:
        scenario, firm = self.money_range.scenario, self.firm
        buyers = 100 * comparison.a.outcomes["store_conversion"].mean
        values = {
            "shops": self.words.integer(firm.shops),
            "visits": self.words.integer(firm.visits),
            "ticket": self.words.money(float(scenario.group("market").basket_mean)),
            "buyers": self.words.integer(round(buyers)) if math.isfinite(buyers) else NO_VALUE,
        }
        rows = [
            (
                self.words(f"business_pitch.client.{name}"),
                values[name],
                self.words(f"business_pitch.client.{'yours' if name in firm.known else 'assumed'}"),
            )
            for name in NUMBERS
        ]
        people = self.words.integer(rounded(self.customers))
        country = self.words(f"terms.country.{scenario.country}")
        yours = self.words("business_pitch.client.yours")
        computed = self.words("business_pitch.client.computed")
        return (
            *rows,
            (self.words("business_pitch.client.people"), people, computed),
            (self.words("business_pitch.client.country"), country, yours),
        )

    def assumed(self) -> tuple[str, ...]:
        """Return the assumptions: of wrong records all kinds together, or else those of stock."""
        together = self.money_range.scenario.number(ERRORS) > 0.0
        return tuple(STOCK_ERRORS if n == ERRORS and not together else n for n in ASSUMED)

    def assumption(self, name: str) -> Row:
        knob = KNOBS[name]
        value = self.money_range.scenario.number(name)
        cards = [] if knob.evidence == "assumption" else knob.evidence.split(",")
        source = "; ".join(short_reference(load_cards()[card], self.words) for card in cards)
        return (
            field_name(name, self.words),
            self._value(value, knob.per, knob.unit),
            "E" if cards else "S",
            source or self.words("business_pitch.grounds.no_source"),
        )

    def _value(self, value: float, per: int, unit: str) -> str:
        shown = value * per
        number = self.words.number(shown, 0 if round(shown, 1) == round(shown) else 1)
        if per == 1000:
            return self.words("business_pitch.grounds.of_1000", value=number)
        if per == 100:
            return self.words("business_pitch.grounds.of_100", value=number)
        if unit == "weeks":
            weeks = self.words.plural("business_pitch.grounds.weeks", shown)
            years = self._whole(round(shown))
            if not years:
                return weeks
            return self.words("business_pitch.grounds.years", weeks=weeks, years=years)
        return self.words.plural("business_pitch.grounds.times", shown, value=number)


def rounded(value: float) -> float:
    """Return a number with three digits that count."""
    if not math.isfinite(value) or value == 0.0:
        return value
    digits = SIGNIFICANT - 1 - math.floor(math.log10(abs(value)))
    return round(value, digits)


assert tuple(CASES) == ("cautious", "central", "hopeful")
