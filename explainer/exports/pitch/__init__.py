"""A presentation for a client: one document, told as slides, as a workbook and as a web page."""
