"""What is run together: one suite, one file."""
