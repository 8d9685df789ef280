"""
Look every locked package up among the published advisories: `python -m tests.security.audit`.

Exits with 0 when all of them were looked up and none is known to be vulnerable, 1 when one is, and
2 when any could not be looked up: an advisory service out of reach is no clean bill of health.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock"
TOOL = "pip-audit==2.10.1"
CLEAN, VULNERABLE, UNKNOWN = 0, 1, 2
_SERVICES = ("pypi", "osv")


def verdict(report: str) -> tuple[int, list[str]]:
    """Return the exit code for what the tool reported, and the lines that say why."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, LookupError, TypeError):
        return UNKNOWN, ["the tool reported nothing that can be read"]
    skipped = [one for one in packages if "skip_reason" in one or "vulns" not in one]
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {flaw['fix_versions'] or 'none'}"
        for one in packages
        if one not in skipped
        for flaw in one["vulns"]
    ]
    counted = f"{len(packages) - len(skipped)} of {len(packages)} packages looked up"
    if found:
        return VULNERABLE, [*found, f"{len(found)} known vulnerabilities; {counted}"]
    if skipped or not packages:
        return UNKNOWN, [f"NOT AUDITED: {counted}; the rest are known to nobody who was asked"]
    return CLEAN, [f"no known vulnerability; {counted}"]


def ask(service: str, lock: Path) -> tuple[int, list[str]]:
    """Have the tool ask one advisory service about every package of a lock."""
    tool = ["tool", "run", "--quiet", "--from", TOOL, "pip-audit"]
    given = ["--requirement", str(lock), "--disable-pip", "--require-hashes"]
    told = ["--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"]
    uv = Path(sys.executable).with_name("uv")
    done = subprocess.run(
        [str(uv), *tool, *given, *told], capture_output=True, text=True, check=False
    )
    code, lines = verdict(done.stdout)
    said = [] if done.stdout.strip() else done.stderr.strip().splitlines()
    return code, [*lines, *said[-1:]]


def main(lock: Path = LOCK) -> int:
    """Ask one service after the other until one knows; print what it came to."""
    code = UNKNOWN
    for service in _SERVICES:
        code, lines = ask(service, lock)
        print("\n".join(f"{service}: {line}" for line in lines))
        if code != UNKNOWN:
            return code
    print("The advisory services could not be reached, so nothing is known of the lock.")
    return code


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
