"""How the model works: its rules and its limits, around the tables of fit and parameters."""

from content.formats import plain
from content.guides import load_guide
from content.html import Markup
from content.words import Words
from explainer.reading import guide_text

NAME = "model"
FORMULA = "formula"


def model_guide(words: Words) -> tuple[str, str]:
    """Write the rules with their contents, and the limits, which stand last on the page."""
    guide = load_guide(words.language, NAME)
    labels = {FORMULA: words("model.formula")}

    def write(number: str) -> str:
        """Write a number of a formula as the country does."""
        return plain(float(number), words)

    written = [
        guide_text.section(number, heading, body, write, labels)
        for number, (heading, body) in enumerate(guide.sections)
    ]
    more = {
        "fit": words("model.fit.heading"),
        "parameters": words("model.parameters.heading"),
    }
    rules = Markup(
        '<div class="ec-guide"><p class="ec-kicker">{}</p><h1>{}</h1>'
        '<p class="ec-lead">{}</p>{}{}</div>'
    ).format(
        words("model.kicker"),
        guide.meta["title"],
        guide.meta["description"],
        guide_text.contents(guide, words("model.contents"), more),
        Markup("").join(written[:-1]),
    )
    return rules, Markup('<div class="ec-guide">{}</div>').format(written[-1])
