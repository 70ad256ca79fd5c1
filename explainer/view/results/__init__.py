"""What a comparison says, block by block."""
