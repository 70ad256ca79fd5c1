"""The life of one shopper, slow and plain: what the fast engine has to agree with.

Written from ``simulations/RULES.md`` and not from the engine. Nothing here is clever on purpose;
the numbers in the names of the steps are those of rule 4.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from simulations import Scenario
from simulations.model.distributions import lognormal_table
from simulations.scenario.knobs import KNOBS
from tests.simulations.reference_luck import Luck, person_key
from tests.simulations.reference_people import (
    ONLINE,
    SEVERAL,
    ReferencePerson,
    ReferenceSetup,
    choose,
    extra_tries,
    keep,
    person,
    quantile,
    to_64th,
)

REMEMBERS_YOU = ("store", "website", "app", "social", "phone", "messaging")
STOCK = ("phantom_stock", "stock_out")
SUMS = (
    *("journeys", "purchases", "frustration_points", "severe_journeys"),
    *("revenue", "store_revenue", "online_revenue", "contribution"),
    *("store_visits", "online_sessions", "phone_sessions", "carts"),
    *("store_purchases", "online_purchases"),
    *("contacts", "frustration_end_sum"),
)

Event = tuple[int, str, str, float]


@dataclass
class ReferenceLife:
    """What happened to one shopper: each event is (week, event, channel, points booked)."""

    traits: dict[str, Any]
    events: list[Event] = field(default_factory=list)
    totals: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(SUMS, 0))
    give_ups: list[tuple[int, str]] = field(default_factory=list)


def simulate(scenario: Scenario, side: str, shopper: int) -> ReferenceLife:
    """Live one shopper's life in set-up ``a`` or ``b``."""
    luck = Luck(person_key(scenario.seed, shopper))
    who = person(scenario, luck)
    shop = ReferenceSetup(scenario, side)
    customer = Customer(who, shop, luck)
    for week in range(scenario.weeks):
        if week >= who.arrival and luck.need(week, "need") < who.need_rate:
            customer.need(week)
    life = customer.life
    life.totals["loyalty_end"] = customer.loyalty
    life.totals["active"] = customer.left_week is None
    life.totals["left_week"] = customer.left_week
    return life


class GaveUp(Exception):  # noqa: N818 - an end of a journey, no error
    """The shopper walks out of the journey."""


class Customer:
    """A person in a relationship with the retailer."""

    def __init__(self, who: ReferencePerson, shop: ReferenceSetup, luck: Luck) -> None:
        self.who = who
        self.shop = shop
        self.luck = luck
        self.may_combine = shop.combines(who, luck)
        self.reach = shop.reach(who)
        self.home = shop.home(who, luck)
        self.life = ReferenceLife(traits={**asdict(who), "home": self.home})
        self.loyalty = who.loyalty
        self.expectation = shop.knob("reaction.expectation_start")
        self.frustration = 0.0
        self.last_journey: int | None = None
        self.last_purchase = ""
        self.last_friction = ""
        self.left_week: int | None = None

    def combines(self, week: int) -> bool:
        """Whether the person combines channels this week: a nudge lasts only so long."""
        by_habit = self.who.habit == SEVERAL
        lasts = week < self.shop.knob(f"{self.shop.side}.nudge_weeks")
        return self.may_combine and (by_habit or lasts)

    def need(self, week: int) -> None:
        """Rule 4, step 1: does the person think of the retailer?"""
        knob = self.shop.knob
        ideal = knob("market.messages_ideal")
        m = self.shop.messages(self.who.messaging_user, week)
        r = (m - ideal) / ideal
        h = max(0.5, 1 + knob("market.contact_gain") * (1 - r * r))
        remembered = min(1.0, self.loyalty * h)
        impulse = min(1.0, knob("market.impulse_per_message") * min(m, 2 * ideal))
        chance = (1 - (1 - remembered) * (1 - impulse)) * self.reach
        if self.left_week is not None:
            slept = week - self.left_week >= knob("reaction.sleep_weeks")
            if slept and self.luck.need(week, "think") < chance * knob("reaction.wake"):
                self.left_week = None
                self.life.events.append((week, "woke", "", 0.0))
                self.begin(week, r)
            return
        if not self.luck.need(week, "think") < chance:
            self.life.events.append((week, "forgot", "", 0.0))
            return
        self.begin(week, r)

    def begin(self, week: int, pressure: float) -> None:
        """Rule 4, steps 1 and 2: frustration has faded, a journey begins."""
        self.life.events.append((week, "thought", "", 0.0))
        if self.last_journey is not None:
            keeps = self.shop.knob("reaction.frustration_keep")
            self.frustration = to_64th(self.frustration * keeps ** (week - self.last_journey))
        self.last_journey = week
        Journey(self, week, pressure).go()


