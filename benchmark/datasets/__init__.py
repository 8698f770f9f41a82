"""Where the images come from: one data set, one file."""
