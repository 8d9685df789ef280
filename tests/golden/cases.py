"""
What is kept of a version: runs of every kind, each stopped at some moment of its life.

A case starts runs and brings them to their moments; it returns them by what they are. Cases share
one installation, so every case leaves no hints behind.
"""

from __future__ import annotations

import hashlib
import hmac
import io

from engine.schedules import Wanted
from tests.golden import flows
from tests.golden.kept import MODEL, RECEIVER
from tests.support import talks
from tests.support.edge import approval
from tests.support.world import ADA, call, final, step


def moments(kept, flow_id, inputs=None, **given):
    """Return a function that starts a run and does with it what it is told."""

    def at(*deaths, then=None):
        run_id = kept.start(flow_id, inputs, **given)
        for place, (part, method, nth, after) in enumerate(deaths):
            if place:
                kept.take_over(run_id)
            kept.die(part, method, nth, after=after)
        if not deaths:
            kept.work()
        if then is not None:
            then(run_id)
        return run_id

    return at


def loops(kept):
    at = moments(kept, kept.flow(*flows.loops()), {"numbers": [1, 2], "note": "n" * 700})
    made = {"a loop, completed": at()}
    for nth in (1, 3, 6):
        made[f"a loop, died at call {nth}"] = at(("effects", "send", nth, False))
        made[f"a loop, died after call {nth}"] = at(("effects", "send", nth, True))
    made["a loop, died before it was settled"] = at(("runs", "settle", 1, False))
    made["a loop, died while it wrote"] = at(("runs", "append", 2, True))
    made["a loop, died twice"] = at(("effects", "send", 2, False), ("effects", "send", 2, True))
    made["a loop, died after its claim"] = at(("runs", "claim", 1, True))
    made["a loop, between slices"] = at(("runs", "settle", 1, True))
    made["a loop, queued"] = kept.start(kept.flow(*flows.loops()), {"numbers": [1, 2]})
    kept.queue.hints.clear()
    return made


def policies(kept):
    again = {"maxAttempts": 3, "backoffSeconds": 30}
    url = "https://broken.example/"
    broken = call("no", "end", retry={"maxAttempts": 2, "backoffSeconds": 9000, "maxSeconds": 9000})
    first, *rest = flows.calls(onError="continue")
    first["data"]["url"] = broken["data"]["url"] = url
    once = kept.flow(*flows.calls(onCrash="fail"))
    poison = moments(kept, kept.flow(*flows.calls()))
    kept.outside.is_down = True
    caught = {**broken, "errorNextStepId": "end"}
    made = {
        "a retry, waiting": moments(kept, kept.flow(*flows.calls(retry=again)))(),
        "a failed call, a dead letter": moments(kept, kept.flow(*flows.calls()))(),
        "a caught failure, to be tried again": moments(
            kept, kept.flow(caught, final("end", code="{{error.code}}"))
        )(),
    }
    kept.outside.is_down = False
    made["a failure that goes on"] = moments(kept, kept.flow(first, *rest))()
    death = ("effects", "send", 1, False)
    made["a call that must not be repeated, died"] = moments(kept, once)(death)
    made["a call that took three workers down"] = poison(death, death, death)
    made["a call that took two workers down"] = poison(death, death)
    fail = kept.flow(step("no", "fail", code="NO", message="no"))
    made["a failed run, dismissed"] = dismissed = moments(kept, fail)()
    answer = kept.post("/v1/dead-letter/dismiss", {"runIds": [dismissed]})
    assert answer.status_code == 200, answer.json
    made["a delay, waiting"] = moments(kept, kept.flow(*flows.patient()))()
    return made


def people(kept):
    """Approvals: open, voted on, decided and not yet taken up, expired, refused."""
    ada, token = kept.user("ada")
    kept.voters.append(token)
    flow_id = kept.flow(*flows.asking())
    at = moments(kept, flow_id)
    several = kept.flow(*flows.asking(requiredApprovals=2))
    late = step("late", "user-approval", "end", message="?", expiresInSeconds=1, onExpire="reject")
    loop = {**step("each", "each", "end", items="{{[1, 2]}}"), "output": "each"}
    loop["steps"] = [step("inside", "user-approval", None, message="{{item}}?")]

    def decide(decision, *, keep=False):
        def told(run_id):
            kept.decide(run_id, {"decision": decision, "comment": "so"}, {"Idempotency-Key": "k"})
            if keep:
                kept.queue.hints.clear()
            kept.work()

        return told

    return {
        "an approval, open": at(),
        "an approval, decided and not taken up": at(then=decide("approve", keep=True)),
        "an approval, refused": at(then=decide("reject")),
        "a second approval, open": at(then=decide("approve")),
        "an approval of two, with one vote": moments(kept, several)(then=decide("approve")),
        "an approval that expires": moments(
            kept, kept.flow(late, final("end", r="{{approval.decision}}"))
        )(),
        "an approval in a loop": moments(
            kept, kept.flow(loop, final("end", n="{{each.processedItems}}"))
        )(then=decide("approve")),
        "an approval of somebody's": moments(
            kept, kept.flow(*flows.asking(approvers={"users": [ada]}))
        )(),
        "a client's tool, open": moments(kept, kept.flow(*flows.talking()))(),
    }


