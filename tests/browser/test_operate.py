"""The operate page of an installation at work."""

from __future__ import annotations

import pytest

from tests.browser.conftest import make_account
from tests.support.installation import installation, service
from tests.support.world import final, step


@pytest.fixture(scope="module")
def sink():
    with service() as made:
        yield made


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("millrace")
    with installation(folder, MILLRACE_EGRESS_ALLOW="127.0.0.1") as running:
        make_account(running)
        yield running


def test_a_worker_is_watched_at_its_run_and_a_keyboard_stays_where_it_is(signed_in, millrace, sink):
    page = signed_in("/console/operate")
    page.wait_for_selector("#workers .badge.idle")
    assert page.locator("#queues .badge.active").count() == 1
    call = step("slow", "http-request", "end", method="POST", url=f"{sink.url}/slow")
    run_id = millrace.start(millrace.publish(call, final("end")))
    link = f"#workers a[href='/console/runs/{run_id}']"
    page.wait_for_selector(link)
    page.focus(link)
    before = page.inner_html("#workers")
    page.wait_for_function(
        "old => document.querySelector('#workers').innerHTML !== old", arg=before
    )
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"/console/runs/{run_id}"
    sink.release.set()
    millrace.await_status(run_id, "completed")
    page.wait_for_selector("#workers .badge.idle")
    assert page.locator(link).count() == 0
