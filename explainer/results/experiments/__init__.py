"""What an experiment with a comparison says, a block each."""
