"""The new consumer and how the strategies came about."""

from explainer.view.reading.consumer import consumer_page as show

__all__ = ["show"]
