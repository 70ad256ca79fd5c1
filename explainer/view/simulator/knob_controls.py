"""The quantities that a visitor sets: what each shows of the scenario and what it changes.

A dial holds no value of its own: it shows the scenario and changes it. The slider covers what is
worth trying, the number field takes whatever is legal, and says what is not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from content import Texts
from content.formats import Formats
from explainer.view.shell import problems, state
from explainer.view.simulator.setting_words import mark
from explainer.view.widgets.dials import Before, Dial, Edit, Mark
from simulations import CAPABILITIES, KNOBS, Scenario


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that a visitor sets.

    Attributes
    ----------
    name : str
        Its name in the catalogue `controls`.
    knobs : tuple of str
        The knobs that it sets, all to the same value.
    top : float
        Where the slider ends, in shown units; it never passes the legal range.
    bottom, step : float
        Where the slider begins, and its step.
    """

    name: str
    knobs: tuple[str, ...]
    top: float = 100
    bottom: float = 0
    step: float = 1

    @property
    def per(self) -> int:
        """How many shown units stand for 1."""
        return KNOBS[self.knobs[0]].per

    @property
    def shop(self) -> str:
        """The shop that it belongs to, if it does."""
        side = self.knobs[0].partition(".")[0]
        return side if side in ("a", "b") else ""

    def shown(self, scenario: Scenario) -> float:
        """Return the quantity in shown units; the rounded mean if its knobs differ."""
        values = [float(scenario.get(knob)) for knob in self.knobs]  # type: ignore[arg-type]
        mean = sum(values) / len(values) * self.per
        return round(mean, 0 if self.mixed(scenario) else 6)

    def mixed(self, scenario: Scenario) -> bool:
        """Say whether the knobs behind the quantity have different values."""
        return len({scenario.get(knob) for knob in self.knobs}) > 1

    def changes(self, shown: float) -> dict[str, float]:
        """Return the knobs that a value in shown units sets."""
        return dict.fromkeys(self.knobs, shown / self.per)

    def ends(self) -> tuple[float, float]:
        """Return both ends of the slider, inside the legal range."""
        knob = KNOBS[self.knobs[0]]
        return max(self.bottom, knob.low * self.per), min(self.top, knob.high * self.per)


CROSSING = Quantity("crossing", ("population.crossing_share",))
PATIENCE = Quantity("patience", ("population.patience",))
INTEGRATION = Quantity("integration", tuple(f"b.capabilities.{name}" for name in CAPABILITIES))
COST = Quantity("cost", ("b.one_off_cost",), top=200)
UPKEEP = Quantity("upkeep", ("b.running_cost",), top=100)
ERRORS = Quantity("errors", ("b.data_error",))
MAIN = (CROSSING, INTEGRATION, PATIENCE, COST)


def dial(
    control: Quantity,
    label: str,
    texts: Texts,
    formats: Formats,
    *,
    unit: str = "",
    words: str = "",
    spoken: str = "",
    before: float | None = None,
    rests: Mark | None = None,
) -> Dial:
    """Make the dial of a quantity as the scenario has it.

    Parameters
    ----------
    control : Quantity
    label, unit, words, spoken : str
        See :class:`explainer.view.widgets.dials.Dial`.
    before : float, optional
        Shown value that the visitor changed, to go back to.
    rests : Mark, optional
        What its value rests on.
    """
    low, high = control.ends()
    wrong = state.refused(control.name)
    back = None
    if before is not None:
        told = problems.plain(before, formats)
        back = Before(before, texts("controls.back", value=told))
    return Dial(
        id=control.name,
        label=label,
        value=control.shown(state.scenario()),
        min=low,
        max=high,
        step=control.step,
        unit=unit,
        words=words,
        problem=problems.refused_words(wrong, control.per, label, texts, formats),
        shop=control.shop,
        spoken=spoken,
        before=back,
        mark=rests,
    )


def main_dial(control: Quantity, texts: Texts, formats: Formats) -> Dial:
    """Make one of the main dials, with its quantity as a sentence."""
    scenario = state.scenario()
    shown, per = control.shown(scenario), formats.integer(control.per)
    if control.mixed(scenario):
        words = texts.plural("controls.mixed", shown, per=per)
    else:
        words = texts.plural(f"controls.{control.name}.words", shown, per=per)
    label = texts(f"controls.{control.name}.label")
    rests = mark(KNOBS[control.knobs[0]], texts) if len(control.knobs) == 1 else None
    return dial(control, label, texts, formats, words=words, rests=rests)


def setter(controls: Sequence[Quantity]) -> Callable[[Sequence[Edit]], None]:
    """Return what takes the edits of dials that were made of these quantities."""
    by_name: Mapping[str, Quantity] = {control.name: control for control in controls}

    def take(edits: Sequence[Edit]) -> None:
        for edit in edits:
            control = by_name[edit.id]
            if edit.value == "":  # emptied by mistake: the field shows the value again
                continue
            if isinstance(edit.value, str):  # no number: the knob itself says what is wrong
                values: dict[str, float | str] = dict.fromkeys(control.knobs[:1], edit.value)
            else:
                values = {**control.changes(edit.value)}
            state.change(values, control.name, live=edit.live)

    return take
