"""How the learning rate changes: one schedule, one file."""
