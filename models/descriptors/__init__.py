"""Hand-made descriptions of images, as scikit-learn transformers."""
