"""How files become images: one kind of file, one file."""
