"""`depthbench doctor`: what is wrong with images, before a number is trusted."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError
from depthbench._data_options import Decoder, Group, Resize, Size, data_spec
from depthbench._options import Json


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    data: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="Your images, as of `run --data`; or the spec of a data set, as fashion_mnist.",
        ),
    ],
    *,
    size: Size = None,
    resize: Resize = None,
    group: Group = None,
    decoder: Decoder = None,
    as_json: Json = False,
) -> None:
    """Find damaged files, copies, leaks from training to test, and what else misleads.

    All images are decoded as `run --data` would decode them, which then need not do it again. A
    leak stops `run` (unless --allow-leak is given), and so does what cannot be run; warnings say
    that numbers may mislead, notes what is good to know. `depthbench list checks` names what is
    looked at.

    Exit status: 0 if nothing stops a run, 1 if something does, 2 on wrong use.
    """
    from benchmark.diagnose import diagnose
    from depthbench._telling import telling

    given = {"size": size, "resize": resize, "group": group, "decoder": decoder}
    spec = DATASETS.normalise(
        _spec(data, {name: each for name, each in given.items() if each is not None})
    )
    dataset = DATASETS.make(spec)
    with telling() as told:
        try:
            found = diagnose(dataset, told)
        except (FileNotFoundError, ValueError) as error:  # a download that failed, another's file
            raise UsageError(str(error)) from error
    if as_json:
        findings = [finding.as_dict() for finding in found]
        typer.echo(json.dumps({"dataset": spec, "findings": findings}, indent=2))
    else:
        from depthbench._print_findings import print_findings

        print_findings(found)
    sys.exit(1 if any(finding.severity == "stop" for finding in found) else 0)


def _spec(data: str, options: dict[str, str]) -> str:
    """Write the spec of what was given: a path, if there is one, or a spec already."""
    path = Path(data).expanduser()
    if not ("(" in data or path.suffix == ".py" or ("/" not in data and not path.exists())):
        return data_spec(path, **options) or data
    if "(" not in data and path.suffix != ".py" and data not in DATASETS.names:
        unknown = UsageError.unknown("dataset", data, DATASETS.names)
        raise UsageError(f"there is no file or folder {data!r}; {unknown}")
    if options:
        given = ", ".join(f"--{name}" for name in options)
        raise UsageError(f"expected the path of images with {given}, received {data!r}")
    return data
