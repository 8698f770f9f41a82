from models.gap_net import GAPNet


def test_parameters_are_those_of_the_layers():
    """Four kernels, two numbers a map to normalise by, and the linear layer."""
    kernels = 9 * (1 * 32 + 32 * 64 + 64 * 64 + 64 * 64)
    scales = 2 * (32 + 64 + 64 + 64)
    assert GAPNet().cost((28, 28, 1), 10).total("learned") == kernels + scales + 65 * 10 == 93_546


def test_the_last_maps_keep_a_quarter_of_the_sides():
    network = GAPNet().network((28, 20, 1), 10)
    assert network.get_layer("relu4").output.shape[1:3] == (7, 5)
