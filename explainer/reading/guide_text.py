"""A guide as HTML: sections with headings that can be linked to, prose, fenced blocks."""

from collections.abc import Mapping

from content.guides import CODE, parts
from content.html import Markup, escape
from content.markup import Fill, blocks, find_placeholders, inline
from content.pages import Page

__all__ = ["contents", "sections"]

CODED = "code:"


def contents(guide: Page, label: str, before_last: Mapping[str, str] | None = None) -> Markup:
    """Write the list of a guide's sections as links, others by anchor before the last one."""
    headings = [(anchor(number), heading) for number, (heading, _) in enumerate(guide.sections)]
    listed = [*headings[:-1], *(before_last or {}).items(), *headings[-1:]]
    items = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(target, heading)
        for target, heading in listed
        if heading
    )
    return Markup('<nav class="ec-contents" aria-label="{}"><p>{}</p><ul>{}</ul></nav>').format(
        label, label, items
    )


def sections(guide: Page, fill: Fill, labels: Mapping[str, str]) -> Markup:
    """Write all sections.

    Parameters
    ----------
    fill : callable
        Gives words or HTML for the name of a place in the text.
    labels : Mapping of str to str
        What each kind of fenced block is called, for those who do not see it.
    """
    return Markup("").join(
        section(number, heading, body, fill, labels)
        for number, (heading, body) in enumerate(guide.sections)
    )


def section(number: int, heading: str, body: str, fill: Fill, labels: Mapping[str, str]) -> Markup:
    """Write one section; its number is the same in every language, and so is its anchor."""
    title = (
        Markup('<h2 id="{}" tabindex="-1">{}</h2>').format(anchor(number), heading)
        if heading
        else ""
    )
    return Markup("<section>{}{}</section>").format(title, prose(body, fill, labels))


def prose(body: str, fill: Fill, labels: Mapping[str, str]) -> Markup:
    """Write a body: paragraphs and lists, and fenced blocks as regions that scroll."""

    def filled(name: str) -> str:
        if name.startswith(CODED):
            return Markup("<code>{}</code>").format(name.removeprefix(CODED))
        return fill(name)

    html = []
    for part in parts(body):
        if not part.kind:
            html.append(blocks(CODE.sub(rf"{{{CODED}\1}}", part.text), filled))
            continue
        label = labels[part.kind.split(" ")[0]]
        text = escape(part.text)
        if find_placeholders(part.text):  # line by line: what is read at once becomes one line
            text = Markup("\n").join(inline(line, fill) for line in part.text.split("\n"))
        code = Markup('<pre class="ec-code" role="group" tabindex="0" aria-label="{}">{}</pre>')
        html.append(code.format(label, Markup("<code>{}</code>").format(_lines(text))))
    return Markup("").join(html)


def _lines(text: str) -> Markup:
    """Keep lines and words together: a narrow screen would break an option at its hyphens."""
    rows = (
        Markup(" ").join(Markup("<span>{}</span>").format(word) for word in line.split(" "))
        for line in text.split("\n")
    )
    line = Markup('<span class="ec-code-line">{}</span>')
    return Markup("\n").join(line.format(row) for row in rows)


def anchor(number: int) -> str:
    """Return the anchor of a section."""
    return f"part-{number}"
