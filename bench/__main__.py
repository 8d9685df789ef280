"""Print the table."""

from __future__ import annotations

import argparse
import sys

from bench.rows import Bench, Row
from examples.client import installation, stop_in_order


def main() -> int:
    """Measure and print; return 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    parser.add_argument("--workers", default="2", help="worker processes")
    arguments = parser.parse_args()
    stop_in_order()
    missed = 0
    environ = {"MILLRACE_EGRESS_ALLOW": "127.0.0.1", "MILLRACE_LOG_LEVEL": "WARNING"}
    with installation(environ, "--workers", arguments.workers) as up:
        show(Row("what", "measured", "ratio", "first target", "goal"), "")
        print(f"|{'---|' * 6}")
        for row in Bench(up, 0.1 if arguments.quick else 1.0).rows():
            show(row, verdict_on(row))
            missed += not row.is_met
    return 1 if missed else 0


def verdict_on(row: Row) -> str:
    """Say which of its two marks a row reaches."""
    if row.target == "-":
        return ""
    reached = "goal met" if row.is_at_goal else "met"
    return reached if row.is_met else "MISSED"


def show(row: Row, verdict: str) -> None:
    """Print one line of a Markdown table."""
    columns = f"{row.what:34} | {row.figure:30} | {row.ratio:62} | {row.target:21} | {row.goal:10}"
    print(f"| {columns} | {verdict:8} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
