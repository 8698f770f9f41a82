"""What others wrote for the same work, or how their users write it: one peer, one file."""
