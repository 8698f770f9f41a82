"""What moves the weights: one optimizer, one file."""
