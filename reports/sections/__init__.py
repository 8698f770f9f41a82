"""What the report says: one section, one file."""
