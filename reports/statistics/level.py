"""The levels of tests."""

LEVEL = 0.04
"""Of all pairs of models together: 4 %, so that two copies of one are told apart in no more than
5 % of tables.

Student's t on an estimated variance is at its level only on average over designs: at 5 %, simulated
copies were told apart in 4.3 to 5.6 % of tables.
"""

USUAL_LEVEL = 0.05
"""Of every other test; what a 95 % interval leaves out."""
