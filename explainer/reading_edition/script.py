"""The script of the edition: the site's own parts, joined, and what binds them to plain pages.

One file in the old form: a page that is opened from a folder may load no modules.
"""

import re
from collections.abc import Collection
from pathlib import Path

VIEW = Path(__file__).parents[1] / "view"
OWN = Path(__file__).with_name("scripts")
STAGE, QUESTIONS, EVIDENCE, TOOLS = "stage", "questions", "evidence", "tools"
BET, BRIEF, CONTROL, PRACTICE = "bet", "brief", "control", "practice"
MODULES = {
    STAGE: ("mountStage", VIEW / "widgets/drawings/stage.js"),
    QUESTIONS: ("mountQuestions", VIEW / "lessons" / "quiz.js"),
    PRACTICE: ("mountPractice", VIEW / "reading" / "practice.js"),
}
WHOLE = {
    TOOLS: Path(__file__).parents[1] / "reading" / "page_tools.js",
    EVIDENCE: VIEW / "reading" / "evidence.js",
    STAGE: OWN / "stages.js",
    QUESTIONS: OWN / "asked.js",
    BET: OWN / "bet.js",
    BRIEF: OWN / "brief.js",
    CONTROL: OWN / "control.js",
    PRACTICE: OWN / "practised.js",
}
PAGE_SCRIPT = OWN / "frame.js"
COMMENT = re.compile(r"^\s*(//.*|/\*.*\*/)$", re.M)


class PartError(RuntimeError):
    """A part of the script has another form than this expects."""


def script(parts: Collection[str]) -> str:
    """Return the script of pages that need some parts, without comments and indentation."""
    sources = [
        _module(name, file.read_text(encoding="utf-8"))
        for part, (name, file) in MODULES.items()
        if part in parts
    ]
    sources += [file.read_text(encoding="utf-8") for part, file in WHOLE.items() if part in parts]
    sources.append(PAGE_SCRIPT.read_text(encoding="utf-8"))
    lines = (line.strip() for line in COMMENT.sub("", "\n".join(sources)).splitlines())
    return "\n".join(['"use strict";', *filter(None, lines)]) + "\n"


def _module(name: str, source: str) -> str:
    """Turn a module with one function for others into a constant of the file."""
    if source.count("export default function") != 1 or re.search("^import ", source, re.M):
        raise PartError(f"{name} is a module that exports one function by default")
    bare = source.replace("export default function", "return function")
    return f"const {name} = (() => {{\n{bare.replace('export const', 'const')}\n}})();"
