"""What was wrong with some input, in the visitor's words. The input itself is hostile text."""

from collections.abc import Sequence
from dataclasses import replace

from content.fields import field_name
from content.formats import LARGEST, Formats, plain
from content.html import Markup, fill_each
from content.words import Words
from explainer.view.shell.html_parts import alert
from simulations import Problem

SHOWN = 8
"""Problems told one by one; the rest is counted."""
WITH_RANGE = ("out_of_range", "not_a_number", "not_an_integer")
WITHOUT_INPUT = ("missing", "no_buy_channel", "too_large")


def sentence(problem: Problem, words: Words) -> str:
    """Say one problem: which field, what was given, what is legal. Plain text, not HTML."""
    wording = {"field": field_name(problem.field, words)}
    code = problem.code
    if code in WITH_RANGE and (problem.low is None or problem.high is None):
        code = "malformed"
    if code == "other_model":
        return words("problems.other_model", made=problem.given, now=", ".join(problem.choices))
    if code == "unknown_name" and problem.choices:
        return words(
            "problems.nearly", field=problem.field, given=problem.given, meant=problem.choices[0]
        )
    if code not in WITHOUT_INPUT:
        wording["given"] = problem.given
    if code in WITH_RANGE and problem.low is not None and problem.high is not None:
        wording |= {"low": plain(problem.low, words), "high": plain(problem.high, words)}
    return words(f"problems.{code}", **wording)


def report(problems: tuple[Problem, ...], words: Words) -> Markup:
    """Write what is to be known about a link, and its corrections, as HTML; empty if nothing."""
    notes = fill_each(
        '<p class="ec-note ec-link-note" role="status">{}</p>',
        (sentence(problem, words) for problem in dict.fromkeys(problems) if problem.is_note),
    )
    problems = tuple(problem for problem in problems if not problem.is_note)
    if not problems:
        return notes
    # What was sent and refused comes before what was not sent at all.
    ordered = sorted(problems, key=lambda problem: problem.code == "missing")
    lines = [sentence(problem, words) for problem in ordered[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(words.plural("problems.more", len(problems) - SHOWN))
    items = fill_each("<li>{}</li>", lines)
    return Markup(
        '{}<div class="ec-problems" role="status"><p>{}</p><ul>{}</ul><p>{}</p></div>'
    ).format(notes, words("problems.heading"), items, words("problems.rest"))


def folded_list(lines: Sequence[str], words: Words, total: int = 0) -> Markup:
    """Write lines as a list, the first at once and the others on demand.

    The total counts those that are not among the lines, too.
    """
    total = total or len(lines)
    first = "<ul>{}</ul>" if lines else ""
    listed = Markup(first).format(fill_each("<li>{}</li>", lines[:SHOWN]))
    if total <= SHOWN:
        return listed
    return Markup("{}<details><summary>{}</summary><ul>{}</ul></details>").format(
        listed,
        words.plural("problems.more", total - SHOWN),
        fill_each("<li>{}</li>", lines[SHOWN:]),
    )


def refusal(problems: tuple[Problem, ...], per: float, field: str, words: Words) -> Markup:
    """Write what was wrong with the input into a control, in the control's own unit, as HTML."""
    wording = refused_words(problems, per, field, words)
    return alert(wording) if wording else Markup()


def refused_words(problems: tuple[Problem, ...], per: float, field: str, words: Words) -> str:
    """Say what was wrong with the input into a control as plain text; nothing if nothing was."""
    lines = {
        sentence(_in_units(problem, per, words), words).replace(
            field_name(problem.field, words), field
        )
        for problem in problems
    }
    return " ".join(sorted(lines))


def _in_units(problem: Problem, per: float, formats: Formats) -> Problem:
    """Express a problem in the unit of a control, "65 of 100" instead of 0.65, as it is typed."""
    if problem.low is None or problem.high is None:
        return problem
    try:
        number = float(problem.given) * per
    except ValueError:
        given = problem.given
    else:
        given = plain(number, formats) if abs(number) < LARGEST else f"{number:g}"
    return replace(problem, given=given, low=problem.low * per, high=problem.high * per)
