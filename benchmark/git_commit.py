"""The commit that a checkout stands at."""

import os
import subprocess
from pathlib import Path
from shutil import which

_TIMEOUT_SECONDS = 10.0
_OF_ANOTHER_REPOSITORY = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}  # set in git's hooks


def git_commit(package: Path) -> str | None:
    """Give the commit of the checkout that a package is imported from.

    Args:
        package: Folder of the package.

    Returns:
        40 hexadecimal digits, and "+changes" where tracked files differ from the commit. None
        where git is absent or does not track the package: an installed package may lie in an
        environment in the folder of another project.
    """
    try:
        _git(package, "ls-files", "--error-unmatch", "__init__.py")
        commit = _git(package, "rev-parse", "HEAD")
        changes = _git(package, "status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.SubprocessError):
        return None
    return f"{commit}+changes" if changes else commit


def _git(folder: Path, *arguments: str) -> str:
    finished = subprocess.run(  # noqa: S603 - our own words only
        [which("git") or "git", "--no-optional-locks", *arguments],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key not in _OF_ANOTHER_REPOSITORY},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        text=True,
        timeout=_TIMEOUT_SECONDS,
    )
    return finished.stdout.strip()
