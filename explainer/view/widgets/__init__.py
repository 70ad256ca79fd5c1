"""Parts of a page that run in the browser, each with its script and style."""
