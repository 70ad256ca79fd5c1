"""Title and description of a page, for search engines and shared links."""

from content import Texts
from content.lessons import load_lesson
from explainer.view.shell.sitemap import Page, offered_lessons


def title(texts: Texts, page: Page) -> str:
    """Return the title of a page, as tabs, bookmarks and shared links show it."""
    return texts("site.page_title", page=texts(f"site.title.{page.name}"))


def description(texts: Texts, page: Page) -> str:
    """Return a sentence on what a page is about, for search engines and shared links."""
    if f"site.about.{page.name}" not in texts and page.name in offered_lessons():
        return load_lesson(texts.language, page.name).text("description")
    return texts(f"site.about.{page.name}")
