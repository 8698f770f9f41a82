"""Pure functions on arrays: what can be said, and how surely."""
