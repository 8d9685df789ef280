from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from worker import supervisor
from worker.supervisor import Supervisor, die_with


@pytest.fixture
def scripted(monkeypatch):
    """Let every worker be this Python code instead; signal handlers are put back."""
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGTERM, signal.SIGINT)}
    spawn = subprocess.Popen

    def script(code):
        def start(command):
            assert command[1:6] == ["-P", "-m", "millrace", "worker", "--name"]
            return spawn([sys.executable, "-c", code])

        monkeypatch.setattr(supervisor.subprocess, "Popen", start)

    yield script
    for signum, handler in before.items():
        signal.signal(signum, handler)


def stop_once(condition, supervising, times=1):
    """From another thread, ask a supervisor to stop as soon as a condition holds."""

    def watch():
        deadline = time.monotonic() + 20
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.02)
        for _ in range(times):
            supervising.forward(signal.SIGTERM, None)
            time.sleep(0.05)

    threading.Thread(target=watch, daemon=True).start()


def test_a_worker_that_dies_is_buried_and_replaced(scripted):
    scripted("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    buried = []
    supervising = Supervisor(2, [], buried.append)
    stop_once(lambda: len(buried) >= 4, supervising)
    assert supervising.run() == 0
    assert len(set(buried)) == len(buried) >= 4


def test_workers_get_the_signal_and_are_waited_for(scripted):
    scripted("import time; time.sleep(60)")
    buried = []
    supervising = Supervisor(2, [], buried.append)
    stop_once(lambda: len(supervising._living()) == 2, supervising)
    assert supervising.run() == 0
    assert len(buried) == 2


def test_workers_that_will_not_leave_are_killed(scripted, monkeypatch):
    scripted("import signal, time; signal.signal(15, signal.SIG_IGN); print(1); time.sleep(60)")
    monkeypatch.setattr(supervisor, "_LEAVE_SECONDS", 0.3)
    supervising = Supervisor(1, [], lambda name: None)
    stop_once(lambda: len(supervising._living()) == 1, supervising)
    assert supervising.run() == 0


def test_a_worker_that_is_done_is_not_replaced_when_asked_once(scripted):
    scripted("")
    buried = []
    assert Supervisor(3, [], buried.append, once=True).run() == 0
    assert len(buried) == 3


def test_workers_that_die_young_are_replaced_ever_later(scripted):
    scripted("raise SystemExit(1)")
    supervising = Supervisor(1, [], lambda name: None)
    stop_once(lambda: supervising.slots and supervising.slots[0].short_lives >= 3, supervising)
    supervising.run()
    slot = supervising.slots[0]
    assert slot.start_at - slot.started_at > 0.5


def test_a_process_whose_parent_is_gone_leaves():
    with pytest.raises(SystemExit):
        die_with(os.getpid())


def test_a_process_dies_with_its_parent():
    child = (
        "import os, time; from worker.supervisor import die_with;"
        "die_with(os.getppid()); print(os.getpid(), flush=True); time.sleep(60)"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE)
    pid = int(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 10
    while not is_dead(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_dead(pid)


def is_dead(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"
