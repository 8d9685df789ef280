"""The processes of compose.yaml, started as it says on real servers: two workers and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from engine.embedded.process import free_port, spawn
from tests.acceptance.test_seed import Page, ask_for_everything
from tests.support import compose
from tests.support.installation import Installation, eventually

BIN = Path(sys.executable).parent


class Stack:
    """Web, workers and scheduler, each a process of its own with no supervisor above it."""

    def __init__(self, folder: Path, servers: dict[str, str]) -> None:
        self.folder, self.servers = folder, servers
        self.port = str(free_port())
        self.processes: list[tuple[str, subprocess.Popen]] = []

    def environ(self, name: str) -> dict[str, str]:
        """Return a service's environment, with loopback in place of the network of containers."""
        given = {"MILLRACE_SECRET_KEY": "k" * 32, "MILLRACE_REDIS_PASSWORD": "r" * 32}
        told = compose.environment(name, given)
        here = {"MILLRACE_HOST": "127.0.0.1", "MILLRACE_PORT": self.port, **self.servers}
        path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        inherited = {key: value for key, value in os.environ.items() if "MILLRACE" not in key}
        return {**inherited, **told, **here, "PATH": path, "TMPDIR": str(self.folder)}

    def run(self, name: str, argv: list[str]) -> subprocess.CompletedProcess:
        """Run a command of a service to its end."""
        whole = [str(BIN / argv[0]), *argv[1:]]
        environ = self.environ(name)
        return subprocess.run(whole, env=environ, capture_output=True, text=True, check=False)

    def start(self, name: str) -> None:
        for _ in range(compose.replicas(name)):
            argv = compose.command(name)
            log = self.folder / f"{name}-{len(self.processes)}.log"
            whole = [str(BIN / argv[0]), *argv[1:]]
            process = spawn(whole, log, environ=self.environ(name))
            self.processes.append((name, process))

    def is_well(self, name: str) -> bool:
        for role, process in self.processes:
            assert process.poll() is None, (role, process.returncode)
        return self.run(name, compose.probe(name)).returncode == 0

    def stop(self) -> dict[str, list[int]]:
        """Send SIGTERM to all, as an engine does, and return how each ended."""
        for _, process in self.processes:
            process.terminate()
        codes: dict[str, list[int]] = {}
        until = time.monotonic() + 40
        for name, process in self.processes:
            codes.setdefault(name, []).append(process.wait(max(0.1, until - time.monotonic())))
        return codes

    def kill(self) -> None:
        for _, process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def stack(tmp_path, monkeypatch, mongo_url, mongo_database, redis_url):
    # Not the repository: what is imported is what was installed.
    monkeypatch.chdir(tmp_path)
    servers = {
        "MILLRACE_MONGO_URL": mongo_url,
        "MILLRACE_MONGO_DATABASE": mongo_database,
        "MILLRACE_REDIS_URL": redis_url,
    }
    made = Stack(tmp_path, servers)
    yield made
    made.kill()


def installation_of(stack: Stack) -> Installation:
    """Return the stack as tests of installations know one, with tokens made as an operator does."""
    made = stack.run("web", ["millrace", "token"])
    file = stack.folder / "up.json"
    shown = {"url": f"http://127.0.0.1:{stack.port}", "adminToken": made.stdout.strip()}
    file.write_text(json.dumps(shown))
    here = Installation(stack.processes[0][1], file)
    key = here.call("POST", "/v1/key", body={"name": "client"})
    assert key.status_code == 201, key.text
    file.write_text(json.dumps({**shown, "clientKey": key.json()["token"]}))
    return here


def test_the_stack_answers_as_the_page_says_is_watched_and_leaves_when_told(stack):
    migrated = stack.run("migrate", compose.command("migrate"))
    assert migrated.returncode == 0, migrated.stderr
    names = [name for name in compose.OURS if name != "migrate"]
    for name in names:
        stack.start(name)
    assert [role for role, _ in stack.processes].count("worker") == 2
    for name in names:
        eventually(lambda name=name: stack.is_well(name))
    here = installation_of(stack)
    ask_for_everything(Page(here))
    check_metrics(here)
    assert stack.stop() == {"web": [0], "worker": [0, 0], "scheduler": [0]}
    assert stack.run("web", compose.probe("web")).returncode == 1


def check_metrics(here):
    def shown():
        text = here.call("GET", "/metrics").text
        families = text_string_to_metric_families(text)
        samples = [sample for family in families for sample in family.samples]
        found = {(one.name, *one.labels.values()): one.value for one in samples}
        # Workers add what they did every few seconds.
        return found if ("millrace_runs_ended_total", "completed") in found else None

    found = eventually(shown)
    assert found[("millrace_mongo_up",)] == found[("millrace_redis_up",)] == 1
    assert found[("millrace_workers",)] == 2
    assert found[("millrace_scheduler_last_tick_timestamp_seconds",)] > 0
    assert found[("millrace_stuck_runs", "lease")] == found[("millrace_stuck_runs", "wait")] == 0
    assert any(key[0] == "millrace_http_requests_total" for key in found)
