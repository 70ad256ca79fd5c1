"""A guide as HTML: sections with headings that can be linked to, prose, fenced blocks."""

from collections.abc import Mapping
from html import escape

from content.guides import CODE, parts
from content.markup import Fill, blocks, find_places, inline
from content.pages import Page

__all__ = ["contents", "sections"]

CODED = "code:"


def contents(guide: Page, label: str, before_last: Mapping[str, str] | None = None) -> str:
    """Write the list of a guide's sections as links, others by anchor before the last one."""
    own = [(anchor(number), heading) for number, (heading, _) in enumerate(guide.sections)]
    listed = [*own[:-1], *(before_last or {}).items(), *own[-1:]]
    items = "".join(
        f'<li><a href="#{place}">{escape(heading)}</a></li>' for place, heading in listed if heading
    )
    name = escape(label, quote=True)
    return f'<nav class="ec-contents" aria-label="{name}"><p>{name}</p><ul>{items}</ul></nav>'


def sections(guide: Page, fill: Fill, labels: Mapping[str, str]) -> str:
    """Write all sections.

    Parameters
    ----------
    guide : Page
    fill : callable
        Gives safe HTML for the name of a place in the text.
    labels : Mapping of str to str
        What each kind of fenced block is called, for those who do not see it.
    """
    return "".join(
        section(number, heading, body, fill, labels)
        for number, (heading, body) in enumerate(guide.sections)
    )


def section(number: int, heading: str, body: str, fill: Fill, labels: Mapping[str, str]) -> str:
    """Write one section; its number is the same in every language, and so is its anchor."""
    title = f'<h2 id="{anchor(number)}" tabindex="-1">{escape(heading)}</h2>' if heading else ""
    return f"<section>{title}{prose(body, fill, labels)}</section>"


def prose(body: str, fill: Fill, labels: Mapping[str, str]) -> str:
    """Write a body: paragraphs and lists, and fenced blocks as regions that scroll."""

    def place(name: str) -> str:
        if name.startswith(CODED):
            return f"<code>{escape(name.removeprefix(CODED), quote=False)}</code>"
        return fill(name)

    found = []
    for part in parts(body):
        if not part.kind:
            found.append(blocks(CODE.sub(rf"{{{CODED}\1}}", part.text), place))
            continue
        label = escape(labels[part.kind.split(" ")[0]], quote=True)
        text = inline(part.text, fill) if find_places(part.text) else escape(part.text, quote=False)
        found.append(
            f'<pre class="ec-code" role="group" tabindex="0" aria-label="{label}">'
            f"<code>{_lines(text)}</code></pre>"
        )
    return "".join(found)


def _lines(text: str) -> str:
    """Keep lines and words together: a narrow screen would break an option at its hyphens."""
    rows = (
        " ".join(f"<span>{word}</span>" for word in line.split(" ")) for line in text.split("\n")
    )
    return "\n".join(f'<span class="ec-code-line">{row}</span>' for row in rows)


def anchor(number: int) -> str:
    """Return the anchor of a section."""
    return f"part-{number}"
