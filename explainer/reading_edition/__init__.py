"""The edition that is read: every page that teaches as plain HTML, for any static host."""
