import keras
import numpy as np
import pytest
from sklearn.svm import LinearSVC

from models.layers.linear_svm import LinearSVM
from models.losses.squared_hinge import SquaredHinge

C = 0.5


@pytest.fixture
def data():
    rng = np.random.default_rng(0)
    y = rng.integers(0, 3, 60)
    return (rng.normal(size=(60, 5)) + np.eye(5)[y]).astype(np.float32), y


def network(penalty, n):
    return keras.Sequential([keras.Input((5,)), LinearSVM(3, 1 / (penalty * n))])


def test_its_loss_is_liblinears_objective(data):
    x, y = data
    machine = LinearSVC(C=C, dual=False, tol=1e-8).fit(x, y)
    trained = network(C, len(x))
    trained.set_weights([machine.coef_.T, machine.intercept_])
    trained.compile(loss=SquaredHinge(), jit_compile=False)
    signs = 2 * np.eye(3)[y] - 1
    losses = np.maximum(0, 1 - signs * machine.decision_function(x)) ** 2
    weights = np.vstack([machine.coef_.T, machine.intercept_])
    objective = (weights**2).sum() / 2 + C * losses.sum()
    loss = trained.evaluate(x, y, batch_size=len(x), verbose=0)
    assert loss == pytest.approx(objective / C / len(x), rel=1e-5)


def test_training_it_ends_where_liblinear_does(data):
    x, y = data
    machine = LinearSVC(C=C, dual=False, tol=1e-8).fit(x, y)
    trained = network(C, len(x))
    trained.compile(keras.optimizers.SGD(0.1, 0.9), SquaredHinge(), jit_compile=False)
    trained.fit(x, y, batch_size=len(x), epochs=300, verbose=0)
    np.testing.assert_allclose(
        trained.predict(x, verbose=0), machine.decision_function(x), atol=2e-3
    )


def test_margins_are_float32_under_mixed_precision(data):
    layer = LinearSVM(3)
    assert layer.compute_dtype == "float32"
    made = keras.Sequential([keras.Input((5,)), LinearSVM(3, dtype="mixed_bfloat16")])
    assert made.layers[0].compute_dtype == "bfloat16"  # only where it was asked for itself


def test_it_is_saved_and_loaded(data, tmp_path):
    x, _ = data
    trained = network(C, len(x))
    trained.save(tmp_path / "svm.keras")
    loaded = keras.saving.load_model(tmp_path / "svm.keras", safe_mode=True)
    np.testing.assert_array_equal(loaded.predict(x, verbose=0), trained.predict(x, verbose=0))
    assert loaded.layers[0].pull == trained.layers[0].pull
