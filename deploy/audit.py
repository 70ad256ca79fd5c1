"""Published faults of the pinned packages: `python -m deploy.audit`.

Works without a network, from `deploy/advisories.json`, which `--refresh ADDRESS` writes from what
the package index at that address publishes about each pinned version, as JSON. What could not be
asked, or was asked too long ago, is said: then the answer is 3, and not that all is well.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from deploy.prepare import TOP, pins

KNOWN = TOP / "deploy" / "advisories.json"
PAGE = "{index}/pypi/{name}/{version}/json"
TOO_OLD = 60
"""Days after which what is known says little about today."""
FINE, FOUND, COULD_NOT = 0, 1, 3


def judge(wanted: list[str], data: dict[str, Any], today: date) -> tuple[int, list[str]]:
    """Return the exit code and the lines to print.

    Parameters
    ----------
    wanted : list of str
        Pins, ``name==version``.
    data : dict
        ``asked``, a date, and ``known``: for each pin its advisories, perhaps none.
    """
    known = data.get("known", {})
    lines = [
        f"{pin}: {advisory['id']} {advisory.get('summary', '')}".strip()
        for pin in wanted
        if pin in known
        for advisory in known[pin]
    ]
    unknown = [pin for pin in wanted if pin not in known]
    asked = data.get("asked") or "never"
    old = asked == "never" or (today - date.fromisoformat(asked)).days > TOO_OLD
    if lines:
        return FOUND, lines
    if unknown or old:
        message = (
            f"COULD NOT: asked {asked}; nothing is known of {len(unknown)} of {len(wanted)} pins"
        )
        return COULD_NOT, [message, *unknown[:10]]
    return FINE, [f"no published fault of {len(wanted)} packages was known on {asked}"]


def refreshed(index: str, wanted: list[str], today: date) -> dict[str, Any]:
    """Ask the index about each pin; those that it did not answer are left out."""
    known: dict[str, list[dict[str, str]]] = {}
    for pin in wanted:
        name, _, version = pin.partition("==")
        try:
            address = PAGE.format(index=index.rstrip("/"), name=name, version=version)
            with urllib.request.urlopen(address, timeout=10) as answer:
                vulnerabilities = json.load(answer)["vulnerabilities"]
        except (OSError, ValueError, KeyError):
            continue
        known[pin] = [
            {"id": vulnerability["id"], "summary": str(vulnerability.get("summary") or "")[:120]}
            for vulnerability in vulnerabilities
            if not vulnerability.get("withdrawn")
        ]
    return {"asked": today.isoformat() if known else None, "known": known}


def main(arguments: list[str] | None = None) -> int:
    """Print what is known; return 0, 1 with faults, 3 if too little is known."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--refresh", metavar="ADDRESS", help="ask this package index first")
    parser.add_argument("--file", type=Path, default=KNOWN)
    options = parser.parse_args(arguments)
    wanted, today = pins(TOP / "requirements.txt"), datetime.now(UTC).date()
    if options.refresh:
        data = refreshed(options.refresh, wanted, today)
        if data["known"]:
            options.file.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", "utf-8")
    try:
        data = json.loads(options.file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        data = {}
    code, lines = judge(wanted, data, today)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
