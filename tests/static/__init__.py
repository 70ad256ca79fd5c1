"""The edition without a server: its builder, and what it builds in real browsers."""
