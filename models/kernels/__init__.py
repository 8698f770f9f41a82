"""What a first layer's kernels can begin as: one way, one file."""
