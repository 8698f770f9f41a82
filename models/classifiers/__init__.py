"""Classifiers of features, as scikit-learn estimators."""
