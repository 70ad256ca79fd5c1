"""One control for one quantity: a slider, a number field, and the quantity in words.

Both fields show the scenario and change it; neither holds a value of its own. The slider
covers what is worth trying, the number field takes whatever is legal and says what is not.
"""

from dataclasses import dataclass
from html import escape

import streamlit as st

from content import Texts
from content.formats import Formats
from explainer.view import problems, state
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
    per : int
        How many units stand for 1: with 100, 0.65 is shown as "65 of every 100".
    top : int
        Where the slider ends, in shown units; it never passes the legal range.
    bottom, step : int
        Where the slider begins, and its step.
    """

    name: str
    knobs: tuple[str, ...]
    per: int = 100
    top: int = 100
    bottom: int = 0
    step: int = 1

    @property
    def capability(self) -> str:
        """Name of the one capability that this control sets, if it does."""
        return self.name.partition("capabilities.")[2]

    def shown(self, scenario: Scenario) -> float:
        """Return the quantity in shown units; the mean if its knobs differ."""
        values = [float(scenario.get(knob)) for knob in self.knobs]  # type: ignore[arg-type]
        return round(sum(values) / len(values) * self.per, 6)

    def mixed(self, scenario: Scenario) -> bool:
        """Say whether the knobs behind the quantity have different values."""
        return len({scenario.get(knob) for knob in self.knobs}) > 1

    def changes(self, shown: float) -> dict[str, float]:
        """Return the knobs that a value in shown units sets."""
        return dict.fromkeys(self.knobs, shown / self.per)

    def ends(self) -> tuple[int, int]:
        """Return both ends of the slider, inside the legal range."""
        knob = KNOBS[self.knobs[0]]
        return max(self.bottom, int(knob.low * self.per)), min(self.top, int(knob.high * self.per))


def level_of(capability: str) -> Quantity:
    """Return the control of one capability of set-up B."""
    return Quantity(f"capabilities.{capability}", (f"b.capabilities.{capability}",))


CROSSING = Quantity("crossing", ("population.crossing_share",))
PATIENCE = Quantity("patience", ("population.patience",))
INTEGRATION = Quantity("integration", tuple(f"b.capabilities.{name}" for name in CAPABILITIES))
COST = Quantity("cost", ("b.one_off_cost",), per=1000, top=200)
UPKEEP = Quantity("upkeep", ("b.running_cost",), per=1000, top=100)
ERRORS = Quantity("errors", ("b.data_error",))
SHOPPERS = Quantity("shoppers", ("shoppers",), per=1, bottom=500, top=20_000, step=500)
WEEKS = Quantity("weeks", ("weeks",), per=1, bottom=4, top=104)
SEED = Quantity("seed", ("seed",), per=1, top=100)


def quantity(control: Quantity, texts: Texts, formats: Formats) -> None:
    """Show one control: slider and number field in step, words under them."""
    scenario = state.scenario()
    label = _label(control, texts)
    low, high = control.ends()
    shown = control.shown(scenario)
    name = control.name.replace(".", "_")
    slider, field = f"{name}_slider", f"{name}_number"
    _show(slider, min(max(round(shown), low), high))
    _show(field, shown)
    with st.container(key=f"ec_knob_{name}"):
        wide, narrow = st.columns([3, 1], vertical_alignment="bottom")
        wide.slider(
            label, low, high, step=control.step, key=slider, on_change=_set, args=(control, slider)
        )
        narrow.number_input(
            texts("controls.exactly", label=label),
            key=field,
            step=float(control.step),
            format="%g" if shown < 1e5 else "%.0f",
            on_change=_set,
            args=(control, field),
            label_visibility="collapsed",
        )
        st.html(_words(control, label, shown, texts, formats))


def _show(key: str, value: float) -> None:
    """Let a widget show a value that came from elsewhere.

    A value that it shows already is not set again: the answer to an earlier key press would undo
    the later ones on their way.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _label(control: Quantity, texts: Texts) -> str:
    if control.capability:
        return texts(f"terms.capability.{control.capability}.name")
    return texts(f"controls.{control.name}.label")


def _words(control: Quantity, label: str, shown: float, texts: Texts, formats: Formats) -> str:
    """Write the quantity as a sentence, and what was wrong with the last input."""
    key = "controls.level" if control.capability else f"controls.{control.name}.words"
    if control.mixed(state.scenario()):
        key = "controls.mixed"
    per = {"per": formats.integer(control.per)} if control.per > 1 else {}
    words = texts.plural(key, shown, **per)
    wrong = problems.refusal(state.refused(control.name), control.per, label, texts, formats)
    meaning = texts(f"terms.capability.{control.capability}.meaning") if control.capability else ""
    return f'{wrong}<p class="ec-note">{escape(f"{meaning} {words}".strip())}</p>'


def _set(control: Quantity, key: str) -> None:
    """Take the value of one of the two fields into the scenario."""
    value = st.session_state[key]
    if value is not None:
        state.change(control.changes(value), control.name)
