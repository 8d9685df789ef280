"""The first minutes of an installation that nobody has seen before."""

from __future__ import annotations

import pytest

from tests.browser.conftest import EMAIL, PASSWORD
from tests.support.installation import installation


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    with installation(tmp_path_factory.mktemp("millrace")) as running:
        yield running


def test_a_newcomer_reaches_a_finished_run_in_three_clicks(opened, millrace):
    page = opened("/console/")
    page.wait_for_url("**/console/welcome")
    page.fill("#token", millrace.up["adminToken"])
    page.fill("#name", "Ada")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("text=Make the account")
    page.click("text=Try the sample flow")
    page.click("button:has-text('Approve')")
    page.wait_for_selector(".badge.completed")
    assert "Ada gets 42 € back" in page.inner_text("#run-output")