def families(kept):
    branches, race = kept.flow(*flows.families()), kept.flow(*flows.racing())
    asking = kept.flow(*flows.asking())
    at = moments(kept, branches)
    return {
        "branches, of which one asks": at(),
        "branches, died when some were there": at(("runs", "insert", 1, True)),
        "branches, died before their parent waited": at(("runs", "settle", 1, False)),
        "branches, none begun": at(("runs", "settle", 1, True)),
        "branches, completed": at(then=kept.agree),
        "a race, won": moments(kept, race)(),
        "a flow in a flow, that asks": moments(kept, kept.flow(*flows.running(asking)), {"n": 1})(),
        "branches, canceled": at(then=kept.cancel),
    }


def canceled(kept):
    at = moments(kept, kept.flow(*flows.loops()), {"numbers": [1]})
    return {
        "a cancel that no worker has seen": at(("effects", "send", 2, True), then=kept.cancel),
        "a canceled run": moments(kept, kept.flow(*flows.asking()))(then=kept.cancel),
    }


def control(kept):
    """Runs in turn, a run held back, and fires of a schedule in turn."""
    limited, late = {"concurrency": {"limit": 1, "key": "{{who}}"}}, {"deadlineSeconds": 1}
    made = {}
    for name, count, held, steps in (
        ("in turn", 3, limited, flows.asking()),
        ("held back", 1, {"debounce": {"seconds": 3600}}, flows.calls()),
        ("with a deadline", 1, late, flows.asking()),
        ("of low priority", 1, {"priority": "low"}, flows.asking()),
    ):
        flow_id = kept.controlled(held, *steps)
        for number in range(1, count + 1):
            made[f"run {number} {name}"] = kept.start(flow_id, {"who": "ada"})
            kept.work()
    scheduled = kept.flow(*flows.asking())
    schedule = kept.firing.put(ADA, scheduled, Wanted("* * * * *", overlap="queue"))
    for number in (1, 2):
        fired = kept.firing.store.find(schedule.schedule_id)
        kept.firing.fire(schedule.schedule_id, fired.next_fire)
        again = kept.firing.store.find(schedule.schedule_id)
        made[f"fire {number} of a schedule"] = again.last_run_id
        kept.world.rescue.tick()
        kept.work()
    return made


def spending(kept):
    kept.post("/v1/connection", {"name": "default", **MODEL})
    kept.call("PUT", "/v1/price", {"model": "m-1", "input": "100", "output": "200"})
    kept.post("/v1/secret", {"name": "crm", "value": "not a real one"})
    kept.call("PUT", "/v1/budget", {"limit": 10_000})
    api = {"method": "POST", "url": "/{{project}}/issues"}
    auth = {"type": "bearer", "token": "not-a-real-one"}
    tool = {"name": "tracker", "baseUrl": "https://t.example", "auth": auth}
    tool |= {"actions": [{"name": "open", "api": api, "parameters": {}}]}
    tool |= {"triggers": [{"name": "issue", "verify": {"scheme": "hmac", "secret": "s" * 32}}]}
    tool = kept.post("/v1/tool", tool).json
    tool_id = tool["id"]
    tell = step("tell", "tool", "end", toolId=tool_id, action="open", parameters={"project": "web"})
    tell = {**tell, "output": "told", "nextStepId": "hush"}
    hush = call("hush", "end")
    hush["data"]["headers"] = {"X-Key": "{{secrets.crm}}"}
    steps = (*flows.spending(), tell, hush, final("end", two="{{two}}", n="{{told.data.n}}"))
    at = moments(kept, kept.flow(*steps))
    return {
        "a webhook's delivery, queued": delivered(kept, tool["triggers"][0]["id"]),
        "what costs, completed": at(),
        "what costs, died at the model": at(("effects", "send", 1, True)),
        "what costs, died at the tool": at(("effects", "send", 3, False)),
    }


