"""Tests that are named as proofs elsewhere: whether they are there, and run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]


def missing(proofs: Iterable[str]) -> list[str]:
    """Return those of `file::test`, seen from `tests/`, that no test is behind."""
    named = [proof.split("::") for proof in proofs]
    return [
        f"{file}::{name}"
        for file, name in named
        if not (TESTS / file).is_file() or name not in functions_in(file)
    ]


@cache
def functions_in(file: str) -> set[str]:
    """Return the names of a file's tests that can run."""
    tree = ast.parse((TESTS / file).read_text())
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if not {"skip", "xfail"} & set(re.findall(r"\w+", " ".join(decorators(node))))
    }


def decorators(node: ast.FunctionDef) -> list[str]:
    return [ast.unparse(one).partition("(")[0] for one in node.decorator_list]
