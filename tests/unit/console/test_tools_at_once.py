"""Two people change one tool: what the other saved meanwhile is not lost."""

from __future__ import annotations

import re

import pytest
from flask import request

from tests.unit.console.test_keeping import sent
from tests.unit.console.test_tools import TRACKER, made, of, saved


def meddle(console, where, times):
    """Let another action be added just before somebody saves, so many times."""
    dispatch, left = console.app.full_dispatch_request, [*range(times)]

    def meddled():
        if request.method == "PATCH" and "Authorization" not in request.headers and left:
            names = [*map(str, range(left.pop(), times))]
            body = {"actions": [{"name": name, "api": None} for name in names]}
            console.call("PATCH", f"/v1/tool/{where.rpartition('/')[2]}", body)
        return dispatch()

    console.app.full_dispatch_request = meddled


@pytest.mark.parametrize("times", [1, 9])
def test_an_action_that_somebody_else_adds_at_the_same_time_is_not_lost(console, times):
    where = made(console)
    meddle(console, where, times)
    status, page = saved(console, where, "actions", name="mine", method="GET")
    names = [one["name"] for one in of(console, where)["actions"]]
    if times == 1:
        assert (status, names) == (200, ["0", "mine"])
    else:
        assert (status, "mine" in names) == (412, False)
        assert "somebody else changed the tool meanwhile" in page
        assert 'value="mine"' in page


def test_what_is_taken_away_takes_nothing_else_with_it(console):
    where = made(console)
    saved(console, where, "actions", name="mine", method="GET")
    meddle(console, where, 1)
    console.submit(f"{where}/actions/drop", {"was": "mine"})
    assert [one["name"] for one in of(console, where)["actions"]] == ["0"]


def test_settings_that_somebody_else_changed_meanwhile_are_not_set_back(console):
    where = made(console)
    form = console.page(where).split('id="settings"')[1]
    rev = re.search(r'name="rev" value="(\d+)"', form)[1]
    tool_id = where.rpartition("/")[2]
    console.call("PATCH", f"/v1/tool/{tool_id}", {"baseUrl": "https://new.example"})
    given = {**TRACKER, "label": "Mine", "tool_id": tool_id, "rev": rev}
    status, page = sent(console, "tool-change", where, **given)
    assert (status, "somebody else changed the tool meanwhile" in page) == (412, True)
    assert 'value="Mine"' in page
    assert of(console, where)["baseUrl"] == "https://new.example"
