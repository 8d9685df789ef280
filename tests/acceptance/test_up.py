"""`millrace up` as an operator meets it."""

from __future__ import annotations

import os
import signal
import stat

from tests.support.installation import eventually, installation, is_alive
from tests.support.world import final


def every_pid(pids):
    return [pids["web"], *pids["workers"], pids["scheduler"], pids["redis"], pids["mongo"]]


def test_up_json_says_all_a_program_needs_and_only_to_its_owner(tmp_path):
    with installation(tmp_path, workers=2) as millrace:
        up = millrace.up
        assert set(up) == {"url", "adminToken", "clientKey", "redisUrl", "mongoUrl", "pids"}
        assert stat.S_IMODE(millrace.file.stat().st_mode) == 0o600
        assert len(up["pids"]["workers"]) == 2
        assert all(is_alive(pid) for pid in every_pid(up["pids"]))
        shown = (tmp_path / "up.log").read_text()
        assert up["url"] in shown
        assert up["adminToken"] in shown
        flow_id = millrace.publish(final("end", x="{{1}}"))
        answer = millrace.call("POST", f"/v1/client/flow/{flow_id}/execute", body={})
        assert answer.json() == {"x": 1}
    assert not any(is_alive(pid) for pid in every_pid(up["pids"]))
    assert not millrace.file.exists()


def test_what_dies_is_replaced_and_up_json_follows(tmp_path):
    with installation(tmp_path) as millrace:
        before = millrace.up["pids"]
        for pid in (before["web"], before["workers"][0], before["scheduler"]):
            os.kill(pid, signal.SIGKILL)

        def replaced():
            now = millrace.up["pids"]
            fresh = (now["web"], now["workers"][0], now["scheduler"])
            old = (before["web"], before["workers"][0], before["scheduler"])
            return all(pid and pid not in old and is_alive(pid) for pid in fresh)

        assert eventually(replaced)


def test_servers_that_were_killed_come_back_with_what_they_had(tmp_path):
    with installation(tmp_path) as millrace:
        flow_id = millrace.publish(final("end", x="{{1}}"))
        before = millrace.up["pids"]
        for name in ("redis", "mongo"):
            os.kill(before[name], signal.SIGKILL)
        eventually(
            lambda: {before["redis"], before["mongo"]}.isdisjoint(every_pid(millrace.up["pids"]))
        )
        eventually(lambda: millrace.call("GET", "/readyz").status_code == 200)
        millrace.await_status(millrace.start(flow_id), "completed")


def test_nothing_outlives_up_even_when_it_is_killed(tmp_path):
    with installation(tmp_path) as millrace:
        pids = every_pid(millrace.up["pids"])
        millrace.process.kill()
        millrace.process.wait()
        eventually(lambda: not any(is_alive(pid) for pid in pids))
