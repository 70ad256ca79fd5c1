"""Files of the proxy that follow from others: `python -m deploy.proxy_files` writes them anew.

`replicas.conf` from the addresses of the replicas, and the pages that the proxy itself shows from
the words of the site. A test holds the committed ones to what is made here.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from explainer.view.front.guard import REPLICA, REPLICA_COOKIE
from explainer.view.front.proxy_pages import PAGES, page

FOLDER = Path(__file__).resolve().parent / "proxy"
COMPOSED = {"one": "one:8501", "two": "two:8501"}
"""The replicas of `compose.yaml`: name, and address in its network."""


def replicas(addresses: Mapping[str, str]) -> str:
    """Return `replicas.conf`: a visit stays at its replica, and goes to the next if that is gone.

    Parameters
    ----------
    addresses : Mapping of str to str
        Name (`EXPLAINER_REPLICA`) and address of each.

    Raises
    ------
    ValueError
        If there is none, or a name is none.
    """
    if not addresses or not all(REPLICA.fullmatch(name) for name in addresses):
        raise ValueError("each replica has a name of up to 20 of a-z, 0-9 and -")
    names = list(addresses)
    parts = ["# Written by `python -m deploy.proxy_files`; do not edit.\n"]
    for name in names:
        others = [f"    server {addresses[o]} backup;\n" for o in names if o != name]
        first = f"    server {addresses[name]} max_fails=1 fail_timeout=5s;\n"
        parts.append(f"upstream {name} {{\n{first}{''.join(others)}    keepalive 16;\n}}\n")
    for variable, source in (("by_request", "$request_id"), ("by_address", _ADDRESS)):
        share = f"{100 / len(names):.2f}%"
        lines = [f"    {share} {name};\n" for name in names[:-1]] + [f"    * {names[-1]};\n"]
        parts.append(f"split_clients {source} ${variable} {{\n{''.join(lines)}}}\n")
    known = "".join(f"    {name} {name};\n" for name in names)
    parts.append(f'map $cookie_{REPLICA_COOKIE} $kept_by {{\n    default "";\n{known}}}\n')
    return "\n".join(parts)


_ADDRESS = '"$remote_addr $http_user_agent"'


def made() -> dict[str, str]:
    """Return every file that is made, by its path below `deploy/proxy`."""
    return {
        "replicas.conf": replicas(COMPOSED),
        **{f"pages/{name}.html": page(name) for name in PAGES},
    }


def main() -> int:
    """Write them; return 0."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    for name, text in made().items():
        file = FOLDER / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
