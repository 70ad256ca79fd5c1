"""What came out: the first screen, the chapters below it, and their blocks."""
