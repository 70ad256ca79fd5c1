"""Twin lives: one person, the same luck, two retailers."""
