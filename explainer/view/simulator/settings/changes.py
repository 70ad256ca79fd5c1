"""What the visitor changed: each shop against the preset it came from, the rest against its market.

A change is told as field, before and after, and each can be undone by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from content.fields import field_name
from content.formats import plain
from content.words import Words
from explainer.view.shell import state
from explainer.view.shell.callbacks import safely
from explainer.view.simulator.simulator_choices import MOST_SIMILAR
from explainer.view.widgets.components import component, reported
from simulations import CHANNELS, KNOBS, PRESETS, Scenario
from simulations.scenario.knobs import Value
from simulations.scenario.strategies import market_values, preset_values

_undo = component("undo", "ec-undo", __file__)


@dataclass(frozen=True, slots=True)
class Change:
    """A knob whose value differs from where it came from."""

    knob: str
    before: Value
    after: Value


def shop_values(side: str, preset: str) -> dict[str, Value]:
    """Return what every knob of a shop is in a preset."""
    values = {name: knob.default for name, knob in KNOBS.items() if name.startswith(f"{side}.")}
    return values | {f"{side}.{name}": value for name, value in preset_values(preset).items()}


def shop_changes(scenario: Scenario, side: str, preset: str) -> tuple[Change, ...]:
    """Return in what a shop differs from a preset, in the order of the model."""
    return _differences(scenario, shop_values(side, preset))


def base(scenario: Scenario, side: str, chosen: str = MOST_SIMILAR) -> str:
    """Return the preset that a shop comes from: the chosen one, or the one it is most like."""
    if chosen in PRESETS:
        return chosen
    return min(PRESETS, key=lambda preset: len(shop_changes(scenario, side, preset)))


def world_changes(scenario: Scenario) -> tuple[Change, ...]:
    """Return in what people, market and costs differ from those of the country and category."""
    usual = dict(market_values(scenario.country, scenario.category))
    return _differences(scenario, {name: usual[name] for name in usual if "." in name})


def _differences(scenario: Scenario, usual: dict[str, Value]) -> tuple[Change, ...]:
    return tuple(
        Change(name, value, scenario.get(name))
        for name, value in usual.items()
        if scenario.get(name) != value
    )


def value_text(knob: str, value: Value, words: Words) -> str:
    """Write a value of a knob as its dial shows it."""
    if isinstance(value, frozenset):
        return ", ".join(words(f"terms.channel.{name}") for name in CHANNELS if name in value)
    if isinstance(value, str):
        return words(f"terms.{knob}.{value}")
    return plain(round(value * KNOBS[knob].per, 6), words)


def shop_line(side: str, preset: str, words: Words) -> None:
    """List what was changed in a shop against a preset, each change with an undo button."""
    changes = shop_changes(state.scenario(), side, preset)
    if not changes:
        return
    name = words(f"terms.strategy.{preset}.name")
    title = words.plural("changes.based", len(changes), name=name)
    _show(title, changes, f"undo_{side}", words)


def world_line(words: Words) -> None:
    """List what was changed in people, market and costs, each change with an undo button."""
    changes = world_changes(state.scenario())
    if changes:
        title = words.plural("changes.world", len(changes))
        _show(title, changes, "undo_world", words)


def _show(title: str, changes: Sequence[Change], key: str, words: Words) -> None:
    rows = []
    for change in changes:
        knob = change.knob.partition(".")[2] if change.knob[:2] in ("a.", "b.") else change.knob
        before, after = (
            value_text(change.knob, value, words) for value in (change.before, change.after)
        )
        wording = words("changes.row", field=field_name(knob, words), before=before, after=after)
        undo = words("changes.undo_one", field=field_name(knob, words))
        rows.append({"id": change.knob, "words": wording, "undo": undo})
    data = {
        "title": title,
        "rows": rows,
        "undo": words("changes.undo"),
        "all": words("changes.all"),
    }
    values = {change.knob: change.before for change in changes}
    _undo(data=data, key=key, on_back_change=safely(lambda: _undo_changes(key, values)))


def _undo_changes(key: str, values: dict[str, Value]) -> None:
    """Undo one change, or all of them; what came from the browser is checked."""
    target = reported(key, "back")
    if target == "all":
        state.change_knobs(values, key)
    elif isinstance(target, str) and target in values:
        state.change_knobs({target: values[target]}, key)
