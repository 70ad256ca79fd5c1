"""The results of experiments with a comparison, a block each."""
