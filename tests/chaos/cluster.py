"""A whole Millrace in processes of its own: each can be killed, is brought back, and is logged."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import requests
from pymongo.errors import PyMongoError
from redis.exceptions import RedisError

from cli.credentials import Credentials, credentials
from engine import bootstrap
from engine.embedded.process import free_port, spawn
from engine.settings import Settings
from tests.chaos.servers import Mongo, Redis

LOOK_SECONDS = 0.05
READY_SECONDS = 90.0
LEAVE_SECONDS = 30.0
NAMESPACE_HOST = "10.213.57.1"  # our side of a link into a network namespace
CANARY = "canary-" + "7d1f3b9e5c"


@dataclass(frozen=True)
class Shape:
    """How large an installation is, and what its processes are told beyond the usual."""

    apis: int = 2
    workers: int = 4
    schedulers: int = 2
    members: int = 1
    environ: tuple[tuple[str, str], ...] = ()
    probed: bool = False
    redis_disk: str | None = None  # Redis on a disk of its own of this size
    supervised: int = 0  # workers under each supervisor; 0: none has one
    skews: tuple[float, ...] = ()  # hours by which the clocks of the first workers are off


@dataclass
class Slot:
    """One place for a process: who holds it, and whether it shall be held."""

    role: str
    argv: Callable[[], list[str]]
    environ: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    name: str = ""
    is_wanted: bool = True
    starts: int = 0

    def start(self) -> None:
        argv = self.argv()
        self.name = argv[argv.index("--name") + 1] if "--name" in argv else self.role
        self.process = spawn(argv, self.log, environ=self.environ)
        self.starts += 1

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, signum: int) -> None:
        """Send a signal, to whoever is there."""
        if self.is_alive():
            with suppress(ProcessLookupError):
                self.process.send_signal(signum)


@dataclass
class Cluster:
    """Everything of one installation; nobody buries its dead but the product itself."""

    folder: Path
    shape: Shape = Shape()
    slots: list[Slot] = field(default_factory=list)
    is_stopping: bool = False

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # The kernel ends a child with the thread that started it: one thread starts them all.
        self.keeper = ThreadPoolExecutor(1)
        self.redis = Redis(self.folder / "redis")
        self.mongo = Mongo(self.folder / "mongo", self.shape.members)
        self.sink_port = free_port()
        self.api_ports = [free_port() for _ in range(self.shape.apis)]
        self.arms = self.folder / "arms"

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def sink_log(self) -> Path:
        return self.folder / "sink.jsonl"

    @property
    def sink_url(self) -> str:
        return f"http://127.0.0.1:{self.sink_port}"

    @property
    def urls(self) -> list[str]:
        return [f"http://127.0.0.1:{port}" for port in self.api_ports]

    def there(self, do: Callable[[], object]) -> object:
        """Do something in the thread that children belong to."""
        return self.keeper.submit(do).result()

    def start(self) -> Cluster:
        if self.shape.redis_disk:
            mount(self.redis.folder, self.shape.redis_disk)
        self.there(self.redis.start)
        self.there(self.mongo.start)
        self.arms.mkdir(exist_ok=True)
        self.settings = Settings(
            redis_url=self.redis.url,
            mongo_url=self.mongo.url,
            secret_key=secrets.token_hex(32),
            egress_allow=("127.0.0.1", NAMESPACE_HOST),
            web_threads=48,
            sync_waiters=24,
            log_json=True,
        )
        self.engine = bootstrap.build(self.settings)
        self.engine.mongo.migrate()
        self.credentials: Credentials = credentials(self.folder, self.engine.tokens)
        self.slots = self._slots()
        for slot in self.slots:
            self.there(slot.start)
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()
        self.until(self._is_ready, READY_SECONDS)
        self._put_canary()
        return self

    def stop(self) -> None:
        self.is_stopping = True
        if hasattr(self, "watcher"):
            self.watcher.join()
        for slot in self.slots:
            end(slot)
        for server in filter(None, (self.redis.server, *self.mongo.members)):
            server.kill()
        if hasattr(self, "engine"):
            self.engine.mongo.close()
        if self.shape.redis_disk:
            subprocess.run(["umount", str(self.redis.folder)], check=False, capture_output=True)
        self.keeper.shutdown()

    def of(self, role: str) -> list[Slot]:
        return [slot for slot in self.slots if slot.role == role]

    def hold(self, slots: Sequence[Slot], *, wanted: bool) -> None:
        """Say whether places shall be filled again when their process is gone."""
        for slot in slots:
            slot.is_wanted = wanted

    def await_workers(self, count: int, seconds: float = READY_SECONDS) -> None:
        self.until(lambda: self.engine.queue.workers() >= count, seconds)

    @staticmethod
    def until(holds: Callable[[], object], seconds: float) -> object:
        """Wait until something holds, and return it. Raises TimeoutError when it never does."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            # While a server is away nobody can say.
            with suppress(PyMongoError, RedisError):
                if found := holds():
                    return found
            time.sleep(LOOK_SECONDS)
        message = f"{holds} never held in {seconds:g} s"
        raise TimeoutError(message)

    def _watch(self) -> None:
        while not self.is_stopping:
            for slot in self.slots:
                if slot.is_wanted and not slot.is_alive() and not self.is_stopping:
                    self.there(slot.start)
            time.sleep(LOOK_SECONDS)

    def _is_ready(self) -> bool:
        for url in self.urls:
            try:
                with requests.get(url + "/readyz", timeout=5) as answer:
                    if answer.status_code != 200:
                        return False
            except requests.RequestException:
                return False
        return self.engine.queue.workers() >= self.shape.workers * (self.shape.supervised or 1)

    def _put_canary(self) -> None:
        answer = requests.post(
            f"{self.urls[0]}/v1/secret",
            json={"name": "canary", "value": CANARY},
            headers={"Authorization": f"Bearer {self.credentials.admin_token}"},
            timeout=30,
        )
        assert answer.status_code in (200, 201, 204), answer.text

    def _slots(self) -> list[Slot]:
        environ = {**os.environ, **self.settings.to_env(), **dict(self.shape.environ)}
        environ = {k: v for k, v in environ.items() if not k.startswith("COV_")}
        environ["PYTHONUNBUFFERED"] = "1"
        logs = self.folder / "logs"
        made = [self._sink(environ, logs)]
        for place, port in enumerate(self.api_ports):
            argv = self._web(port)
            made.append(Slot("web", lambda argv=argv: argv, environ, logs / f"web-{place}.log"))
        for place in range(self.shape.workers):
            log = logs / f"worker-{place}.log"
            made.append(Slot("worker", lambda p=place: self._worker(p), environ, log))
        for place in range(self.shape.schedulers):
            argv = self._module("scheduler")
            log = logs / f"scheduler-{place}.log"
            made.append(Slot("scheduler", lambda argv=argv: argv, environ, log))
        return made

    def _sink(self, environ: dict[str, str], logs: Path) -> Slot:
        argv = [sys.executable, "-m", "tests.chaos.sink", str(self.sink_log), str(self.sink_port)]
        return Slot("sink", lambda: argv, environ, logs / "sink.log")

    def _module(self, name: str, *more: str) -> list[str]:
        if self.shape.probed:
            return [sys.executable, "-m", "tests.chaos.probed", str(self.arms), name, *more]
        return [sys.executable, "-m", name, *more]

    def _worker(self, place: int) -> list[str]:
        if self.shape.supervised:
            return self._module("worker", "--processes", str(self.shape.supervised))
        name = ["--name", f"chaos-{place}-{secrets.token_hex(4)}"]
        if place < len(self.shape.skews):
            skew = str(self.shape.skews[place])
            return [sys.executable, "-m", "tests.chaos.skewed", skew, "worker", *name]
        return self._module("worker", *name)

    def _web(self, port: int) -> list[str]:
        app = "tests.chaos.probed_api:app()" if self.shape.probed else "api.wsgi:app"
        arms = ["--env", f"CHAOS_ARMS={self.arms}"] if self.shape.probed else []
        return [
            *(sys.executable, "-m", "gunicorn", "--worker-class", "api.serving.ServingWorker"),
            *("--threads", "48", "--bind", f"127.0.0.1:{port}", "--no-control-socket"),
            *("--keep-alive", "75", "--config", "python:api.serving", *arms, app),
        ]


def mount(folder: Path, size: str) -> None:
    """Put a small disk in memory at a folder. Raises CalledProcessError where that is forbidden."""
    folder.mkdir(parents=True)
    argv = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    subprocess.run(argv, check=True, capture_output=True)


def end(slot: Slot) -> None:
    """Kill a place's process and all it started, now."""
    if slot.process is not None and slot.is_alive():
        with suppress(ProcessLookupError):
            os.killpg(slot.process.pid, signal.SIGKILL)
        slot.process.wait()