class Journey:
    """What the shopper does about one need."""

    def __init__(self, customer: Customer, week: int, pressure: float) -> None:
        self.customer = customer
        self.combines = customer.combines(week)
        self.waiting = 0.0
        self.who = customer.who
        self.shop = customer.shop
        self.knob = customer.shop.knob
        self.totals = customer.life.totals
        self.week = week
        self.pressure = pressure
        self.habit, self.scar = customer.last_purchase, customer.last_friction
        self.points = 0.0
        self.severe = False
        self.rescued = False
        self.collected = False
        self.promotion_works = False
        self.changed_device = False
        self.rough_hops = 0
        self.bought = False
        self.item_contribution = 0.0
        self.extra_contribution = 0.0
        self.help_cost = 0.0

    def go(self) -> None:
        """Live the journey from its first stage to what it leaves behind."""
        self.totals["journeys"] += 1
        try:
            self.discover()
            self.evaluate()
            self.buy()
            if self.bought:
                self.pay()
                self.receive()
                self.give_back()
                self.ask_for_help()
        except GaveUp:
            pass
        self.afterwards()

    def draw(self, name: str) -> float:
        """The draw with this name in the week of the need."""
        return self.customer.luck.need(self.week, name)

    def note(self, event: str, channel: str = "", points: float = 0.0) -> None:
        """Write an event down."""
        self.customer.life.events.append((self.week, event, channel, points))

    def chance(self, kind: str) -> float:
        """P of a friction this week."""
        return self.shop.chance(kind, self.week)

    def good(self, capability: str) -> float:
        """G of a capability this week."""
        return self.shop.good(capability, self.week)

    def effect(self, capability: str) -> float:
        """E of a capability this week."""
        return self.shop.effect(capability, self.week)

    def friction(
        self, kind: str, channel: str, chance: float, name: str = "", felt: float = 1.0
    ) -> bool:
        """Let a friction happen or not; ``name`` is that of its draws where it differs."""
        name = name or kind
        if not self.draw(name) < chance:
            return False
        customer = self.customer
        raw = to_64th(self.knob(f"friction.{kind}.points") * self.who.impatience * felt)
        booked = min(raw, 100.0 - customer.frustration)
        customer.frustration += booked
        customer.last_friction = channel
        self.points += booked
        self.totals["frustration_points"] += booked
        self.severe = self.severe or raw >= self.knob("reaction.severe_points")
        self.note(kind, channel, booked)
        has_quit = kind not in STOCK and f"friction.{kind}.quit" in KNOBS
        if has_quit and self.draw(f"{name}.quit") < self.quitting_chance(kind):
            self.give_up(kind, channel)
        return True

    def quitting_chance(self, kind: str) -> float:
        """Chance to give up because of a friction, at the present frustration."""
        quitting = self.knob(f"friction.{kind}.quit") * self.who.impatience
        return min(1.0, quitting * (1 + self.customer.frustration / 100))

    def give_up(self, cause: str, channel: str) -> None:
        """Walk out, and say why."""
        self.note("gave_up", channel)
        self.customer.life.give_ups.append((self.week, cause))
        raise GaveUp

    def choose(self, stage: str) -> str:
        """Choose among the open channels that serve a stage, by the draw of that stage."""
        weights = {}
        for channel in self.shop.serving(stage):
            pull = self.who.pull[channel]
            if channel == self.habit:
                pull *= self.knob("reaction.inertia")
            if channel == self.scar:
                pull *= self.knob("reaction.avoidance")
            weights[channel] = pull * self.knob(f"taste.{stage}.{channel}")
        if stage == "buy" and "store" in weights:
            weights["store"] *= self.stock_factor()
        return choose(weights, self.draw(f"{stage}_channel"))

    def stock_factor(self) -> float:
        """Pull of the store for who may have seen what it has."""
        good, sight = self.good("shared_stock"), self.knob("market.stock_sight")
        pull = self.knob("market.stock_pull") * good
        blind = 1 + pull * (1 - sight)
        if self.evaluated not in ONLINE:
            return blind
        in_stock = self.draw("stock_out") >= self.chance("stock_out")
        return 1 + pull if in_stock else blind * (1 - sight * good)

    def move_on(self, stage: str, current: str) -> str:
        """Stay in the channel or choose again as a new stage begins."""
        if not self.combines:
            return current
        stays = current in self.shop.serving(stage)
        if stays and not self.draw(f"{stage}_change") < self.who.crossing:
            return current
        return self.choose(stage)

    def discover(self) -> None:
        """Step 3: where the journey begins."""
        self.discovered = self.choose("discover") if self.combines else self.customer.home
        self.note("discover", self.discovered)
        chance = self.chance("over_contact") * min(1.0, max(0.0, self.pressure))
        self.friction("over_contact", self.discovered, chance)

    def evaluate(self) -> None:
        """Step 4: where the shopper compares."""
        channel = self.evaluated = self.move_on("evaluate", self.discovered)
        self.changed1 = channel != self.discovered
        self.note("evaluate", channel)
        self.count_visits({channel})
        if not self.changed1:
            return
        kind = "contradictory_information"
        self.friction(kind, channel, self.chance(kind))
        if self.discovered in REMEMBERS_YOU:
            self.friction("repeat_information", channel, self.chance("repeat_information"))

    def count_visits(self, channels: set[str], before: frozenset[str] = frozenset()) -> None:
        """Count the visits and sessions of channels that the journey had not touched before."""
        if "store" in channels and "store" not in before:
            extra = self.extra_tries("store_visits", "visits")
            self.totals["store_visits"] += 1 + extra
        if channels & set(ONLINE) and not before & set(ONLINE):
            extra = self.extra_tries("online_sessions", "sessions")
            self.totals["online_sessions"] += 1 + extra
            self.device = self.device_in((channels & set(ONLINE)).pop())
            self.totals["phone_sessions"] += (1 + extra) * (self.device == "phone")

    def extra_tries(self, mean: str, name: str) -> int:
        """Tries after the first: the knob of the market with their mean, and their draw."""
        return extra_tries(self.knob(f"market.{mean}"), self.draw(name))

    def device_in(self, channel: str) -> str:
        """What the shopper holds in a channel that is website or app."""
        if channel == "app" or self.draw("device") < self.knob("market.mobile_share"):
            return "phone"
        return "computer"

    def sit_down(self) -> None:
        """Step 5: change from phone to computer, or from app to website and back."""
        channel = self.bought_in
        if channel not in ONLINE:
            return
        device = self.device_in(channel)
        both = self.evaluated == channel == "website"
        if both and device == "phone" and self.combines:
            self.changed_device = self.draw("device_at_buy") < self.knob("market.desk_finish")
        if self.changed_device:
            device = "computer"
            self.note("changed_device", channel)
        if device != self.device:
            self.totals["online_sessions"] += 1
            self.totals["phone_sessions"] += device == "phone"

    def buy(self) -> None:
        """Step 5: where the shopper tries to buy."""
        channel = self.bought_in = self.move_on("buy", self.evaluated)
        self.changed2 = channel != self.evaluated
        self.remote = channel != "store"
        self.note("buy_stage", channel)
        self.count_visits({channel}, before=frozenset({self.evaluated}))
        self.sit_down()
        if channel in ONLINE:
            extra = self.extra_tries("carts_per_attempt", "carts")
            self.totals["carts"] += 1 + extra
        elif self.evaluated in ONLINE:
            left = self.draw("research_cart") < self.knob("market.research_cart")
            self.totals["carts"] += left
        self.meet_the_seams()
        self.look_for_the_item()
        self.try_to_collect()
        self.check_out()

    def meet_the_seams(self) -> None:
        """Step 5: what a change of channel brings to light before the item is looked for."""
        channel = self.bought_in
        self.judge()
        if self.changed2:
            chance = self.chance("repeat_information")
            self.friction("repeat_information", channel, chance, name="repeat_at_buy")
            if self.who.privacy:
                chance = self.chance("privacy_unease") * self.effect("shared_history")
                self.friction("privacy_unease", channel, chance)
        if self.changed1 or self.changed2:
            noticed = self.knob("market.price_noticed") * 2 * self.who.price_sensitivity
            self.friction("price_gap", channel, self.chance("price_gap") * min(1.0, noticed))
        if self.draw("promotion") < self.knob("market.promotion_share"):
            elsewhere = channel != self.discovered
            chance = self.chance("promotion_refused")
            refused = elsewhere and self.friction("promotion_refused", channel, chance)
            self.promotion_works = not refused
        if (self.changed2 and self.evaluated in ONLINE) or self.changed_device:
            self.friction("cart_lost", channel, self.chance("cart_lost"))

    def judge(self) -> None:
        """Step 5: some things have to be touched, others to be searched for."""
        looked = {self.evaluated, self.bought_in}
        touch, search = self.knob("market.item_touch"), self.knob("market.item_search")
        kind = self.draw("item_kind")
        if kind < touch:
            misfit = "store" not in looked
        else:
            misfit = kind < touch + search and not looked & set(ONLINE)
        if misfit:
            self.friction("hard_to_judge", self.bought_in, self.chance("hard_to_judge"))

    def look_for_the_item(self) -> None:
        """Step 5: the item may be missing, and then be rescued or not."""
        channel = self.bought_in
        missing = ""
        if self.changed2 and self.friction("phantom_stock", channel, self.chance("phantom_stock")):
            missing = "phantom_stock"
        elif self.friction("stock_out", channel, self.chance("stock_out")):
            missing = "stock_out"
        if not missing:
            return
        by_stock = self.knob("market.rescue_by_stock") * self.good("shared_stock")
        by_goals = self.knob("market.rescue_by_goals") * self.effect("shared_goals")
        if self.draw("rescue") < 1 - (1 - by_stock) * (1 - by_goals):
            self.rescued = True
            self.note("rescued", channel)
            return
        if self.shop.several_open:
            self.friction("nobody_helps", channel, self.chance("nobody_helps"))
        q = self.quitting_chance(missing)
        if self.draw("reaction") < q:
            self.give_up(missing, channel)
        elif self.draw("reaction") < q + self.knob("market.stock_delay"):
            self.note("came_back", channel)
            self.totals["store_visits"] += channel == "store"
        else:
            self.note("substitute", channel)

    def try_to_collect(self) -> None:
        """Step 5: an order from afar may be collected in the store."""
        channel = self.bought_in
        collects = self.combines and self.who.collects
        if collects and self.remote and "store" in self.shop.open:
            self.collected = not self.friction("no_pickup", channel, self.chance("no_pickup"))
        if self.collected:
            self.friction("pickup_failed", channel, self.chance("pickup_failed"))

    def check_out(self) -> None:
        """Step 5: buy or leave unconvinced."""
        intent = self.knob("market.purchase_intent")
        if self.promotion_works:
            intent *= 1 + self.knob("market.promotion_lift")
        if self.remote and not self.collected:
            late = self.knob("market.delivery_days") - 1
            intent *= keep(1 - self.knob("market.delivery_effect") * late, 0.0, 2.0)
        if self.changed1 or self.changed2:
            intent *= 1 + self.knob("market.research_gain")
        if not self.remote:
            intent *= 1 - self.knob("market.own_sale") * self.effect("shared_goals")
        self.bought = self.draw("checkout") < min(1.0, intent)
        self.note("bought" if self.bought else "not_convinced", self.bought_in)

    def pay(self) -> None:
        """Step 6: money changes hands."""
        channel = self.bought_in
        self.value = to_64th(self.who.basket * self.size())
        self.price = self.value
        if self.promotion_works:
            self.price = to_64th(self.value * (1 - self.knob("market.promotion_discount")))
        discount = self.value - self.price
        one_price = self.knob("market.price_discrimination") * self.good("unified_price")
        self.item_contribution = self.value * self.margin() - discount - self.value * one_price
        self.take(self.price, channel)
        self.customer.last_purchase = channel
        self.totals["purchases"] += 1
        self.totals["store_purchases"] += channel == "store"
        self.totals["online_purchases"] += channel in ONLINE
        self.totals["store_visits"] += self.collected
        if self.collected and self.draw("extra") < self.knob("market.pickup_extra_share"):
            extra = to_64th(self.value * self.knob("market.pickup_extra_basket"))
            self.extra_contribution = extra * self.knob("costs.margin_store")
            self.take(extra, "store")
            self.note("extra", channel)

    def size(self) -> float:
        """How large this purchase is, the person's mean being 1."""
        spread = lognormal_table(self.knob("market.basket_spread"))
        return quantile(spread, self.draw("value"))

    def margin(self) -> float:
        """Margin of the item by how it is handed over."""
        if not self.remote and not self.rescued:
            return self.knob("costs.margin_store")
        kind = "pickup" if self.collected else "delivery"
        if self.rescued:
            kind = "ship_from_store"
        bonus = self.knob(f"{self.shop.side}.fulfilment_margin")
        return self.knob(f"costs.margin_{kind}") + bonus

    def take(self, money: float, channel: str) -> None:
        """Book revenue in a channel."""
        self.totals["revenue"] += money
        self.totals["store_revenue" if channel == "store" else "online_revenue"] += money

    def receive(self) -> None:
        """Step 7: the item reaches the shopper."""
        channel = self.bought_in
        if not self.remote and not self.rescued:
            self.note("carried_home", channel)
        elif self.collected:
            self.note("collected", channel)
        else:
            self.note("delivered", channel)
            chance = self.chance("late_delivery") * self.knob("market.delivery_days")
            days = 1 + self.extra_tries("late_days", "days_late")
            felt = 1 - (1 - self.knob("market.late_first")) ** days
            self.friction("late_delivery", channel, min(1.0, chance), felt=felt)
            promised = max(0.0, self.knob("market.delivery_days") - 1)
            self.waiting = self.knob("market.wait_points") * promised * self.who.impatience

    def give_back(self) -> None:
        """Step 8: the item may go back."""
        channel = self.bought_in
        chance = self.knob("market.return_online" if self.remote else "market.return_store")
        if not self.draw("return") < chance:
            return
        self.take(-self.price, channel)
        self.item_contribution = -self.value * self.knob("market.return_cost")
        self.note("returned", channel)
        could = self.remote and self.combines and "store" in self.shop.open
        if could and self.draw("return_in_store") < 0.5:
            self.friction("return_refused", channel, self.chance("return_refused"))

    def ask_for_help(self) -> None:
        """Step 9: a request may wander through several channels."""
        chance = self.knob("market.help_online" if self.remote else "market.help_store")
        if self.combines:
            chance *= 1 + self.knob("market.complexity") * self.shop.joined(self.week)
        if not self.draw("help") < min(1.0, chance):
            return
        combines = self.combines
        support_channel = self.choose("support") if combines else self.customer.home
        self.note("support", support_channel)
        help_from = (self.good("shared_history") + self.effect("shared_goals")) / 2
        relief = 1 - self.knob("market.hop_relief") * help_from
        hops = 1
        several_places = combines and self.shop.several_open
        if several_places and self.draw("hop_second") < self.knob("market.hop_second") * relief:
            third = self.draw("hop_third") < self.knob("market.hop_third") * relief
            hops = 3 if third else 2
        self.friction("slow_answer", support_channel, self.chance("slow_answer"))
        if hops >= 2:
            for kind in ("repeat_in_support", "case_lost", "nobody_owns_case"):
                if self.friction(kind, support_channel, self.chance(kind)):
                    self.rough_hops = hops - 1
        live_share = self.knob("costs.contact_live_share")
        by_person = live_share * self.knob("costs.contact_live")
        self.help_cost = hops * (by_person + (1 - live_share) * self.knob("costs.contact_self"))
        self.totals["contacts"] += hops

    def afterwards(self) -> None:
        """Step 10: what the journey leaves behind."""
        customer, knob = self.customer, self.knob
        contribution = self.item_contribution + self.extra_contribution - self.help_cost
        self.totals["contribution"] += to_64th(contribution)
        self.totals["severe_journeys"] += self.severe
        self.totals["frustration_end_sum"] += customer.frustration
        gap = 1 - min(1.0, (self.points + self.waiting) / 100) - customer.expectation
        learning, sensitivity = knob("reaction.learning"), knob("reaction.sensitivity")
        gain = max(gap, 0.0)
        if self.bought:
            gain += knob("reaction.purchase_bonus") * (1 - customer.loyalty)
        loss = learning * knob("reaction.loss_weight") * sensitivity * max(-gap, 0.0)
        customer.loyalty = keep(customer.loyalty + learning * gain - loss, 0.0, 1.0)
        customer.expectation += knob("reaction.expectation_speed") * gap
        leaving = knob("reaction.leave_after_severe") * sensitivity * self.who.impatience
        leaving *= self.severe
        tired = leaving + knob("reaction.leave_per_hop") * self.rough_hops
        if self.draw("leave") < leaving:
            self.leave("left_severe")
        elif self.draw("leave") < tired:
            self.leave("left_handoffs")
        elif customer.loyalty < knob("reaction.loyalty_floor"):
            self.leave("left_floor")
        elif self.bought and self.draw("churn_now") < self.churn_chance():
            self.leave("left_churn")

    def churn_chance(self) -> float:
        """Chance to leave after a purchase for reasons of one's own, at the present loyalty."""
        protection = self.knob("reaction.churn_loyalty") * (1 - 2 * self.customer.loyalty)
        return min(1.0, self.who.churn * (1 + protection))

    def leave(self, why: str) -> None:
        """End the relationship."""
        self.customer.left_week = self.week
        self.note(why)
