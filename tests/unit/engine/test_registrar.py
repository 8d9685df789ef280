"""Webhooks are told to their services once, whoever dies or publishes meanwhile."""

from __future__ import annotations

import json

import pytest

from engine.registrar import MOST_TRIES
from engine.steps.base import HttpResponse
from tests.support.edge import Edge
from tests.support.world import final

REGISTER = {"url": "{{baseUrl}}/{{config.repo}}/hooks", "body": {"url": "{{callbackUrl}}"}}
UNREGISTER = {"method": "DELETE", "url": "{{baseUrl}}/hooks/{{registration.id}}"}


class Service:
    """Gives each registration an id; `meanwhile` happens during the first call."""

    def __init__(self):
        self.known: dict[str, str] = {}
        self.calls: list[str] = []
        self.meanwhile = None
        self.status = 201

    def __call__(self, request):
        self.calls.append(f"{request.method} {request.url.removeprefix('https://s.example/')}")
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        if self.status != 201:
            return HttpResponse(self.status, {}, b"", 1)
        if request.method == "DELETE":
            self.known.pop(request.url.rpartition("/")[2], None)
            return HttpResponse(200, {}, b"", 1)
        name = str(len(self.calls))
        self.known[name] = json.loads(request.body)["url"]
        return HttpResponse(201, {}, json.dumps({"id": name}).encode(), 1)


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def edge(service):
    made = Edge()
    made.world.sink.answer = service
    return made


def tool(edge, trigger_id="trg", register=REGISTER, unregister=UNREGISTER, **given):
    calls = {"register": register, "unregister": unregister}
    trigger = {"id": trigger_id, "verify": {"scheme": "hmac", "secret": "s"}, **calls}
    body = {"name": "t", "baseUrl": "https://s.example", "triggers": [trigger], **given}
    made = edge.post("/v1/tool", body)
    assert made.status_code == 201, made.json


def definition(trigger_id="trg", repo="a"):
    first = {"id": "s", "type": f"webhook.{trigger_id}", "nextStepId": "end"}
    return {"steps": [{**first, "data": {"repo": repo}}, final("end")]}


def draft(edge, *args, **given):
    body = {"name": "F", "definition": definition(*args, **given)}
    return edge.post("/v1/flow", body).json["id"]


def edit(edge, flow_id, made):
    answer = edge.call("PATCH", f"/v1/flow/{flow_id}", {"definition": made})
    assert answer.status_code == 200


def publish(edge, flow_id):
    answer = edge.post(f"/v1/flow/{flow_id}/publish")
    assert answer.status_code == 200, answer.json


def hooks_of(edge, flow_id):
    rows = edge.engine.registrar.shelf.list("", 99, flow_id=flow_id)
    return sorted(rows, key=lambda hook: (hook.status, hook.hook_id))


def statuses(edge, flow_id):
    return [hook.status for hook in hooks_of(edge, flow_id)]


def tick(edge, seconds=61):
    edge.world.time.sleep(seconds)
    edge.engine.registrar.tick()


PLAIN = {"steps": [{"id": "s", "type": "api", "nextStepId": "end"}, final("end")]}


def test_a_tick_while_a_publisher_registers_registers_nothing_twice(edge, service):
    tool(edge)
    service.meanwhile = edge.engine.registrar.tick
    flow_id = draft(edge)
    publish(edge, flow_id)
    assert (service.calls, statuses(edge, flow_id)) == (["POST a/hooks"], ["active"])
    edit(edge, flow_id, PLAIN)
    service.meanwhile = edge.engine.registrar.tick
    publish(edge, flow_id)
    assert (service.calls[1:], statuses(edge, flow_id)) == (["DELETE hooks/1"], ["removed"])
    assert service.known == {}


def test_two_who_publish_at_once_register_one(edge, service, monkeypatch):
    tool(edge)
    flow_id, shelf = draft(edge), edge.engine.registrar.shelf
    insert = shelf.insert

    def overtaken(hook):
        monkeypatch.setattr(shelf, "insert", insert)
        publish(edge, flow_id)
        return insert(hook)

    monkeypatch.setattr(shelf, "insert", overtaken)
    publish(edge, flow_id)
    assert (service.calls, statuses(edge, flow_id)) == (["POST a/hooks"], ["active"])


