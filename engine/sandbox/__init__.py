"""
Code that flows bring: run in a child process that may reach nothing.

`Sandbox.run` is the only door. The runtime is Deno without any permission, started per call; what
bounds it is in `process.py`, what it is handed in `harness.js`.
"""

from __future__ import annotations

from engine.sandbox.deno import Sandbox, find_runtime

__all__ = ["Sandbox", "find_runtime"]
