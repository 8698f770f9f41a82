"""Seeded simulations with theory beside measurement, and no classifier: one study, one file."""
