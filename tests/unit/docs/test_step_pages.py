"""Every step type has a page, and what the page shows is so."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from engine.sandbox import Sandbox, find_runtime
from engine.steps import BUILTIN
from engine.steps.base import HttpResponse
from tests.support import talks
from tests.support.edge import Edge
from tests.support.pages import FOLDER, fields_table, page_of

TYPES = {step_type.name: step_type for step_type in BUILTIN}


class Outside:
    """The services that a page's flow calls: each call gets the next answer."""

    def __init__(self, answers) -> None:
        self.answers = list(answers)
        self.called = []

    def __call__(self, request):
        self.called.append(request.url)
        body = json.dumps(self.answers.pop(0)).encode()
        return HttpResponse(200, {"content-type": "application/json"}, body, 1)


def filled(value, made):
    """Return a part of a page with the ids of what its setup made in place of their names."""
    text = json.dumps(value)
    for name, one in made.items():
        text = text.replace("{{" + name + ".id}}", one["id"])
    return json.loads(text)


def prepared(edge, page):
    """Make what the page's example needs beside its flow."""
    made = {}
    for call in filled(page.run.get("setup", []), made):
        answer = edge.call(call["method"], filled(call["path"], made), filled(call["body"], made))
        assert answer.status_code in (200, 201), answer.json
        if "as" in call:
            made[call["as"]] = answer.json
    return made


def published(edge, definition):
    made = edge.post("/v1/flow", {"name": "Example", "definition": definition})
    assert [one for one in made.json["issues"] if one["severity"] == "error"] == []
    assert edge.post(f"/v1/flow/{made.json['id']}/publish").status_code == 200
    return made.json["id"]


def executed(edge, flow_id, run):
    """Run a flow as its page says; return the last answer."""
    answer = edge.execute(flow_id, run.get("inputs", {}))
    run_id = answer.headers["X-App-Run-Id"]
    if "pass" in run:
        edge.world.time.at += timedelta(seconds=run["pass"])
        edge.world.rescue.tick()
        edge.world.drain()
        answer = edge.get(f"/v1/flowrun/outputs/{run_id}")
    for body in run.get("resume", []):
        sent = json.loads(json.dumps(body).replace("{{run}}", run_id))
        answer = edge.post(f"/v1/flowrun/resume/{run_id}", sent)
    return answer.json


def said(edge, flow_id, run):
    """Talk to a Peer that answers from a flow; return what it says last."""
    conversation = talks.begin(edge, talks.peer(edge, (flow_id, "peer.message")))
    answer = talks.say(edge, conversation, run["say"]).json
    for body in run.get("resume", []):
        answer = talks.resume(edge, answer, **body).json
    return answer["content"]


@pytest.mark.parametrize("name", TYPES)
def test_the_example_of_a_page_does_what_the_page_says(name):
    page, edge = page_of(name), Edge()
    edge.world.sandbox = Sandbox(find_runtime(None))
    edge.world.sink.answer = outside = Outside(page.run.get("outside", []))
    made = prepared(edge, page)
    flow_id = published(edge, filled(page.flow, made))
    answer = (said if "say" in page.run else executed)(edge, flow_id, page.run)
    if "error" in page.run:
        told = {part: answer["error"][part] for part in page.run["error"]}
        assert told == page.run["error"]
    else:
        assert answer == page.run["output"]
    assert outside.answers == []
    assert outside.called == page.run.get("called", outside.called)


@pytest.mark.parametrize("name", TYPES)
def test_a_page_tells_of_every_field_as_the_catalogue_does(name):
    assert fields_table(TYPES[name]) in page_of(name).text


@pytest.mark.parametrize("name", TYPES)
def test_the_example_of_a_page_uses_its_step(name):
    assert f'"type": "{name}"' in json.dumps(page_of(name).flow)


def test_the_index_names_every_page_and_no_page_is_of_nothing():
    names = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    assert names == set(TYPES)
    index = (FOLDER / "README.md").read_text()
    assert [name for name in TYPES if f"]({name}.md)" not in index] == []
