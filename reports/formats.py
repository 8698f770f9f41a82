"""What the report can be written as."""

from types import MappingProxyType

FORMATS = MappingProxyType(
    {
        "html": "index.html",
        "pdf": "report.pdf",
        "latex": "report.tex",
        "notebook": "notebook.ipynb",
    }
)
"""By the words that --format takes, the files in the folder `report`; HTML is always written."""
