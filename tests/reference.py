"""Make the reference of `depthbench verify` anew: `python tests/reference.py [RESULTS]`.

Runs the suite `verify` with TensorFlow, on a machine with nothing else to do; or takes the
results folder in which `depthbench run verify` has done so.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.plugins import SUITES
from benchmark.reference import Reference
from benchmark.store import Store

SHIPPED = Path(__file__).parent.parent / "benchmark/suites/verify.json"


def make(folder):
    """Run what has no row in a results folder, and take its rows for the reference."""
    words = ["run", "verify", "--backend", "tensorflow", "--out", str(folder)]
    subprocess.run([sys.executable, "-P", "-m", "depthbench", *words], check=True)
    store = Store.read(folder, "verify", "tensorflow")
    SHIPPED.write_text(Reference.of(store.of(SUITES.make("verify").specs())).text(), "utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as empty:
        make(Path(sys.argv[1] if len(sys.argv) > 1 else empty))
