"""The bet on Home drawn beside what happened."""

from content import Texts
from content.html import Markup

UNSURE = "unsure"
ANSWERS = ("buys", "leaves", "solved")


def board(texts: Texts, bet: str, ended: dict[str, str]) -> Markup:
    """Draw the answers with the bet and both ends beside them, as HTML.

    Parameters
    ----------
    bet : str
        One of `ANSWERS`, or `UNSURE`.
    ended : dict of side to str
        How the story ended under "a" and "b", one of `ANSWERS` each.
    """
    rows = []
    for code in ANSWERS:
        tags = [("bet", "ec-pill-bet")] if code == bet else []
        tags += [(side, f"ec-pill-{side}") for side, end in ended.items() if end == code]
        marks = Markup("").join(
            Markup('<span class="ec-pill {}">{}</span> ').format(look, texts(f"home.tag.{tag}"))
            for tag, look in tags
        )
        chosen = Markup(' class="ec-chosen"') if code == bet else ""
        words = Markup("<span>{}</span>").format(texts(f"home.bet.{code}"))
        rows.append(Markup("<li{}>{} {}</li>").format(chosen, words, marks))
    return Markup('<ul class="ec-board">{}</ul>').format(Markup("").join(rows))


def reaction(texts: Texts, bet: str, ended: dict[str, str]) -> str:
    """Answer the bet by how far it was from what happened; it is never called wrong."""
    if bet == UNSURE:
        return texts("home.reaction.unsure")
    hit = [side for side, end in ended.items() if end == bet]
    if len(hit) == len(ended):
        return texts("home.reaction.both")
    if hit:
        return texts(f"home.reaction.{hit[0]}")
    alike = len(set(ended.values())) == 1
    return texts("home.reaction.neither_same" if alike else "home.reaction.neither")
