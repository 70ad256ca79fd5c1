"""What a page is called, and what it is about, for whoever has not opened it yet."""

from content import Texts
from content.lessons import load_lesson
from explainer.view.shell.sitemap import Place, offered_lessons


def title(texts: Texts, place: Place) -> str:
    """Return the title of a page, as tabs, bookmarks and shared links show it."""
    return texts("site.page_title", page=texts(f"site.title.{place.name}"))


def description(texts: Texts, place: Place) -> str:
    """Say in a sentence what a page is about, in the words of somebody who looks for it."""
    if f"site.about.{place.name}" not in texts and place.name in offered_lessons():
        return load_lesson(texts.language, place.name).text("description")
    return texts(f"site.about.{place.name}")
