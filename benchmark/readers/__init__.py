"""How files of images say what they show: one layout, one file."""
