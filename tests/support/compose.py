"""What compose.yaml and the Dockerfile start, read from the files themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
# In the order in which they depend on each other.
OURS = ("migrate", "web", "worker", "scheduler")
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def instruction(name: str) -> str:
    """Return what the last instruction of this name says."""
    return re.findall(rf"^\s*{name}\s+(.*)$", DOCKERFILE, re.MULTILINE)[-1]


def command(name: str) -> list[str]:
    """Return the command of a service, the image's own where it names none."""
    return SERVICES[name].get("command") or json.loads(instruction("CMD"))


def probe(name: str) -> list[str]:
    """Return the command that tells whether a service is well."""
    given = SERVICES[name].get("healthcheck")
    if given is None:
        return json.loads(re.search(r"HEALTHCHECK.*?CMD (\[.*\])", DOCKERFILE)[1])
    assert given["test"][0] == "CMD"
    return given["test"][1:]


def replicas(name: str) -> int:
    return SERVICES[name].get("deploy", {}).get("replicas", 1)


def environment(name: str, given: dict[str, str]) -> dict[str, str]:
    """Return the variables of a service's process: the image's, then those of the file."""
    image = dict(re.findall(r"(\w+)=(\S+)", instruction("ENV")))
    image.pop("PATH")
    told = {key: filled(value, given) for key, value in SERVICES[name]["environment"].items()}
    return image | told


def filled(text: str, given: dict[str, str]) -> str:
    """Return a text with its variables, as compose fills them in."""

    def value(found: re.Match) -> str:
        name, mark, rest = found.groups()
        if given.get(name):
            return given[name]
        assert mark == "-", f"{name}: {rest}"
        return rest

    return _VARIABLE.sub(value, text)
