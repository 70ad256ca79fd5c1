"""What a life says, in words."""
