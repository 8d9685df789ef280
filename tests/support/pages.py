"""The pages of `docs/steps`, read: what they say of a step type, and the example they show."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "steps"
_BLOCK = re.compile(r"^```json (flow|run)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Page:
    """One page: its text, the flow it shows, and how that is run."""

    name: str
    text: str
    flow: dict
    run: dict


def page_of(name) -> Page:
    text = (FOLDER / f"{name}.md").read_text()
    blocks = {kind: json.loads(body) for kind, body in _BLOCK.findall(text)}
    return Page(name, text, blocks["flow"], blocks["run"])


def fields_table(step_type) -> str:
    """Return the table of a step type's fields, as its page has it."""
    if not step_type.fields:
        return "It has no fields.\n"
    lines = ["| field | is | |", "|---|---|---|"]
    for one in step_type.fields:
        kind = " or ".join(f"`{option}`" for option in one.options) or one.kind
        needed = ", required" if one.required else ""
        told = one.description.replace("|", "\\|")
        secret = " (may name secrets)" if one.secret else ""
        lines.append(f"| `{one.name}` | {kind}{needed} | {told}{secret} |")
    return "\n".join(lines) + "\n"
