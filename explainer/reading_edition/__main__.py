"""Build the edition that is read: `make pages`, or `python -m explainer.reading_edition`.

--out FOLDER     what to write; dist/pages unless it is named
--base-url URL   where the edition will be, for canonical addresses and sitemap.xml; the
                 environment's EXPLAINER_URL unless it is named
--app-url URL    where the simulator is, as `make pages APP_URL=…` names it; the folder of the
                 edition itself unless it is named
--record         simulate every run anew and keep its numbers beside the code
--if-stale       only if something that it is made of has changed since the last time
--quiet          say nothing but faults
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from explainer.reading_edition import run_store
from explainer.reading_edition.build import Site, build, is_built
from explainer.reading_edition.whole_address import whole_address

OUT = Path("dist/pages")
BASE = "EXPLAINER_URL"


def main(arguments: list[str] | None = None) -> int:
    """Build, or write what went wrong; return 0 or 1."""
    parser = _parser()
    options = parser.parse_args(arguments)
    begin, made = time.perf_counter(), 0
    site = Site(
        _address(parser, f"--base-url ({BASE})", options.base_url),
        _address(parser, "--app-url (APP_URL)", options.app_url),
    )
    if options.if_stale and is_built(options.out, site):
        return 0

    def count_run() -> None:
        nonlocal made
        made += 1
        if not options.quiet:
            print(f"\r  simulated: {made}", end="", file=sys.stderr, flush=True)

    store = run_store.RunStore({} if options.record else run_store.load(), count_run)
    try:
        total = build(options.out, site, store)
    except FileExistsError as error:
        print(
            f"--out {error}: this folder holds something else. Name an empty or a new one.",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(f"--out {options.out}: {error.strerror}", file=sys.stderr)
        return 1
    if options.record:
        run_store.save(store)
    if not options.quiet:
        seconds = time.perf_counter() - begin
        print(f"{options.out}: {total / 1e6:.1f} MB in {seconds:.1f} s; {made} runs simulated")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m explainer.reading_edition",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--base-url", default=os.environ.get(BASE, ""))
    parser.add_argument("--app-url", default="")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--if-stale", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    return parser


def _address(parser: argparse.ArgumentParser, name: str, text: str) -> str:
    """Return an address with a slash at its end, or end with what is legal."""
    try:
        address = whole_address(text)
    except ValueError as error:
        parser.error(f"{name}: {error}")
    return f"{address}/" if address else ""


if __name__ == "__main__":
    sys.exit(main())
