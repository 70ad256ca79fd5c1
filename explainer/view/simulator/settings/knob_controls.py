"""The quantities that a visitor sets: what each shows of the scenario and what it changes.

A dial holds no value of its own: it shows the scenario and changes it. The slider covers what is
worth trying, the number field takes whatever is legal, and says what is not.
"""

from collections.abc import Callable, Mapping, Sequence

from content.formats import plain
from content.words import Words
from explainer.results.quantities import Quantity
from explainer.view.shell import problems, state
from explainer.view.simulator.settings.setting_words import mark
from explainer.view.widgets.fields.dials import Before, Dial, Edit, Mark
from simulations import KNOBS


def dial(
    control: Quantity,
    label: str,
    words: Words,
    *,
    unit: str = "",
    wording: str = "",
    spoken: str = "",
    before: float | None = None,
    rests: Mark | None = None,
) -> Dial:
    """Make the dial of a quantity as the scenario has it.

    Parameters
    ----------
    control : Quantity
    label, unit, wording, spoken : str
        See :class:`explainer.view.widgets.fields.dials.Dial`.
    before : float, optional
        Shown value that the visitor changed, to go back to.
    rests : Mark, optional
        What its value rests on.
    """
    low, high = control.ends()
    wrong = state.refused(control.name)
    back = None
    if before is not None:
        text = plain(before, words)
        back = Before(before, words("controls.back", value=text))
    return Dial(
        id=control.name,
        label=label,
        value=control.shown(state.scenario()),
        min=low,
        max=high,
        step=control.step,
        unit=unit,
        words=wording,
        problem=problems.refused_words(wrong, control.per, label, words),
        shop=control.shop,
        spoken=spoken,
        before=back,
        mark=rests,
    )


def main_dial(control: Quantity, words: Words) -> Dial:
    """Make one of the main dials, with its quantity as a sentence."""
    scenario = state.scenario()
    shown, per = control.shown(scenario), words.integer(control.per)
    if control.mixed(scenario):
        wording = words.plural("controls.mixed", shown, per=per)
    else:
        wording = words.plural(f"controls.{control.name}.words", shown, per=per)
    label = words(f"controls.{control.name}.label")
    rests = mark(KNOBS[control.knobs[0]], words) if len(control.knobs) == 1 else None
    return dial(control, label, words, wording=wording, rests=rests)


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
            state.change_knobs(values, control.name, live=edit.live)

    return take
