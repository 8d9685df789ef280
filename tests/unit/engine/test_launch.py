from __future__ import annotations

import sys

from cli import up
from engine.launch import command_of
from engine.settings import Settings


def test_every_process_of_up_starts_by_our_own_command(tmp_path):
    started = [tuple(child.argv()) for child in up.children(Settings(workers=2), tmp_path, None)]
    own = (sys.executable, "-P", "-m", "millrace")
    assert [argv[:5] for argv in started] == [
        (*own, role) for role in ("web", "worker", "worker", "scheduler")
    ]


def test_arguments_follow_the_role():
    assert command_of("worker", "--burst")[4:] == ["worker", "--burst"]
