"""Short stories, each with the results of a run and a way to replay it."""

from content import LANGUAGES, Texts
from content.html import Markup
from content.shared_parts import Story
from content.words import Words
from explainer.reading.lessons.lesson_figures import ROOM, bars, side_rows
from explainer.reading.lessons.lesson_numbers import Numbers
from explainer.reading.lessons.lesson_run import SHOPPERS, most_added_capability
from explainer.reading.lessons.lesson_words import with_capability_name
from explainer.reading.page_links import PageLinks
from simulations import Scenario
from simulations.scenario.knobs import SIDES


def story_scenario(story: Story, language: str) -> Scenario:
    """Return the run in which a story can be replayed, in the language's own country."""
    country = LANGUAGES[language].default_country
    scenario = Scenario().with_country(country).with_values({"shoppers": SHOPPERS})
    for side, preset in story.presets.items():
        scenario = scenario.with_preset(side, preset)
    return scenario.with_values(story.knobs)


def _name(story: Story, side: str, scenario: Scenario, texts: Texts) -> str:
    """Name a side by its strategy; two alike differ in the capability that the story is about."""
    shop = texts(f"terms.strategy.{story.presets[side]}.name")
    if side == "b" and story.presets["a"] == story.presets["b"]:
        return with_capability_name(shop, most_added_capability(scenario), texts)
    return shop


def story_text(story: Story, texts: Texts) -> Markup:
    """Write what happened, and the same day elsewhere."""
    return Markup('<section id="{}"><h2>{}</h2><p>{}</p><p>{}</p></section>').format(
        story.id,
        texts(f"stories.{story.id}.title"),
        texts(f"stories.{story.id}.islands"),
        texts(f"stories.{story.id}.connected"),
    )


def frictions(story: Story, numbers: Numbers, words: Words) -> Markup:
    """Draw how often it happens in the run of a story."""
    drawn = ""
    ends = (numbers.value(f"{side}.{name}") for side in SIDES for name in story.show)
    top = ROOM * max(ends)
    shops = [_name(story, side, numbers.scenario, words) for side in SIDES]
    for name in story.show:
        kind = words(f"terms.friction.{name.partition('.')[2]}")
        caption = words("lesson.quantity", name=kind, unit=words("lesson.thousand"))
        drawn += bars(caption, side_rows(numbers, name, shops, words), top=top)
    return Markup('<div class="ec-figures">{}</div>').format(drawn)


def onward(scenario: Scenario, texts: Texts, links: PageLinks) -> Markup:
    """Lead to the run of a story."""
    return Markup(
        '<p class="ec-onward"><a class="ec-go ec-button ec-button-quiet" href="{}">{}</a></p>'
    ).format(links.simulator(scenario), texts("stories.replay"))


def to_companies(texts: Texts, links: PageLinks) -> Markup:
    """Lead from stories, which are made up, to what companies that exist did."""
    return Markup('<p class="ec-onward"><a class="ec-go ec-button" href="{}">{}</a></p>').format(
        links.link("compare", "companies"), texts("companies.title")
    )
