"""The looks of strategies and sides as rules of a style sheet, beside the colours of a theme."""

from explainer.figures.palette import LIGHT, PAIR, SIDE_LOOKS, Looks
from simulations import PRESETS


def side_variables(looks: Looks) -> str:
    """Write the variables of both sides of a comparison."""
    return "".join(
        f"--ec-{side}{part}:var(--ec-{look}{part});"
        for side, look in zip("ab", looks, strict=True)
        for part in ("", "-fill", "-text", "-border")
    )


def look_rules() -> str:
    """Write the border of each look as a variable, and the class of what has the look."""
    looks = (*PRESETS, *SIDE_LOOKS)
    cues = {name: LIGHT.look(name).cue for name in looks}
    borders = "".join(f"--ec-{name}-border:{cues[name].border} var(--ec-{name});" for name in looks)
    rules = f":root{{{borders}{side_variables(PAIR)}}}"
    for name in looks:
        variables = "".join(
            f"--ec-own{part}:var(--ec-{name}{part});" for part in ("", "-fill", "-text", "-border")
        )
        bar = f"--ec-own-bar:var(--ec-{name}{'' if not cues[name].hatch else '-fill'});"
        rules += f'.ec-of-{name}{{{variables}{bar}--ec-own-sign:"{cues[name].sign}"}}'
    return rules
