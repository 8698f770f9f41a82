"""Rows say where they come from."""

import os
import subprocess
from shutil import which

import pytest

from benchmark.container import cpu_limit, memory_limit_gib
from benchmark.environment import VERSION_COLUMNS, environment
from benchmark.git_commit import git_commit
from benchmark.nvidia_driver import nvidia_driver


def tree(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def git(folder, *arguments):
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
    subprocess.run(
        [which("git"), *identity, *arguments], cwd=folder, check=True, capture_output=True
    )


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package in a repository, with one commit."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    tree(tmp_path, {"package/__init__.py": "", "readme": "one"})
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "First")
    return tmp_path / "package"


def test_the_machine_is_described():
    columns = environment()
    assert columns["processor"]
    assert 1 <= columns["cores"] <= os.cpu_count()
    assert columns["threads"] >= 1  # of NumPy, which is loaded
    assert columns["memory_gib"] > 0
    assert columns["numpy_version"]
    assert set(VERSION_COLUMNS) == {name for name in columns if name.endswith("_version")}


def test_threads_follow_the_limit_in_force():
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        assert environment()["threads"] == 1


def test_settings_of_libraries_are_recorded_as_they_are_set(monkeypatch):
    set_to = {
        "MKL_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "2",
        "OPENBLAS_NUM_THREADS": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "TF_NUM_INTEROP_THREADS": "4",
        "TF_NUM_INTRAOP_THREADS": "5",
        "XLA_FLAGS": "--xla_dump_to=/dumps",
    }
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    found = environment()["thread_settings"].split()
    assert dict(each.split("=", 1) for each in found) == set_to
    for name in set_to:
        monkeypatch.delenv(name)
    assert environment()["thread_settings"] is None


def test_without_control_groups_there_is_no_limit(tmp_path):
    assert cpu_limit(tmp_path) is None
    assert memory_limit_gib(tmp_path) is None


@pytest.mark.parametrize(
    ("files", "cores", "gib"),
    [
        pytest.param(
            {
                "proc/self/cgroup": "0::/\n",
                "sys/fs/cgroup/cpu.max": "150000 100000\n",
                "sys/fs/cgroup/memory.max": "536870912\n",
            },
            1.5,
            0.5,
            id="version 2",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/a/b\n",
                "sys/fs/cgroup/a/cpu.max": "100000 100000\n",
                "sys/fs/cgroup/a/memory.max": "1073741824\n",
                "sys/fs/cgroup/a/b/cpu.max": "400000 100000\n",
                "sys/fs/cgroup/a/b/memory.max": "max\n",
            },
            1.0,
            1.0,
            id="a group above",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "0::/\n",
                "sys/fs/cgroup/cpu.max": "max 100000\n",
                "sys/fs/cgroup/memory.max": "max\n",
            },
            None,
            None,
            id="version 2 without limits",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:cpu,cpuacct:/docker/1\n3:memory:/docker/1\n0::/\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "200000\n",
                "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "2147483648\n",
            },
            2.0,
            2.0,
            id="version 1, with the path of the host",
        ),
        pytest.param(
            {
                "proc/self/cgroup": "4:cpu:/\n3:memory:/\n",
                "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
                "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
                "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
            },
            None,
            None,
            id="version 1 without limits",
        ),
    ],
)
def test_a_containers_limits_are_read(tmp_path, files, cores, gib):
    root = tree(tmp_path, files)
    assert cpu_limit(root) == cores
    assert memory_limit_gib(root) == gib


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("NVIDIA UNIX x86_64 Kernel Module  470.82.01  Wed Oct 27 21:21:55 UTC 2021", "470.82.01"),
        ("NVIDIA UNIX Open Kernel Module for x86_64  560.35.03  Release Build", "560.35.03"),
        ("something else", None),
    ],
)
def test_the_driver_is_named(tmp_path, line, version):
    text = f"NVRM version: {line}\nGCC version:  gcc version 12.2.0 (Debian 12.2.0-14)\n"
    assert nvidia_driver(tree(tmp_path, {"proc/driver/nvidia/version": text})) == version


def test_without_a_driver_there_is_none(tmp_path):
    assert nvidia_driver(tmp_path) is None


def test_a_checkout_has_a_commit(package):
    assert len(git_commit(package)) == 40


def test_changes_of_tracked_files_are_said(package):
    commit = git_commit(package)
    (package / "untracked.py").write_text("")
    assert git_commit(package) == commit
    (package.parent / "readme").write_text("two")
    assert git_commit(package) == f"{commit}+changes"


def test_a_hooks_variables_do_not_lead_elsewhere(package, monkeypatch):
    commit = git_commit(package)
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert git_commit(package) == commit


def test_a_package_in_anothers_repository_has_no_commit(package):
    installed = tree(package.parent, {"venv/site-packages/package/__init__.py": ""})
    assert git_commit(installed / "venv/site-packages/package") is None


def test_outside_a_repository_there_is_no_commit(tmp_path):
    assert git_commit(tree(tmp_path, {"__init__.py": ""})) is None


def test_without_git_there_is_no_commit(package, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert git_commit(package) is None
