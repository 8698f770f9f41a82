"""A table goes in, a report comes out."""
