"""What a network, or a machine on visual words, went by: maps over the image."""
