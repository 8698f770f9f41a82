"""The program, started as a user starts it."""

import subprocess
import sys


def arguments(*words):
    """Give the command line of `depthbench WORDS`; the folder one stands in is not imported."""
    return [sys.executable, "-P", "-m", "depthbench", *words]


def run_program(*words, status=0):
    """Run `depthbench WORDS` to its end, and see that its exit status is the expected one."""
    done = subprocess.run(arguments(*words), capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done
