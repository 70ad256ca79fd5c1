"""Orders from a file of any shape: what stands in it, and what that says about customers."""
