"""What models see, as pictures and numbers."""
