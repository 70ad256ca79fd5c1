"""The looks of strategies and sides as rules of a style sheet, beside the colours of a theme."""

from explainer.figures.palette import LIGHT, OWN, PAIR, Looks
from simulations import PRESETS


def sides(looks: Looks) -> str:
    """Write the variables of both sides."""
    return "".join(
        f"--ec-{side}{part}:var(--ec-{look}{part});"
        for side, look in zip("ab", looks, strict=True)
        for part in ("", "-fill", "-text", "-border")
    )


def worn() -> str:
    """Write what each look is beside its colours, and the class of what wears it."""
    looks = (*PRESETS, *OWN)
    cues = {name: LIGHT.look(name).cue for name in looks}
    borders = "".join(f"--ec-{name}-border:{cues[name].border} var(--ec-{name});" for name in looks)
    found = f":root{{{borders}{sides(PAIR)}}}"
    for name in looks:
        own = "".join(
            f"--ec-own{part}:var(--ec-{name}{part});" for part in ("", "-fill", "-text", "-border")
        )
        bar = f"--ec-own-bar:var(--ec-{name}{'' if not cues[name].hatch else '-fill'});"
        found += f'.ec-of-{name}{{{own}{bar}--ec-own-sign:"{cues[name].sign}"}}'
    return found
