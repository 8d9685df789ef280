"""A database as files: one a collection, one line a document, in canonical Extended JSON."""

from __future__ import annotations

from pathlib import Path

from bson import json_util

FOLDER = Path(__file__).parent
EXPECTED = "expected.json"
_OPTIONS = json_util.CANONICAL_JSON_OPTIONS


def dumped(document) -> str:
    return json_util.dumps(
        document, json_options=_OPTIONS, ensure_ascii=False, separators=(",", ":")
    )


def dump(database, folder: Path) -> None:
    """Write every collection, in the order of its ids."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(database.list_collection_names()):
        lines = [dumped(document) for document in database[name].find().sort("_id")]
        if lines:
            (folder / f"{name}.json").write_text("\n".join(lines) + "\n")


def load(folder: Path, database) -> None:
    """Put every document back as it was."""
    for file in folder.glob("*.json"):
        if file.name != EXPECTED:
            lines = file.read_text().splitlines()
            documents = [json_util.loads(line, json_options=_OPTIONS) for line in lines]
            database[file.stem].insert_many(documents)
