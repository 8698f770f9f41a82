"""A spec goes in, a record comes out."""
