"""How the model works: its rules and its limits, around the tables of fit and parameters."""

from html import escape

from content.formats import plain
from content.guides import load_guide
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
    rules = (
        f'<div class="ec-guide"><p class="ec-kicker">{escape(words("model.kicker"))}</p>'
        f"<h1>{escape(guide.meta['title'])}</h1>"
        f'<p class="ec-lead">{escape(guide.meta["description"])}</p>'
        f"{guide_text.contents(guide, words('model.contents'), more)}"
        f"{''.join(written[:-1])}</div>"
    )
    return rules, f'<div class="ec-guide">{written[-1]}</div>'
