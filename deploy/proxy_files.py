"""Files of the proxy that follow from others: `python -m deploy.proxy_files` writes them anew.

`replicas.conf` from the addresses of the replicas, and the pages that the proxy itself shows from
the words of the site. A test holds the committed ones to what is made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from content import LANGUAGES, load_texts
from explainer.figures.palette import DARK, LIGHT
from explainer.view.front.guard import REPLICA, REPLICA_COOKIE

FOLDER = Path(__file__).resolve().parent / "proxy"
COMPOSED = {"one": "one:8501", "two": "two:8501"}
"""The replicas of `compose.yaml`: name, and address in its network."""
PAGES = ("unavailable", "busy")
STYLE = (
    f"body{{margin:0 auto;max-width:34rem;padding:2rem 1rem;line-height:1.5;"
    f"font-family:system-ui,sans-serif;background:{LIGHT.paper};color:{LIGHT.ink}}}"
    "h1{font-size:1.5rem}"
    f"@media(prefers-color-scheme:dark){{body{{background:{DARK.paper};color:{DARK.ink}}}}}"
)


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


def page(name: str) -> str:
    """Return a page of the proxy, in every language of the site one below the other."""
    parts = []
    for code, card in LANGUAGES.items():
        texts = load_texts(code)
        title = escape(texts(f"line.proxy.{name}_title"))
        words = escape(texts(f"line.proxy.{name}"))
        parts.append(f'<section lang="{card.html_lang}"><h1>{title}</h1><p>{words}</p></section>')
    first = next(iter(LANGUAGES.values())).html_lang
    return (
        f'<!DOCTYPE html><html lang="{first}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(load_texts(next(iter(LANGUAGES)))('site.name'))}</title>"
        f"<style>{STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def made() -> dict[str, str]:
    """Return every file that is made, by its place below `deploy/proxy`."""
    return {
        "replicas.conf": replicas(COMPOSED),
        **{f"pages/{name}.html": page(name) for name in PAGES},
    }


def main() -> int:
    """Write them; return 0."""
    for name, text in made().items():
        place = FOLDER / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
