"""
`python -m tests.golden.write`: keep what this version stores, for every later one to finish.

Each release adds a folder named after its version, made by this with the very code that is
released. A folder is never rewritten once CHANGELOG.md names its version: a later version that
cannot read it needs a migration, not another folder.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from pymongo import MongoClient

from engine.embedded.mongo import start_mongo
from engine.steps import BY_NAME
from engine.store.mongo import open_stores
from tests.golden import finishing
from tests.golden.cases import CASES
from tests.golden.dumps import EXPECTED, FOLDER, dump, load
from tests.golden.kept import Kept

ROOT = FOLDER.parents[1]
_RELEASED = re.compile(r"^## \[?v?(\d+\.\d+\.\d+\S*?)\]?(?:\s|$)", re.MULTILINE)
_MOST_BYTES = 1_500_000


def released(changelog: str | None = None) -> set[str]:
    """Return the versions that CHANGELOG.md names."""
    return set(_RELEASED.findall(changelog or (ROOT / "CHANGELOG.md").read_text()))


def version() -> str:
    """Return the version that is being made."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def write(url: str, folder: Path) -> dict:
    """Run every case, dump the database, and write down what all of it comes to."""
    kept = opened(url, "written")
    names = {}
    for case in CASES:
        names |= case(kept)
        kept.queue.hints.clear()
    covered(kept)
    token = kept.admin
    read = {path: finishing.read(kept, path, token) for path in finishing.paths(kept)}
    dump(kept.database, folder)
    again = opened(url, "again", folder)
    time.sleep(1.1)  # an answer that depends on when it is asked for is none to keep
    for path, body in read.items():
        assert finishing.read(again, path, token) == body, path
    finishing.finish(again)
    expected = {
        "token": token,
        "runs": names,
        "ends": finishing.ends(again),
        "heard": finishing.heard(again),
        "answers": read,
    }
    lines = [f'"{name}":{json.dumps(value, sort_keys=True)}' for name, value in expected.items()]
    (folder / EXPECTED).write_text("{" + ",\n".join(lines) + "}\n")
    return expected


def opened(url: str, name: str, folder: Path | None = None) -> Kept:
    stores = open_stores(url, name)
    if folder is not None:
        with MongoClient(url) as client:
            load(folder, client[name])
    stores.migrate()
    return Kept(stores)


def covered(kept: Kept) -> None:
    """Fail for a step type, status or kind of wait that no run shows."""
    versions = b"".join(one["definition"] for one in kept.database["versions"].find())
    used = {name for name in BY_NAME if f'"type":"{name}"'.encode() in versions}
    assert used == set(BY_NAME), set(BY_NAME) - used
    runs = kept.database["runs"]
    for what in ("snapshot", "tail.0", "lease", "cancel", "decision", "wait.votes.0", "deadline"):
        assert runs.count_documents({what: {"$exists": True}}), what
    for what in ({"deadLetter": True}, {"inputs": {"$exists": False}}, {"journaled": True}):
        assert runs.count_documents(what), what
    assert set(runs.distinct("status")) == {
        *("queued", "running", "waiting", "completed", "failed", "canceled")
    }
    kinds = {"user-approval", "client-tool", "show-form", "delay", "retry", "children", "turn"}
    assert set(runs.distinct("wait.kind")) == kinds | {"debounce"}


def main() -> int:
    name = version()
    folder = FOLDER / name
    if folder.exists() and name in released():
        print(f"{name} is released: its folder is not written again")
        return 1
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="millrace-golden-") as data:
        server = start_mongo(Path(data))
        try:
            expected = write(server.url, folder)
        finally:
            server.kill()
    size = sum(file.stat().st_size for file in folder.iterdir())
    assert size < _MOST_BYTES, size
    print(f"{name}: {len(expected['runs'])} moments, {len(expected['ends'])} runs at the end,")
    print(
        f"{len(expected['answers'])} answers, {size} bytes in {len(list(folder.iterdir()))} files"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
