"""
Markers of unclear English in the project's own words, counted.

`python -m tests.support.language` stores the counts of today in `tests/language.toml`, and refuses
a count that is higher than the stored one; `--rates` prints them per 1,000 words (names: per 100).
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORED = ROOT / "tests" / "language.toml"
# A count that fell this far below the stored one has to be stored.
SLACK = 0.02

PARTS: dict[str, tuple[str, ...]] = {
    "engine": ("engine",),
    "api": ("api",),
    "console": ("console",),
    "processes": ("schemas", "worker", "scheduler", "cli"),
    "tests": ("tests", "bench", "examples"),
}
_FLAGS = re.IGNORECASE
# In prose: docstrings, comments, documents and templates.
PROSE: dict[str, re.Pattern[str]] = {
    "pronouns": re.compile(r"\b(?:he|him|his|himself|she|hers?)\b", _FLAGS),
    "nobody": re.compile(
        r"\b(?:some|any|every)body(?:'s)?\b|\b(?:nobody|whoever|whom|whose who)\b", _FLAGS
    ),
    "what": re.compile(r"(?:\A|(?<=[.:!?]\s)|(?<=\n\n))What\b(?![^.!?]*\?)"),
    "idioms": re.compile(
        r"\b(?:beside|meanwhile|let off|anew|all the same|for ever|once for all|"
        r"com(?:e|es|ing) to be|came? of|comes of|as it likes|as one likes|in a moment)\b",
        _FLAGS,
    ),
}
_IRREGULAR = frozenset(
    """
    become begun bound broken brought built caught chosen come done drawn driven fallen felt
    forgotten found given gone grown heard held hidden kept known laid left lent lost made meant
    met moved paid risen said seen sent shown shut spent spoken stood taken thrown told understood
    worn written
    """.split()  # noqa: SIM905 - a list of forty strings hides the words
)
_VERBS = frozenset(
    {"embed", "exceed", "feed", "need", "proceed", "seed", "shed", "speed", "succeed"}
)
_IN_TESTS = re.compile(
    r"(?:^|_)(?:who|whom|whose|what|somebody|nobody|anybody|everybody|whoever|beside|told|anew|"
    r"meanwhile|let_off|he|him|his)(?:_|$)"
)


def counts() -> dict[str, dict[str, int]]:
    """Return how often each marker stands in each part, with the words or names it stands among."""
    found = {}
    for part, folders in PARTS.items():
        files = [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]
        files = [file for file in files if "node_modules" not in file.parts]
        found[part] = _in_code([file.read_text() for file in files], is_test=part == "tests")
    found["documents"] = in_prose(_documents())
    found["templates"] = in_prose(_templates())
    return found


def in_prose(texts: list[str]) -> dict[str, int]:
    """Return the counts of every prose marker in these texts, and their words."""
    found = {
        name: sum(len(marker.findall(text)) for text in texts) for name, marker in PROSE.items()
    }
    return found | {"words": sum(len(text.split()) for text in texts)}


def _in_code(sources: list[str], *, is_test: bool) -> dict[str, int]:
    trees = [ast.parse(source) for source in sources]
    texts = [text for tree in trees for text in docstrings(tree)]
    texts += [text for source in sources for text in comments(source)]
    names = [name for tree in trees for name in functions(tree)]
    if is_test:
        tests = [name for name in names if name.startswith("test_")]
        unclear = sum(bool(_IN_TESTS.search(name)) for name in tests)
        return in_prose(texts) | {"test names": unclear, "tests": len(tests)}
    participles = sum(is_participle(name) for name in names)
    return in_prose(texts) | {"participles": participles, "functions": len(names)}


def docstrings(tree: ast.Module) -> Iterator[str]:
    """Yield the docstrings of a module and of all it defines."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(tree):
        if isinstance(node, kinds) and (text := ast.get_docstring(node)):
            yield text


def comments(source: str) -> Iterator[str]:
    """Yield the comments of a source; those on lines that follow each other are one."""
    block, last = [], -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        if block and token.start[0] != last + 1:
            yield " ".join(block)
            block = []
        block.append(token.string.lstrip("# "))
        last = token.start[0]
    if block:
        yield " ".join(block)


def functions(tree: ast.Module) -> Iterator[str]:
    """Yield the names of functions and methods; a property is a value."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if not any(_is_property(one) for one in node.decorator_list):
            yield node.name


def _is_property(decorator: ast.expr) -> bool:
    return getattr(decorator, "id", getattr(decorator, "attr", "")) in {
        "property",
        "cached_property",
        "setter",
    }


def is_participle(name: str) -> bool:
    """Tell whether a function is named by a participle alone: `checked`, `_noted`, `laid`."""
    word = name.strip("_")
    if "_" in word or word in _VERBS:
        return False
    return word.endswith("ed") or word in _IRREGULAR


def _documents() -> list[str]:
    files = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    files += sorted((ROOT / "examples").rglob("*.md"))
    return [_without_code(file.read_text()) for file in files]


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", " ", text, flags=re.DOTALL)


def _templates() -> list[str]:
    files = sorted((ROOT / "console" / "templates").rglob("*.html"))
    cleaned: Callable[[str], str] = lambda text: re.sub(  # noqa: E731 - one use
        r"\{[%{#].*?[%}#]\}|<[^>]*>", "\n\n", text, flags=re.DOTALL
    )
    return [cleaned(file.read_text()) for file in files]


# Comparison --------------------------------------------------------------------------------------

_TOTALS = frozenset({"words", "functions", "tests"})


def compare(
    stored: dict[str, dict[str, int]], found: dict[str, dict[str, int]]
) -> tuple[list[str], list[str]]:
    """Return what rose above its stored count, and what fell so far that it has to be stored."""
    risen, fallen = [], []
    for part, markers in found.items():
        for name, number in markers.items():
            if name in _TOTALS:
                continue
            was = stored.get(part, {}).get(name, 0)
            if number > was:
                risen.append(f"{part}, {name}: {number} instead of {was}")
            elif number < was * (1 - SLACK):
                fallen.append(f"{part}, {name}: {number} instead of {was}")
    return risen, fallen


def stored_counts() -> dict[str, dict[str, int]]:
    """Return the counts of `tests/language.toml`."""
    return tomllib.loads(STORED.read_text()) if STORED.exists() else {}


def rates(found: dict[str, dict[str, int]]) -> Iterator[str]:
    """Yield a line a part: each marker with how often it stands in 1,000 words or 100 names."""
    for part, markers in found.items():
        shown = []
        for name, number in markers.items():
            if name in _TOTALS:
                continue
            total = {"participles": "functions", "test names": "tests"}.get(name, "words")
            per = 1000 if total == "words" else 100
            shown.append(f"{name} {number} ({number / max(markers[total], 1) * per:.1f})")
        yield f"{part:10} {markers['words']:7,} words · " + " · ".join(shown)


def _write() -> None:
    found = counts()
    risen, _ = compare(stored_counts() or found, found)
    if risen:
        sys.exit("These may only fall:\n" + "\n".join(risen))
    lines = ["# Markers of unclear English; only ever lowered, by `make language`."]
    for part, markers in found.items():
        kept = {name: number for name, number in markers.items() if name not in _TOTALS}
        lines += ["", f"[{part}]", *(f'"{name}" = {number}' for name, number in kept.items())]
    STORED.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    if "--rates" in sys.argv:
        sys.stdout.write("\n".join(rates(counts())) + "\n")
    else:
        _write()
