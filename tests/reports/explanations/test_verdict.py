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


def test_nothing_measured_is_nothing_said():
    assert verdict({"method": ""}) == ""
