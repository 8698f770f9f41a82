"""What is said of a map."""

from reports.explanations.verdict import verdict


def three(mean, low, high):
    return {"mean": mean, "low": low, "high": high, "n": 9}


def facts(gains, signed, absolute=(0.2, 0.1, 0.3)):
    names = ("random", "centre", "edges")
    gain = {name: three(*each) for name, each in zip(names, gains, strict=True)}
    return {
        "method": "cam",
        "faithfulness": {"of": "probability", "images": 9, "insertion": {"gain": gain}}
        | {"deletion": {"gain": {name: three(0.1, 0.05, 0.15) for name in names}}},
        "randomisation": [
            {
                "layers": 2,
                "last": "C1",
                "rank_correlation": three(*signed),
                "rank_correlation_of_absolute": three(*absolute),
            }
        ],
    }


GAINS = [(0.2, 0.1, 0.3), (0.01, -0.1, 0.1), (-0.2, -0.3, -0.1)]


def test_a_map_beats_loses_or_cannot_be_told_apart():
    said = verdict(facts(GAINS, (0.1, 0.0, 0.2)))
    assert said == (
        "By insertion (probability, 9 images), the map (CAM) beats a random order (+0.200, 95 % "
        "interval +0.100 to +0.300); cannot be told from the centre first (+0.010, 95 % interval "
        "-0.100 to +0.100); loses to edges first (-0.200, 95 % interval -0.300 to -0.100). "
        "By deletion it beats a random order (+0.100, 95 % interval +0.050 to +0.150); beats the "
        "centre first (+0.100, 95 % interval +0.050 to +0.150); beats edges first (+0.100, 95 % "
        "interval +0.050 to +0.150). "
        "With all weights drawn anew the map is another: rank correlation with the one before "
        "+0.100, 95 % interval +0.000 to +0.200 (of absolute values +0.200), below 0.5."
    )


def test_a_map_that_weights_do_not_change_is_said_to_show_the_image():
    assert "shows the image, not the model" in verdict(facts(GAINS, (0.9, 0.8, 0.95)))
    assert "may be another" in verdict(facts(GAINS, (0.5, 0.4, 0.6)))
    assert "may be another" in verdict(facts(GAINS, (-0.5, -0.6, -0.4)))


def test_a_flat_map_and_one_of_a_single_image_are_said_so():
    none = (None, None, None)
    assert verdict(facts(GAINS, none, none)).endswith(
        "With all weights drawn anew the map is flat."
    )
    one = verdict(facts([(0.2, None, None)] * 3, (0.1, None, None), none))
    assert "cannot be told from a random order (+0.200)" in one
    assert "may be another" in one


def cascade(*steps):
    """Give facts of a model of as many layers as there are steps, named from L1, the lowest, up."""
    own, (pattern,) = facts(GAINS, (0.1, 0.0, 0.2)), facts(GAINS, (0.1, 0.0, 0.2))["randomisation"]
    redrawn = [
        pattern | {"layers": n, "last": f"L{len(steps) - n + 1}", "rank_correlation": three(*each)}
        for n, each in enumerate(steps, 1)
    ]
    return verdict(own | {"randomisation": redrawn}).partition(", below 0.5.")[2]


HIGH, LOW = (0.9, 0.8, 0.95), (0.1, 0.0, 0.2)
NONE = (None, None, None)


def test_a_map_that_changes_with_the_top_layer_is_not_said_to_depend_on_more():
    assert cascade((0.3, 0.2, 0.4), LOW, LOW) == (
        " From the top down, the rank correlation stays below 0.5 in size, with its interval, from "
        "the top 1 of 3 layers (L3: +0.300, 95 % interval +0.200 to +0.400) on: nothing shows that "
        "the map depends on layers beneath L3."
    )


def test_a_map_that_changes_further_down_depends_on_more_than_the_top():
    assert cascade(HIGH, LOW, HIGH, LOW, LOW) == (
        " From the top down, the rank correlation stays below 0.5 in size, with its interval, from "
        "the top 4 of 5 layers (down to L2: +0.100, 95 % interval +0.000 to +0.200) on, not yet "
        "from the top 3 of 5 layers (down to L3: +0.900, 95 % interval +0.800 to +0.950): the map "
        "depends on layers beneath L3, not on the top alone."
    )
    said = cascade(HIGH, (0.5, 0.4, 0.6), LOW)
    assert "from all 3 layers (down to L1: +0.100, 95 % interval +0.000 to +0.200) on" in said
    assert said.endswith("whether the map depends on layers beneath L2 is not settled.")


def test_a_map_that_never_stays_another_is_said_so():
    told = verdict(facts(GAINS, HIGH))
    own = facts(GAINS, HIGH)
    (last,) = own["randomisation"]
    first = last | {"layers": 1, "last": "C2", "rank_correlation": three(0.99, 0.98, 1.0)}
    assert verdict(own | {"randomisation": [first, last]}) == (
        f"{told} From the top down, there is no step from which on the rank correlation stays below"
        " 0.5 in size, with its interval; the cascade begins with the top 1 of 2 layers (C2: "
        "+0.990, 95 % interval +0.980 to +1.000)."
    )


def test_a_map_that_becomes_flat_is_another():
    assert "stays below 0.5 in size, with its interval, or the map flat, from the top 1 of 3" in (
        cascade(LOW, NONE, LOW)
    )
    assert "from the top 2 of 3 layers (down to L2: a flat map) on, not yet from the top 1" in (
        cascade(HIGH, NONE, LOW)
    )
    own = facts(GAINS, NONE)
    (last,) = own["randomisation"]
    first = last | {"layers": 1, "last": "C2"}
    assert "or the map flat, from the top 1 of 2 layers (C2: a flat map) on: nothing shows" in (
        verdict(own | {"randomisation": [first, last]})
    )


def test_steps_without_an_interval_are_not_judged():
    own, one = facts(GAINS, (0.1, None, None)), three(0.2, None, None)
    (last,) = own["randomisation"]
    said = verdict(own | {"randomisation": [last | {"layers": 1, "rank_correlation": one}, last]})
    assert said.endswith("Without intervals, nothing is said of the steps on the way.")


def test_nothing_measured_is_nothing_said():
    assert verdict({"method": ""}) == ""
