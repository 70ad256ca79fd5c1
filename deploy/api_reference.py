"""The functions of the model as pages: ``make docs`` writes them to dist/api.

pdoc makes them from the docstrings: a page for each module of ``simulations``, and a search. The
commands are left out: what users read of them is ``python -m simulations --help``.
"""

from __future__ import annotations

import argparse
import pkgutil
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BUILT = TOP / "dist" / "api"
LEFT_OUT = "simulations.commands"


def rooms() -> list[str]:
    """Return the names of the packages that have pages, each with those of its modules."""
    import simulations

    found = pkgutil.iter_modules(simulations.__path__, "simulations.")
    return ["simulations", *(one.name for one in found if one.ispkg and one.name != LEFT_OUT)]


def write(folder: Path) -> list[Path]:
    """Write the pages into a folder and return their files.

    Parameters
    ----------
    folder : Path
        Made where it is missing; files of the same names are replaced.

    Returns
    -------
    list of Path
    """
    import pdoc

    from simulations import MODEL_VERSION

    footer = f"Entre canales, model {MODEL_VERSION}"
    pdoc.render.configure(docformat="numpy", footer_text=footer, show_source=False)
    pdoc.pdoc(*rooms(), output_directory=folder)
    for file in (*folder.rglob("*.html"), folder / "search.js"):
        # Constants that are paths are shown as those of this machine.
        text = file.read_text("utf-8").replace(f"{TOP.as_posix()}/", "")
        file.write_text(text.replace(TOP.as_posix(), "."), "utf-8")
    return sorted(folder.rglob("*.html"))


def main(arguments: list[str] | None = None) -> int:
    """Write the pages where the command line says, and say where they begin."""
    parser = argparse.ArgumentParser(prog="python -m deploy.api_reference", description=__doc__)
    parser.add_argument("--folder", type=Path, default=BUILT, help="default: dist/api")
    folder = parser.parse_args(arguments).folder.resolve()
    if folder.is_file():
        parser.error(f"--folder: {folder} is a file; a folder is needed")
    pages = write(folder)
    print(f"{len(pages)} pages; they begin at {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
