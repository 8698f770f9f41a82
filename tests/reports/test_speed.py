"""The section on speed, on tables made by hand."""

from pathlib import Path

import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Paragraph
from reports.evidence import Evidence

PEER = "models.peers.lenet_torch(network='lenet(epochs=3)')"


def body(table):
    return SECTIONS.make("speed").body(Evidence(Results(Path("nowhere"), table)))


def grids(table):
    return [block.frame for block in body(table) if isinstance(block, Grid)]


def text(table):
    return " ".join(block.text for block in body(table) if isinstance(block, Paragraph))


@pytest.fixture
def peers(table):
    """The same with a peer of lenet's, which is slower."""
    theirs = table[table["model"].eq("lenet(epochs=3)")].assign(
        model=PEER,
        peer_of="lenet(epochs=3)",
        epoch_seconds=[0.55, 0.6, 0.65],
        predict_batch_seconds=0.125,
    )
    return pd.concat([table, theirs], ignore_index=True)


def test_speeds_stand_beside_the_share_of_the_limits(table):
    (grid,) = grids(table)
    rows = grid.set_index("model").T
    assert rows["lenet"].tolist() == [
        "200",  # 100 images in half a second
        "7.4 % of arithmetic",  # 3 * 123,456 MACs at 1e9 a second, 200 times
        "400",
        "6.4 % of memory",  # 2 * 2,000 * 4 + 1,010 * 4 / 100 bytes at 1e8 a second, 400 times
    ]
    assert rows["sift_svm"].tolist() == ["300", "n/a", "400", "6.4 % of memory"]
    assert rows["majority"].tolist()[:2] == ["n/a", "n/a"]
    assert "digits: limits of cpu in float32: 1 GMAC/s, 100 MB/s." in text(table)


def test_the_highest_limit_of_a_device_counts_for_all_in_its_precision(table):
    table.loc[0, "multiply_adds_per_second"] = 2e9
    table.loc[1:, "bytes_per_second"] = None
    assert grids(table)[0].set_index("model")["training's share"]["lenet"] == "6.5 % of memory"
    assert "limits of cpu in float32: 2 GMAC/s, 100 MB/s" in text(table)


def test_limits_of_two_precisions_are_not_mixed(table):
    other = table["model"].eq("lenet(epochs=3)")
    table.loc[other, ["precision", "multiply_adds_per_second"]] = ["mixed_bfloat16", 4e9]
    said = text(table)
    assert "limits of cpu in float32: 1 GMAC/s, 100 MB/s" in said
    assert "limits of cpu in mixed_bfloat16: 4 GMAC/s, 100 MB/s" in said
    # 4 * 2,000 * 2 + (1,010 + 7,000) * 4 / 50 bytes at 1e8 a second, 200 times
    assert grids(table)[0].set_index("model")["training's share"]["lenet"] == "3.3 % of memory"


def test_without_a_training_batch_parameters_are_shared_as_in_scoring(table):
    table["train_batch"] = None
    table["multiply_adds_per_second"] = 1e12
    # 4 * 2,000 * 4 + (1,010 + 7,000) * 4 / 100 bytes at 1e8 a second, 200 times
    assert grids(table)[0].set_index("model")["training's share"]["lenet"] == "6.5 % of memory"


def test_peers_are_compared_seed_by_seed(peers):
    _, grid = grids(peers)
    # logarithms of 1.1, 1.2, 1.3: mean 0.180, SD 0.0836, t(0.975, 2) = 4.303
    assert grid.to_numpy().tolist() == [
        ["lenet", "lenet_torch", "3", "1.20 (0.97 to 1.47)", "0.50 (0.50 to 0.50)"]
    ]


def test_one_seed_of_a_pair_has_no_interval(peers):
    _, grid = grids(peers[~(peers["model"].eq(PEER) & peers["seed"].gt(0))])
    assert grid.iloc[0].tolist()[2:] == ["1", "1.10", "0.50"]


def test_a_peer_whose_model_did_not_run_has_no_pair(peers):
    assert len(grids(peers[~peers["model"].eq("lenet(epochs=3)")])) == 1


def test_an_interval_of_a_speed_takes_six_seeds(table):
    six = pd.concat([table.assign(seed=table["seed"] + 3 * part) for part in (0, 1)])
    assert grids(six)[0].set_index("model")["trains (images/s)"]["lenet"] == "200 (200 to 200)"


def test_contended_runs_do_not_count(peers):
    peers.loc[peers["model"].eq(PEER), "status"] = "contended"
    (grid,) = grids(peers)
    assert grid["model"].tolist() == ["majority", "sift_svm", "lenet"]
    peers["status"] = "contended"
    assert grids(peers) == []
    assert "digits: no run had its cores to itself." in text(peers)


def test_speeds_of_two_machines_are_not_compared(table):
    table.loc[0, "cores"] = 64
    assert grids(table) == []
    assert "times are not compared: the runs differ in cores (64, 2)." in text(table)


@pytest.mark.parametrize("known", [True, False])
def test_without_limits_there_is_no_section(table, known):
    columns = ["multiply_adds_per_second", "bytes_per_second"]
    without = table.assign(**dict.fromkeys(columns)) if known else table.drop(columns=columns)
    assert body(without) == []


def test_old_tables_lack_columns(table):
    lacking = ["peer_of", "train_batch", "activations", "phase_encode_seconds"]
    (grid,) = grids(table.drop(columns=lacking))
    assert grid.set_index("model")["training's share"]["lenet"] == "n/a"
