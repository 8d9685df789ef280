"""`python -m tests.chaos.report RESULTS.json … > docs/reliability.md`: what was measured."""

from __future__ import annotations

import json
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.chaos.matrix import MATRIX

TARGETS = {
    "F1": "0 lost, 0 doubled, 0 wrong",
    "F2": "p50 < 6 s, p99 < 10 s, max < 15 s",
    "F3": "every point hit, every run right",
    "F4": "0 violations",
    "F5": "every one found",
    "F6": "0 lost, 0 doubled",
    "F7": "0 lost, no 5xx but 503",
    "F8": "0 doubled",
    "F9": "no write of a zombie",
    "F10": "one decision each",
    "F11": "p99 < 1 s",
    "F12": "fires = runs",
    "F13": "one run a key",
    "F14": "0 failed, no effect twice, exit < 30 s",
    "F15": "3 attempts, healthy p99 <= 2 x",
    "F16a": "0 violations",
    "F16b": "0 lost, gap < 5 s",
    "F17": "no effect twice",
    "F19": "each effect once",
    "F20": "first < 5 s, all < 60 s",
    "F21": "all finish",
    "F22": "0 violations",
    "F23": "every row",
    "F24": "every form blocked, every control passes",
    "F25": "every form harmless",
    "F26": "no 5xx",
    "F27": "nowhere",
    "F29": "memory < 5 %, nothing left",
    "F30": "every journey ends",
    "F31": "every wait ended by who may",
    "F32": "all stand, a 2 s delay < 4 s",
}


def page(results: list[dict]) -> str:
    """Return the page: the sentences of reliability.md with the tables in between."""
    tables = [*runs_table(results), *figures_table(results), *matrix_table()]
    written = Path(__file__).with_name("reliability.md").read_text()
    return string.Template(written).substitute(tables="".join(tables))


def runs_table(results: list[dict]) -> Iterator[str]:
    yield "\n## The runs\n\n"
    yield "| run | profile | seed | figures | faults | broken | minutes | remark |\n"
    yield "|---|---|---|---|---|---|---|---|\n"
    for number, run in enumerate(results, 1):
        verdicts = run["verdicts"]
        broken = sum(bool(one["violations"]) for one in verdicts)
        faults = faults_in((one["figure"], one["faults"]) for one in verdicts)
        told = [number, run["profile"], run["seed"], len(verdicts), faults, broken]
        yield row([*told, round(run["seconds"] / 60), run.get("remark", "")])


def faults_in(counts: Iterable[tuple[str, int]]) -> int:
    """Return how many faults were injected for these figures: F2 is told by the trial of F1."""
    return sum(faults for figure, faults in counts if figure != "F2")


def figures_table(results: list[dict]) -> Iterator[str]:
    yield "\n## The figures\n\n`MISSED` marks a time that was not kept; a broken promise would say"
    yield " BROKEN.\n\n| figure | what | target | run | measured |\n|---|---|---|---|---|\n"
    names = dict.fromkeys(one["figure"] for run in results for one in run["verdicts"])
    for name in sorted(names, key=in_order):
        for number, run in enumerate(results, 1):
            for one in run["verdicts"]:
                if one["figure"] == name:
                    target = TARGETS.get(name, "0 violations")
                    yield row([name, one["title"], target, number, told_of(one)])


def told_of(verdict: dict) -> str:
    missed = [what for what, is_met in verdict["met"].items() if not is_met]
    marks = [f"MISSED: {', '.join(missed)}"] if missed else []
    marks += [f"BROKEN: {verdict['violations'][0]}"] if verdict["violations"] else []
    return "; ".join([*marks, verdict["shown"]])


def matrix_table() -> Iterator[str]:
    yield "\n## The fault matrix\n\nFigures are those above; tests are functions below `tests/`,"
    yield " without their `test_`.\n\n| row | fault | figures | tests | left out |\n"
    yield "|---|---|---|---|---|\n"
    for fault in MATRIX:
        proofs = "<br>".join(proof.replace("::test_", ": ") for proof in fault.proofs)
        yield row([fault.number, fault.fault, ", ".join(fault.figures), proofs, fault.left])


def row(cells: Iterable[object]) -> str:
    shown = (str(cell).replace("|", "/").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(shown)} |\n"


def in_order(figure: str) -> tuple[str, int, str]:
    """Return what sorts F2 before F16a, and figures before rows of the matrix."""
    return figure[0], int("".join(filter(str.isdigit, figure))), figure


if __name__ == "__main__":
    sys.stdout.write(page([json.loads(Path(name).read_text()) for name in sys.argv[1:]]))
