"""How training images are changed at random: one way, one file."""
