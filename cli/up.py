"""`millrace up`: web, workers and scheduler on one machine, supervised, servers included."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

from cli.children import Child, await_end
from cli.credentials import Credentials, credentials, secret_key, write_private
from cli.folders import alone_in, fresh_folder
from cli.servers import Servers
from engine import bootstrap, startup
from engine.bootstrap import Engine
from engine.embedded.process import EmbeddedUnavailable, free_port, last_line
from engine.launch import command_of
from engine.settings import Settings

READY_SECONDS = 60.0
DRAIN_SECONDS = 30.0
_LOOK_SECONDS = 0.1
_REVIVE_SECONDS = 1.0
_HOPELESS_DEATHS = 3


class UpFailed(Exception):
    """It cannot be started; the message says why in one sentence."""


@dataclass(slots=True)
class Up:
    """
    One supervised installation.

    `file` is where `up.json` goes; `folder` holds data, logs and credentials.
    """

    settings: Settings
    file: Path
    folder: Path
    is_ephemeral: bool
    servers: Servers = field(default_factory=Servers)
    children: list[Child] = field(default_factory=list)
    signals: int = 0
    revive_at: float = 0.0
    written: str = ""
    is_written: bool = True
    write_at: float = 0.0

    def run(self) -> int:
        """Start everything, keep it alive until a signal, stop everything; return the exit code."""
        for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(signum, self._on_signal)
        # Data, logs and credentials, those of the children too, are for this account alone.
        mask = os.umask(0o077)
        try:
            with alone_in(self.folder):
                return self._run()
        finally:
            os.umask(mask)

    def _run(self) -> int:
        try:
            require_free(self.settings.host, self.settings.port)
            found = self._start()
            if not self.signals:
                print(
                    block(self.settings, found, self.folder, is_ephemeral=self.is_ephemeral),
                    flush=True,
                )
            self._supervise(found)
        finally:
            self._stop()
        return 0

    def _start(self) -> Credentials:
        secret = self.settings.secret_key or secret_key(self.folder)
        port = self.settings.port or free_port()
        settings = replace(self.settings, secret_key=secret, port=port)
        self.settings = self.servers.start(settings, self.folder)
        engine = bootstrap.build(self.settings)
        engine.mongo.migrate()
        for sentence in startup.sentences(engine, os.environ):
            self._say(sentence)
        found = credentials(self.folder, engine.tokens)
        self.children = children(self.settings, self.folder, engine)
        for child in self.children:
            child.start()
        self._await_ready()
        self._write(found)
        return found

    def _await_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self.signals and not is_ready(self.settings.host, self.settings.port):
            self._look_after()
            if time.monotonic() >= deadline:
                said = "; ".join(f"{one.role}: {last_line(one.log)}" for one in self.children)
                raise UpFailed(f"It was not ready within {READY_SECONDS:g} s. {said}")
            self._give_up_on_the_hopeless()
            time.sleep(_LOOK_SECONDS)

    def _give_up_on_the_hopeless(self) -> None:
        for child in self.children:
            if child.failures >= _HOPELESS_DEATHS:
                raise UpFailed(f"The {child.role} ends at every start: {last_line(child.log)}")

    def _supervise(self, found: Credentials) -> None:
        while not self.signals:
            self.is_written = not self._look_after() and self.is_written
            if not self.is_written:
                self._rewrite(found)
            time.sleep(_LOOK_SECONDS)

    def _rewrite(self, found: Credentials) -> None:
        """Write up.json again; on a full disk, say so once and try again until it is written."""
        if time.monotonic() < self.write_at:
            return
        try:
            self._write(found)
        except OSError as error:
            if not self.write_at:
                self._say(f"{self.file} cannot be written ({error.strerror}): it is out of date.")
            self.write_at = time.monotonic() + _REVIVE_SECONDS
        else:
            self.is_written, self.write_at = True, 0.0

    def _look_after(self) -> bool:
        changed = [child.look_after() for child in self.children]
        return self._revive_servers() or any(changed)

    def _revive_servers(self) -> bool:
        if time.monotonic() < self.revive_at:
            return False
        try:
            return self.servers.revive(self.settings, self.folder)
        except (EmbeddedUnavailable, OSError) as error:
            self._say(str(error))
            self.revive_at = time.monotonic() + _REVIVE_SECONDS
            return False

    def _say(self, sentence: str) -> None:
        # Where it goes to may be on the full disk too.
        with suppress(OSError):
            print(sentence, file=sys.stderr, flush=True)

    def _write(self, found: Credentials) -> None:
        by_role: dict[str, list[int]] = {"web": [], "worker": [], "scheduler": []}
        for child in self.children:
            by_role[child.role].append(child.pid)
        pids = {
            "web": by_role["web"][0],
            "workers": by_role["worker"],
            "scheduler": by_role["scheduler"][0],
            **self.servers.pids(),
        }
        shown = {
            "url": self.settings.listening_url,
            "adminToken": found.admin_token,
            "clientKey": found.client_key,
            "redisUrl": self.settings.redis_url,
            "mongoUrl": self.settings.mongo_url,
            "pids": pids,
        }
        self.written = json.dumps(shown, indent=2) + "\n"
        write_private(self.file, self.written)

    def _stop(self) -> None:
        """Stop taking calls first, then working, then storing."""
        web = [child for child in self.children if child.role == "web"]
        others = [child for child in self.children if child.role != "web"]
        for group in (web, others):
            for child in group:
                child.send(signal.SIGTERM)
            await_end(group, DRAIN_SECONDS, lambda: self.signals > 1)
        self.servers.stop(lambda: self.signals > 1)
        if self.file.exists() and self.file.read_text() == self.written:
            self.file.unlink()
        if self.is_ephemeral:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _on_signal(self, signum: int, frame: FrameType | None) -> None:
        del signum, frame
        self.signals += 1


def prepare(settings: Settings, *, is_ephemeral: bool, port: int | None) -> Up:
    """Return what `up` with these options runs."""
    home = Path(settings.data_dir)
    if port is not None:
        settings = replace(settings, port=port)
    elif is_ephemeral:
        settings = replace(settings, port=0)
    folder = fresh_folder() if is_ephemeral else home
    return Up(settings, home / "up.json", folder, is_ephemeral)


def children(settings: Settings, folder: Path, engine: Engine) -> list[Child]:
    """Return the processes to supervise, not yet started."""
    environ = {**os.environ, **settings.to_env(), "PYTHONUNBUFFERED": "1"}
    logs = folder / "logs"
    workers = [_worker(environ, logs, engine, place) for place in range(settings.workers)]
    web, scheduler = command_of("web"), command_of("scheduler")
    return [
        Child("web", lambda: web, environ, logs / "web.log", _nothing),
        *workers,
        Child("scheduler", lambda: scheduler, environ, logs / "scheduler.log", _nothing),
    ]


def _worker(environ: dict[str, str], logs: Path, engine: Engine, place: int) -> Child:
    # RQ knows a worker by its name, so every start gets a new one; the dead one's runs are freed.
    names: list[str] = []

    def argv() -> Sequence[str]:
        names.append(f"up-{os.getpid()}-{place}-{secrets.token_hex(4)}")
        return command_of("worker", "--name", names[-1], "--parent", str(os.getpid()))

    log = logs / f"worker-{place + 1}.log"
    return Child("worker", argv, environ, log, lambda: engine.bury(names[-1]))


def require_free(host: str, port: int) -> None:
    """Raise UpFailed when somebody listens on the port, or the host is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise UpFailed(
                f"Cannot listen on {host}:{port} ({error.strerror}): use --port, 0 for any free one"
            ) from error


def is_ready(host: str, port: int) -> bool:
    """Ask `/readyz`; a socket is all it takes, and all outgoing HTTP of flows has its own door."""
    try:
        with socket.create_connection((host, port), timeout=2) as connection:
            connection.sendall(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in connection.recv(64).split(b"\r\n")[0] + b" "
    except OSError:
        return False


def block(
    settings: Settings, found: Credentials, folder: Path, *, is_ephemeral: bool = False
) -> str:
    """Return what a person can act on."""
    url = settings.listening_url
    kept = "runs in progress are kept and go on at the next start"
    if is_ephemeral:
        kept = "all its data is deleted then"
    return f"""
Millrace is up.

  console      {url}/console/  (the first time it asks for the admin token)
  API          {url}          (its description: {url}/openapi.json)
  admin token  {found.admin_token}
  client key   {found.client_key}
  workers      {settings.workers}
  logs         {folder / "logs"}

Try it:
  curl -H 'Authorization: Bearer {found.admin_token}' {url}/v1/flow

Stop it with Ctrl-C: {kept}.
"""


def _nothing() -> None:
    """Do nothing: a web or scheduler process holds no run."""
