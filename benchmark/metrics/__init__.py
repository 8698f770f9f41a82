"""What is measured of scores: one metric, one file; its name is a column of the table."""
