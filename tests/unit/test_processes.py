from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.support.installation import eventually, is_alive


def test_a_process_that_a_test_started_ends_with_the_test_process():
    program = (
        "import sys, time\n"
        "from tests.support.processes import start\n"
        "print(start([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as test:
        started = int(test.stdout.readline())
        os.kill(test.pid, signal.SIGKILL)
    assert eventually(lambda: not is_alive(started))
