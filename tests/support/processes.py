"""Processes that tests start: none outlives the test process, however that ends."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from engine.embedded.process import die_with_parent


def start(argv: Sequence[str], **given) -> subprocess.Popen:
    """Start a process that the kernel kills with this one. Call from the main thread."""
    dies = die_with_parent(os.getpid())
    return subprocess.Popen(argv, preexec_fn=dies, **given)  # noqa: PLW1509, one prctl
