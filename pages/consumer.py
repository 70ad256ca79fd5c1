"""The new consumer and how the strategies came about."""

from explainer.view.reading.consumer import consumer_page


def show() -> None:
    """Show the page."""
    consumer_page()
