"""Manifests as people have them: by name, the files, and what they show."""

import json
from io import BytesIO

import pandas as pd
from layouts.pixels import png

LABELS = ("nan", "NA", "None", "true", "007", "größe", "a, b", 'say "x"', "1")
ROWS = [
    {
        "path": f"pictures/{number} ü.png",
        "label": label,
        "split": ("train", "val", "", "test")[number % 4],
        "group": f"patient {number // 2}" if number < 6 else "",
    }
    for number, label in enumerate(LABELS)
]
PICTURES = {row["path"]: png(number) for number, row in enumerate(ROWS)}
SPLITS = {"train": "train", "val": "validation", "test": "test", "": ""}
SHOWN = {
    number: (row["label"], SPLITS[row["split"]], row["group"]) for number, row in enumerate(ROWS)
}
NUMBERS = {number: (str(number % 3), "", "") for number in range(9)}


def csv(**settings):
    return pd.DataFrame(ROWS).to_csv(index=False, **settings)


def parquet(table):
    data = BytesIO()
    table.to_parquet(data, index=False)
    return data.getvalue()


def layouts():
    """Give by name files and, by the number of a picture, label, split and group."""
    lines = "\n".join(map(json.dumps, ROWS))
    table = pd.DataFrame(ROWS)
    numbered = pd.DataFrame({"file": [row["path"] for row in ROWS], "class": [0, 1, 2] * 3})
    numbers = "\n".join(
        json.dumps({"filename": row["path"], "category": number % 3})
        for number, row in enumerate(ROWS)
    )
    manifests = {
        "csv": ("all.csv", csv().encode(), SHOWN),
        "csv with a mark": ("all.csv", csv().encode("utf-8-sig"), SHOWN),
        "csv of Windows": ("ALL.CSV", csv(lineterminator="\r\n").encode(), SHOWN),
        "csv with semicolons": ("all.csv", csv(sep=";").encode(), SHOWN),
        "csv in quotes": ("all.csv", csv(quoting=1).encode(), SHOWN),
        "backslashes": ("all.csv", csv().replace("pictures/", "pictures\\").encode(), SHOWN),
        "capitals": ("all.csv", csv().replace("path,label", "Path, Label ").encode(), SHOWN),
        "blank lines": ("all.csv", csv().replace("\n", "\n\n").encode(), SHOWN),
        "tabs": ("all.tsv", csv(sep="\t").encode(), SHOWN),
        "json lines": ("all.jsonl", lines.encode(), SHOWN),
        "numbers in json lines": ("all.ndjson", numbers.encode(), NUMBERS),
        "parquet": ("all.parquet", parquet(table), SHOWN),
        "categories": ("all.parquet", parquet(table.astype({"label": "category"})), SHOWN),
        "numbers in parquet": ("all.parquet", parquet(numbered), NUMBERS),
    }
    found = {
        kind: ({name: data, **PICTURES}, shown) for kind, (name, data, shown) in manifests.items()
    }
    below = {f"all/{path}": data for path, data in found["csv"][0].items()}
    return found | {"below a folder": (below, SHOWN)}
