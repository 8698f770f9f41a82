"""The front door: `depthbench COMMAND`."""

import sys
from importlib import import_module
from pathlib import Path

import typer

from benchmark.usage_error import UsageError


def main() -> None:
    """Run the command line; what the user got wrong is one line and exit status 2."""
    try:
        _application()()
    except UsageError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        if error.filename is None:
            raise
        typer.echo(f"error: cannot use {error.filename}: {error.strerror}", err=True)
        sys.exit(2)


def _application() -> typer.Typer:
    """Collect the commands: the function `command` of each file in this folder."""
    application = typer.Typer(
        name="depthbench",
        help="On these images, does depth pay? Shallow and deep classifiers through one harness.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: Rich takes longer to load than all else together
    )
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        application.command(path.stem)(import_module(f"depthbench.{path.stem}").command)
    return application


if __name__ == "__main__":
    main()
