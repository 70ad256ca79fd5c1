"""The contents of the pages that are read, as HTML, whoever shows them."""
