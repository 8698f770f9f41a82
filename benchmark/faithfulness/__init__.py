"""Whether a map of what a model looked at means something."""
