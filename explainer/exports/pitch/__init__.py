"""A presentation for a client: one document, written as slides, as a workbook and as a web page."""
