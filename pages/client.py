"""A client's numbers, the range that they lead to, and files to download."""

from explainer.view.business.client_page import client_page as show

__all__ = ["show"]
