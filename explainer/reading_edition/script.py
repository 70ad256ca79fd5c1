"""The script of the edition: the site's own parts, joined, and what binds them to plain pages.

One file in the old form: a page that is opened from a folder may load no modules.
"""

import re
from pathlib import Path

VIEW = Path(__file__).parents[1] / "view"
PARTS = {
    "mountStage": VIEW / "widgets" / "stage.js",
    "mountQuestions": VIEW / "lessons" / "quiz.js",
}
WHOLE = (
    Path(__file__).parents[1] / "reading" / "page_tools.js",
    VIEW / "reading" / "evidence.js",
)
COMMENT = re.compile(r"^\s*(//.*|/\*\*.*\*/)$", re.M)


class PartError(RuntimeError):
    """A part of the script has another form than this expects."""


def script() -> str:
    """Return the whole script."""
    parts = [_part(name, file.read_text(encoding="utf-8")) for name, file in PARTS.items()]
    parts += [file.read_text(encoding="utf-8") for file in WHOLE]
    parts.append(Path(__file__).with_name("edition.js").read_text(encoding="utf-8"))
    joined = COMMENT.sub("", "\n".join(parts))
    return '"use strict";\n' + re.sub(r"\n\s*\n+", "\n", joined).strip() + "\n"


def _part(name: str, source: str) -> str:
    """Turn a module with one function for others into a constant of the file."""
    if source.count("export default function") != 1 or "import " in source:
        raise PartError(f"{name} is a module that exports one function by default")
    bare = source.replace("export default function", "return function")
    return f"const {name} = (() => {{\n{bare.replace('export const', 'const')}\n}})();"
