"""What visitors take along as a file: made of the model and of words, without any page."""
