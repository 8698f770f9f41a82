"""Losses that Keras lacks, written with `keras.ops` for every backend."""
