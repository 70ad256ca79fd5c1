"""Fields: dials, a number, the answer of a phone."""
