"""Where files of images lie: one kind of folder or archive, one file."""
