"""From many local descriptors to one vector an image, as scikit-learn transformers."""
