"""
The `millrace` command: `millrace web`, `python -m millrace worker`, from any directory.

The product's packages have common names (`api`, `engine`, …). They are found beside this file
before any other of that name, so that a folder with a package `api` of its own is neither imported
nor in the way. The command line is `cli.main`; this module makes sure that it is ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

NAMES = frozenset({"api", "cli", "console", "engine", "scheduler", "schemas", "worker"})
ROOT = str(Path(__file__).resolve().parent)


class OwnPackages:
    """Find our top-level packages beside this file, before any others of the same name."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of one of our packages, None for every other module."""
        if path is not None or fullname not in NAMES:
            return None
        return PathFinder.find_spec(fullname, [ROOT], target)


def main() -> None:
    """Run the command line."""
    _forget_empty_entries()
    sys.meta_path.insert(0, OwnPackages())
    from cli.main import main as run  # noqa: PLC0415, found by the finder above

    run(prog_name="millrace")


def _forget_empty_entries() -> None:
    """Take out the working directory where PYTHONPATH names it by an empty entry, by accident."""
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    here = str(Path.cwd())
    if "" in given and here not in given and here in sys.path:
        sys.path.remove(here)


if __name__ == "__main__":
    main()
