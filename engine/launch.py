"""How one process of an installation starts another, and where it listens."""

from __future__ import annotations

import sys


def command_of(role: str, *arguments: str) -> list[str]:
    """
    Return the command line that starts a process of this role: web, worker or scheduler.

    `-P` keeps the working directory out of the module search path: a folder with a package of one
    of our names, or of a dependency's, is not imported. The directory itself stays what it is, so
    relative paths in settings mean what the operator meant.
    """
    return [sys.executable, "-P", "-m", "millrace", role, *arguments]


def address_of(host: str, port: int) -> str:
    """Return the address that a process listens on, as it stands in a URL."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
