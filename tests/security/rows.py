"""What a row of the security matrix is, and how its proofs are written: `file::test`."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One attack: its number, what it is, and what proves that it fails."""

    number: str
    title: str
    proofs: tuple[str, ...]

    @property
    def section(self) -> str:
        return self.number.partition(".")[0]


def of(folder: str, **names: str) -> tuple[str, ...]:
    """Return the proofs of a folder: a keyword is a file, its value the tests in it."""
    return tuple(
        f"{folder}/test_{file}.py::test_{name}"
        for file, texts in names.items()
        for name in texts.split()
    )


def api(**names: str) -> tuple[str, ...]:
    return of("unit/api", **names)


def engine(**names: str) -> tuple[str, ...]:
    return of("unit/engine", **names)


def egress(**names: str) -> tuple[str, ...]:
    return of("unit/engine/egress", **names)


def language(**names: str) -> tuple[str, ...]:
    return of("unit/engine/expressions", **names)


def here(**names: str) -> tuple[str, ...]:
    return of("security", **names)
