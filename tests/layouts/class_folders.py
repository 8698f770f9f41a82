"""Class folders as people have them: by name, the files, and what they show."""

from layouts.pixels import LABELS, png


def layouts():
    """Give by name files and, by the number of a picture, label, split and group."""
    flat, shown, number = {}, {}, 0
    for label in LABELS:
        for name in ("1.png", "two words.PNG", "more/deep/3.Png"):
            flat[f"{label}/{name}"] = png(number)
            shown[number] = (label, "", "")
            number += 1
    noise = {
        "README.md": b"hello",
        ".DS_Store": b"\0",
        "birds/Thumbs.db": b"\0",
        "birds/.hidden.png": b"\0",
        "__MACOSX/birds/._1.png": b"\0",
        ".git/objects/1.png": b"\0",
    }
    found = {
        "flat": (flat, shown),
        "below a folder": ({f"all/of it/{path}": data for path, data in flat.items()}, shown),
        "with what systems leave": (flat | noise, shown),
    }
    for names in (("train", "val", "test"), ("Training", "Validation", "testing")):
        files, where = {}, {}
        for number, label in enumerate(LABELS * 3):
            place = number // 3
            files[f"{names[place]}/{label}/{number}.png"] = png(number)
            where[number] = (label, ("train", "validation", "test")[place], "")
        found["/".join(names)] = (files, where)
    return found
