"""Keras layers that Keras lacks, written with `keras.ops` for every backend."""
