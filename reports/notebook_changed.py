"""Whether a reader has worked on a notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reports._cells_digest import cells_digest

if TYPE_CHECKING:
    from pathlib import Path


def notebook_changed(path: Path) -> bool:
    """Tell whether a notebook is there whose cells are not those that `write_notebook` wrote.

    Args:
        path: A file that need not be there; of what is no notebook of ours, nothing is known, and
            it counts as changed.
    """
    try:
        notebook = json.loads(path.read_bytes())
        return bool(notebook["metadata"]["depthbench"] != cells_digest(notebook["cells"]))
    except FileNotFoundError:
        return False
    except (ValueError, KeyError, TypeError):
        return True
