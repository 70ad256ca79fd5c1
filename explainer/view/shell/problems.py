"""What was wrong with some input, in the visitor's words. The input itself is hostile text."""

from dataclasses import replace
from html import escape

from content import Texts
from content.fields import field_name
from content.formats import LARGEST, Formats, plain
from simulations import Problem

SHOWN = 8
"""Problems told one by one; the rest is counted."""
WITH_RANGE = ("out_of_range", "not_a_number", "not_an_integer")
WITHOUT_INPUT = ("missing", "no_buy_channel", "too_large")


def sentence(problem: Problem, texts: Texts, formats: Formats) -> str:
    """Say one problem: which field, what was given, what is legal. Plain text, not HTML."""
    words = {"field": field_name(problem.field, texts)}
    code = problem.code
    if code in WITH_RANGE and (problem.low is None or problem.high is None):
        code = "malformed"
    if code == "other_model":
        return texts("problems.other_model", made=problem.given, now=", ".join(problem.choices))
    if code == "unknown_name" and problem.choices:
        return texts(
            "problems.nearly", field=problem.field, given=problem.given, meant=problem.choices[0]
        )
    if code not in WITHOUT_INPUT:
        words["given"] = problem.given
    if code in WITH_RANGE and problem.low is not None and problem.high is not None:
        words |= {"low": plain(problem.low, formats), "high": plain(problem.high, formats)}
    return texts(f"problems.{code}", **words)


def report(problems: tuple[Problem, ...], texts: Texts, formats: Formats) -> str:
    """Write what is to be known about a link, and its corrections, as HTML; empty if nothing."""
    notes = "".join(
        f'<p class="ec-note ec-link-note" role="status">'
        f"{escape(sentence(note, texts, formats))}</p>"
        for note in dict.fromkeys(problem for problem in problems if problem.is_note)
    )
    problems = tuple(problem for problem in problems if not problem.is_note)
    if not problems:
        return notes
    # What was sent and refused comes before what was not sent at all.
    ordered = sorted(problems, key=lambda problem: problem.code == "missing")
    lines = [sentence(problem, texts, formats) for problem in ordered[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(texts.plural("problems.more", len(problems) - SHOWN))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'{notes}<div class="ec-problems" role="status"><p>{escape(texts("problems.heading"))}</p>'
        f"<ul>{items}</ul><p>{escape(texts('problems.rest'))}</p></div>"
    )


def refusal(
    problems: tuple[Problem, ...], per: float, field: str, texts: Texts, formats: Formats
) -> str:
    """Write what was wrong with the input into a control, in the control's own unit, as HTML."""
    words = refused_words(problems, per, field, texts, formats)
    return f'<p class="ec-problem" role="alert">{escape(words)}</p>' if words else ""


def refused_words(
    problems: tuple[Problem, ...], per: float, field: str, texts: Texts, formats: Formats
) -> str:
    """Say what was wrong with the input into a control as plain text; nothing if nothing was."""
    lines = {
        sentence(_in_units(problem, per, formats), texts, formats).replace(
            field_name(problem.field, texts), field
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
