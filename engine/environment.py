"""Variables of the environment that look like settings and are none."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import fields

from engine.settings import PREFIX, Settings, variable


def unknown_variables(environ: Mapping[str, str]) -> list[str]:
    """Return a sentence for each MILLRACE_ variable that no setting has, by name."""
    known = [variable(one.name) for one in fields(Settings)]
    strange = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return [f"{name} is no setting and has no effect{_advice(name, known)}" for name in strange]


def _advice(name: str, known: list[str]) -> str:
    nearest = difflib.get_close_matches(name, known, 1, 0.8)
    return f": did you mean {nearest[0]}?" if nearest else ": `millrace settings` lists them all."
