"""How training is carried out, on which backend and device: one plan, one file."""
