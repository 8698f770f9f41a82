"""What is looked at before a data set is trusted: one check, one file."""
