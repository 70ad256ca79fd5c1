"""The files whose words and keys are checked."""

from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
SHOWN_BY = ("app.py", "pages", "explainer", "content", "deploy/static/pages.py")


def python_sources() -> dict[str, str]:
    """Return path and code of every module that can show something to a visitor."""
    files: list[Path] = []
    for name in SHOWN_BY:
        place = TOP / name
        files += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return {file.relative_to(TOP).as_posix(): file.read_text("utf-8") for file in files}