def test_who_dies_over_a_call_leaves_it_to_a_tick_once_the_call_must_be_over(edge, service):
    tool(edge)
    flow_id = draft(edge)

    def die():
        raise KeyboardInterrupt

    service.meanwhile = die
    with pytest.raises(KeyboardInterrupt):
        publish(edge, flow_id)
    tick(edge, 16)
    assert statuses(edge, flow_id) == ["pending"]
    tick(edge)
    assert (service.calls, statuses(edge, flow_id)) == (["POST a/hooks"] * 2, ["active"])


@pytest.mark.parametrize("step", ["sync", "_aligned"])
def test_who_dies_after_publishing_or_deleting_leaves_the_hooks_to_a_tick(
    edge, service, monkeypatch, step
):
    tool(edge)
    flow_id, hooks = draft(edge), type(edge.engine.registrar)

    def dying(*_):
        raise KeyboardInterrupt

    for act in (
        lambda: edge.post(f"/v1/flow/{flow_id}/publish"),
        lambda: edge.call("DELETE", f"/v1/flow/{flow_id}"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(hooks, step, dying)
            with pytest.raises(KeyboardInterrupt):
                act()
        tick(edge)
    assert service.calls == ["POST a/hooks", "DELETE hooks/1"]
    assert statuses(edge, flow_id) == ["removed"]
    assert edge.world.stores.flows.unsynced(9) == []


@pytest.mark.parametrize(
    "register",
    [
        {"method": "POST"},
        {"url": "{{baseUrl}}/x", "headers": "none"},
        {"url": 5},
        {"url": "{{gone}}/x"},
    ],
)
def test_a_call_that_is_none_stops_neither_its_publisher_nor_other_hooks(
    edge, service, register, monkeypatch
):
    with monkeypatch.context() as before:
        # As tools were stored before anybody looked at their calls.
        before.setattr("engine.tools.problems", lambda _given: ())
        tool(edge, "odd", register=register)
    tool(edge, "good")
    odd, good = draft(edge, "odd"), draft(edge, "good")
    publish(edge, odd)
    (hook,) = hooks_of(edge, odd)
    assert (hook.status, hook.tries) == ("pending", 1)
    assert hook.last_error
    service.status = 503
    publish(edge, good)
    service.status = 201
    tick(edge)
    assert statuses(edge, good) == ["active"]


def test_a_hook_that_raises_whatever_it_does_stops_no_other(edge, service, monkeypatch):
    tool(edge, "odd")
    tool(edge, "good")
    flows = [draft(edge, "odd"), draft(edge, "good")]

    def broken(self, hook, tool):
        raise ZeroDivisionError

    service.status = 503
    for flow_id in flows:
        publish(edge, flow_id)
    with monkeypatch.context() as patch:
        patch.setattr(type(edge.engine.registrar), "_names", broken)
        tick(edge)
    assert [hooks_of(edge, flow_id)[0].tries for flow_id in flows] == [2, 2]


def test_publishing_another_config_registers_that_and_unregisters_the_other(edge, service):
    tool(edge)
    flow_id = draft(edge)
    publish(edge, flow_id)
    publish(edge, flow_id)
    edit(edge, flow_id, definition(repo="b"))
    publish(edge, flow_id)
    assert service.calls == ["POST a/hooks", "DELETE hooks/1", "POST b/hooks"]
    assert statuses(edge, flow_id) == ["active", "removed"]
    edit(edge, flow_id, definition())
    publish(edge, flow_id)
    assert service.calls[3:] == ["DELETE hooks/3", "POST a/hooks"]
    (active,) = (hook for hook in hooks_of(edge, flow_id) if hook.status == "active")
    assert list(service.known.values()) == [edge.engine.registrar.url(active)]


def test_an_address_that_no_service_is_told_of_stays_whatever_its_config(edge):
    tool(edge, register=None)
    flow_id = draft(edge)
    publish(edge, flow_id)
    edit(edge, flow_id, definition(repo="b"))
    publish(edge, flow_id)
    assert statuses(edge, flow_id) == ["active"]


def test_publishing_again_tries_again_what_was_given_up(edge, service):
    tool(edge)
    flow_id = draft(edge)
    service.status = 503
    publish(edge, flow_id)
    for _ in range(MOST_TRIES):
        tick(edge, 3601)
    (hook,) = hooks_of(edge, flow_id)
    assert (hook.due, hook.tries) == ("", MOST_TRIES)
    service.status = 201
    publish(edge, flow_id)
    assert statuses(edge, flow_id) == ["active"]


def test_what_is_taken_away_while_it_is_registered_is_unregistered(edge, service):
    tool(edge)
    flow_id = draft(edge)
    service.meanwhile = lambda: edge.call("DELETE", f"/v1/flow/{flow_id}")
    publish(edge, flow_id)
    tick(edge)
    assert service.known == {}
    assert statuses(edge, flow_id) == ["removed"]


def test_a_new_secret_while_a_hook_is_registered_loses_no_registration(edge, service):
    tool(edge)
    flow_id = draft(edge)

    def renew():
        (hook,) = hooks_of(edge, flow_id)
        path = f"/v1/flow/{flow_id}/webhook/{hook.hook_id}/secret"
        assert edge.post(path).status_code == 200

    service.meanwhile = renew
    publish(edge, flow_id)
    (hook,) = hooks_of(edge, flow_id)
    assert (hook.status, json.loads(hook.outside)["registration"]) == ("active", {"id": "1"})


def test_many_hooks_that_are_not_due_yet_keep_none_waiting(edge, service, monkeypatch):
    monkeypatch.setattr("engine.registrar._PAGE", 2)
    tool(edge)
    service.status = 503
    flows = [draft(edge) for _ in range(5)]
    for flow_id in flows:
        publish(edge, flow_id)
    service.status = 201
    tick(edge)
    assert [statuses(edge, flow_id) for flow_id in flows] == [["active"]] * 5


def test_a_publisher_who_was_overtaken_leaves_the_newer_versions_hooks(edge, service, monkeypatch):
    tool(edge)
    flow_id, hooks = draft(edge), edge.engine.registrar
    wanted = type(hooks)._wanted

    def overtaken(self, flow):
        found = wanted(self, flow)
        patch.undo()
        edit(edge, flow_id, definition(repo="b"))
        publish(edge, flow_id)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(type(hooks), "_wanted", overtaken)
        publish(edge, flow_id)
    active = [hook for hook in hooks_of(edge, flow_id) if hook.status == "active"]
    assert [json.loads(hook.outside)["config"] for hook in active] == [{"repo": "b"}]
    tick(edge)
    assert list(service.known.values()) == [hooks.url(active[0])]


def test_who_has_many_slow_calls_to_make_makes_none_that_a_tick_makes_meanwhile(edge, service):
    tools = [f"trg{number}" for number in range(3)]
    for name in tools:
        tool(edge, name)
    steps = [{**definition(name, name)["steps"][0], "id": name} for name in tools]
    body = {"name": "F", "definition": {"steps": [*steps, final("end")]}}
    flow_id = edge.post("/v1/flow", body).json["id"]

    def slowly():
        edge.world.time.sleep(40)
        service.meanwhile = lambda: tick(edge, 30)

    service.meanwhile = slowly
    publish(edge, flow_id)
    assert sorted(service.calls) == [f"POST {name}/hooks" for name in tools]
    assert statuses(edge, flow_id) == ["active"] * 3


@pytest.mark.parametrize("url", ["{{baseUrl}}{{config.repo}}/hooks", "{{config.repo}}"])
def test_a_flows_config_cannot_send_a_tools_secret_elsewhere(edge, service, url):
    tool(edge, register={"url": url, "body": {"url": "x"}}, auth={"type": "bearer", "token": "T"})
    flow_id = draft(edge, repo=".evil.example" if "base" in url else "https://evil.example")
    publish(edge, flow_id)
    (hook,) = hooks_of(edge, flow_id)
    assert (service.calls, hook.status, hook.tries) == ([], "pending", 1)
    edit(edge, flow_id, definition(repo="/a" if "base" in url else "https://s.example"))
    publish(edge, flow_id)
    assert statuses(edge, flow_id)[0] == "active"


LEADING = {
    "url": "https://{{config.repo}}.s.example/hooks",
    "body": {"url": "{{callbackUrl}}", "secret": "{{secret}}"},
}


@pytest.mark.parametrize("call", ["register", "unregister"])
def test_nor_what_all_of_a_tools_deliveries_are_proved_by(edge, service, call):
    tool(edge, **{call: LEADING})
    flow_id = draft(edge, repo="evil.example/x?")
    publish(edge, flow_id)
    edit(edge, flow_id, PLAIN)
    publish(edge, flow_id)
    assert not [url for url in service.calls if "https://" in url]


def test_a_secret_made_for_one_hook_goes_where_its_flow_says(edge, service):
    trigger = {"id": "trg", "verify": {"scheme": "hmac"}, "register": LEADING}
    tool(edge, triggers=[trigger])
    flow_id = draft(edge, repo="eu")
    publish(edge, flow_id)
    assert service.calls == ["POST https://eu.s.example/hooks"]
    assert statuses(edge, flow_id) == ["active"]
