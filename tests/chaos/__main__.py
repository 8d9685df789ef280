"""
`python -m tests.chaos --profile ci --seed 7`: every figure of docs/reliability.md, measured.

The seed decides what goes wrong and when; two runs under one seed make the same choices, though not
at the same instants. Exit code 1 when a promise was broken; a time that is missed is only told.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from tests.chaos.cluster import Cluster
from tests.chaos.profiles import GROUPS, OUTSIDE, PROFILES, Group, Outside
from tests.chaos.report import faults_in, in_order
from tests.chaos.trial import Trial, Verdict, noting

LAST_LINES = 12


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--profile", choices=PROFILES, default="ci")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--only", default="", help="figures or groups, with commas between")
    parser.add_argument("--lanes", type=int, default=3, help="installations at once")
    parser.add_argument("--results", type=Path, help="write the verdicts to this JSON file")
    parser.add_argument("--group", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args(argv)
    if said.group:
        return one_group(said)
    return everything(said)


def everything(said: argparse.Namespace) -> int:
    """Measure what is asked for, each group in a process of its own."""
    began = time.monotonic()
    print(f"profile {said.profile}, seed {said.seed}", flush=True)
    only = {name for name in said.only.split(",") if name}
    groups = [group for group in GROUPS if is_wanted(group, only, said.profile)]
    outside = [one for one in OUTSIDE if (not only or one.name in only) and said.profile != "smoke"]
    folder = Path(tempfile.mkdtemp(prefix="millrace-chaos-"))
    verdicts: list[Verdict] = []
    for group in (group for group in groups if group.is_timed):
        verdicts += measured(group, said, folder)
    with ThreadPoolExecutor(said.lanes) as lanes:
        others = [group for group in groups if not group.is_timed]
        for found in lanes.map(lambda group: measured(group, said, folder), others):
            verdicts += found
    for one in outside:
        verdicts.append(by_command(one, said.seed))
    verdicts.sort(key=lambda verdict: in_order(verdict.figure))
    seconds = time.monotonic() - began
    if said.results:
        shown = {
            "profile": said.profile,
            "seed": said.seed,
            "seconds": round(seconds),
            "verdicts": [asdict(verdict) for verdict in verdicts],
        }
        said.results.write_text(json.dumps(shown, indent=1) + "\n")
    broken = [verdict for verdict in verdicts if not verdict.holds]
    late = [verdict for verdict in verdicts if not all(verdict.met.values())]
    faults = faults_in((verdict.figure, verdict.faults) for verdict in verdicts)
    print(
        f"{len(verdicts)} figures, {faults} faults, {len(broken)} broken, {len(late)} too slow, "
        f"{seconds:.0f} s; again: make chaos PROFILE={said.profile} SEED={said.seed}"
    )
    if broken:
        print(f"what they left behind is in {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if broken else 0


def is_wanted(group: Group, only: set[str], profile: str) -> bool:
    names = {group.name, *(figure.name for figure in group.figures)}
    has_size = any(figure.size(profile) is not None for figure in group.figures)
    return has_size and (not only or bool(names & only))


def measured(group: Group, said: argparse.Namespace, folder: Path) -> list[Verdict]:
    """Measure a group in a process of its own, and show what it found as it comes."""
    argv = [sys.executable, "-m", "tests.chaos", "--group", group.name, "--seed", str(said.seed)]
    argv += ["--profile", said.profile, "--only", said.only, "--folder", str(folder / group.name)]
    found = []
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                verdict = Verdict(**json.loads(line))
                found.append(verdict)
                show(verdict)
            else:
                print(f"  {group.name}: {line}", end="", flush=True)
    if process.returncode:
        verdict = Verdict(group.name, "could not be measured", f"exit code {process.returncode}")
        verdict.figure = next(figure.name for figure in group.figures)
        verdict.violations.append("the group did not come to its end")
        found.append(verdict)
        show(verdict)
    return found


def one_group(said: argparse.Namespace) -> int:
    """Be the process of one group: start its installation, measure, write verdicts to stdout."""
    group = next(group for group in GROUPS if group.name == said.group)
    only = {name for name in said.only.split(",") if name}
    figures = [
        figure
        for figure in group.figures
        if figure.size(said.profile) is not None
        and (not only or group.name in only or figure.name in only)
    ]
    with Cluster(said.folder / "cluster", group.shape) as cluster:
        for figure in figures:
            trial = Trial(figure.name, said.seed, cluster, said.folder / "trials")
            with noting(trial):
                for verdict in figure.measure(trial, said.profile):
                    print(json.dumps(asdict(verdict)), flush=True)
    return 0


def by_command(outside: Outside, seed: int) -> Verdict:
    """Measure a figure by another suite's command."""
    began = time.monotonic()
    argv = [part.format(seed=seed) for part in outside.command]
    told = {name: value.format(seed=seed) for name, value in outside.environ}
    done = subprocess.run(
        argv,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    shown = "; ".join(line.strip("= ") for line in lines[-2:] if "passed" in line or "/s" in line)
    shown = "; ".join(line for line in lines[-2:] if line) if outside.name == "F4" else shown
    verdict = Verdict(outside.name, outside.title, shown or (lines[-1] if lines else ""))
    if done.returncode:
        verdict.violations.append("\n".join([*lines[-LAST_LINES:], done.stderr[-2000:]]))
    verdict.seconds = time.monotonic() - began
    show(verdict)
    return verdict


def show(verdict: Verdict) -> None:
    said = "holds" if verdict.holds else "BROKEN"
    times = ", ".join(
        f"{what}: {'met' if is_met else 'MISSED'}" for what, is_met in verdict.met.items()
    )
    print(
        f"{verdict.figure:5} {said:6} {verdict.title}: {verdict.shown}"
        f"{' | ' + times if times else ''} ({verdict.seconds:.0f} s, {verdict.faults} faults)",
        flush=True,
    )
    for violation in verdict.violations[:10]:
        print(f"      {violation}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