def delivered(kept, trigger_id):
    """Deliver to a flow that listens to a tool; return its run, which nobody has taken up."""
    start = {"id": "s", "type": f"webhook.{trigger_id}", "nextStepId": "end"}
    definition = {"steps": [start, final("end", heard="{{webhook.what}}")]}
    flow_id = kept.post("/v1/flow", {"name": "H", "definition": definition}).json["id"]
    assert kept.post(f"/v1/flow/{flow_id}/publish").status_code == 200
    (hook,) = kept.get(f"/v1/flow/{flow_id}/webhook").json["data"]
    body = b'{"what": "news"}'
    proof = hmac.new(b"s" * 32, body, hashlib.sha256).hexdigest()
    sent = {"X-Signature": proof, "X-Delivery-Id": "d-1", "Content-Type": "application/json"}
    path = hook["url"].removeprefix("https://flows.example")
    answer = kept.http.post(path, data=body, headers=sent)
    assert answer.status_code == 202, answer.json
    kept.queue.hints.clear()
    return answer.json["appRunId"]


def conversations(kept):
    widget = kept.post("/v1/widget", {"name": "Card", "schema": {"type": "object"}}).json
    chatty = talks.trigger_flow(kept, "peer.message", *flows.chatting(widget["id"]))
    fields = [{"name": "city", "type": "string", "required": True}]
    asked = approval("sure", "end")
    action = talks.trigger_flow(
        kept, "peer.action", asked, final("end", n=7), final("no"), name="weather", fields=fields
    )
    plain = talks.peer(kept, (chatty, "peer.message"))
    clever = talks.peer(kept, (action, "peer.action"), connection=MODEL, instructions="Be kind")
    made = {}
    for name, peer in (("a form", plain), ("a model that calls a flow", clever)):
        conversation = talks.begin(kept, peer)
        answer = talks.say(kept, conversation, "hello").json
        kept.talks.append(conversation["conversationId"])
        made[f"a conversation, with {name} not yet shown"] = answer["appRunId"]
        kept.queue.hints.clear()
        conversation = talks.begin(kept, peer)
        made[f"a conversation, with {name}"] = talks.say(kept, conversation, "hello").json[
            "appRunId"
        ]
        kept.talks.append(conversation["conversationId"])
        kept.work()
    return made


def edges(kept):
    """Drafts, links, files, webhooks, reruns and subscriptions."""
    file = kept.post_form("/v1/flow/file", {"file": (io.BytesIO(b"kept"), "a.txt")}).json["fileId"]
    send = call("send", "end")
    send["data"] |= {"bodyType": "multipart", "body": {"f": {"fileId": "{{f}}"}}}
    fields = [{"name": "f", "type": "file"}]
    sending = kept.flow(send, final("end", n="{{send.data.n}}"), fields=fields)
    linked = kept.flow(*flows.asking())
    share = kept.post(f"/v1/flow/{linked}/share", {}).json
    headers, none = {"Prefer": "respond-async"}, {"X-Nobody": "1"}
    path = f"/v1/flow/share/execute/{share['token']}"
    by_link = kept.call("POST", path, {}, as_=none, headers=headers).json["appRunId"]
    kept.work()
    draft = kept.flow(*flows.calls(), publish=False)
    body = {"inputs": {}, "version": "draft"}
    tried = kept.post(f"/v1/flow/execute/{draft}", body, headers=headers).json["appRunId"]
    kept.queue.hints.clear()
    moment = moments(kept, sending, {"f": file})
    made = {
        "a file, sent": moment(),
        "a file, died after it was sent": moment(("effects", "send", 1, True)),
        "a run by a link": by_link,
        "a run of a draft, queued": tried,
    }
    first = moments(kept, linked, as_=kept.key)()
    kept.decide(first, {"decision": "approve"}, {})
    kept.work()
    again = kept.post(f"/v1/flowrun/rerun/{first}", {"fromStepId": "again"}, headers=headers)
    made |= {"a run to be run again": first, "a rerun, queued": again.json["appRunId"]}
    kept.queue.hints.clear()
    return made


def deliveries(kept):
    wanted = [kept.flow(*flows.calls()), kept.flow(*flows.asking())]
    events = ["run.completed", "run.failed", "run.waiting"]
    body = {"url": RECEIVER, "events": events, "flowIds": wanted}
    made = kept.post("/v1/subscription", body).json["id"]
    runs = {"a run that is told of": moments(kept, wanted[0])()}
    at = moments(kept, wanted[1])
    kept.outside.is_down = True
    runs["a wait that nobody hears of yet"] = at()
    kept.outside.is_down = False
    runs["a wait told of by a worker that died"] = at(("runs", "settle", 1, False))
    sent = kept.get(f"/v1/subscription/{made}/delivery").json["data"]
    return runs | {f"delivery {place}": one["id"] for place, one in enumerate(sent)}


CASES = (
    loops,
    policies,
    people,
    families,
    canceled,
    control,
    spending,
    conversations,
    edges,
    deliveries,
)
