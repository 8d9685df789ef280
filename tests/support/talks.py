"""Peers and conversations, as tests make them through an edge."""

from __future__ import annotations

CONNECTION = {"baseUrl": "https://model.example/v1", "model": "m-1", "apiKey": "CANARY-KEY"}
WEATHER = {
    "type": "function",
    "function": {
        "name": "getWeather",
        "description": "the weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}},
    },
}


def trigger_flow(edge, trigger, *steps, **data):
    first = {"id": "start", "type": trigger, "nextStepId": steps[0]["id"], "data": data}
    made = edge.post("/v1/flow", {"name": "F", "definition": {"steps": [first, *steps]}})
    assert [one for one in made.json["issues"] if one["severity"] == "error"] == []
    assert edge.post(f"/v1/flow/{made.json['id']}/publish").status_code == 200
    return made.json["id"]


def peer(edge, *flows, **given):
    made = edge.post("/v1/peer", {"name": "P", **given})
    assert made.status_code == 201, made.json
    for flow_id, trigger in flows:
        attached = edge.post(
            f"/v1/peer/{made.json['id']}/flow", {"flowId": flow_id, "trigger": trigger}
        )
        assert attached.status_code == 200, attached.json
    return made.json


def answering(edge, *steps):
    return peer(edge, (trigger_flow(edge, "peer.message", *steps), "peer.message"))


def begin(edge, made, **body):
    answer = edge.post("/v1/client/conversation", {"peerId": made["id"], **body})
    assert answer.status_code == 200, answer.json
    return answer.json


def say(edge, conversation, content, **given):
    path = f"/v1/client/conversation/{conversation['conversationId']}/message"
    return edge.post(path, {"content": content}, **given)


def resume(edge, answer, **body):
    path = (
        f"/v1/client/conversation/{answer['conversationId']}/message/{answer['messageId']}/resume"
    )
    return edge.post(path, body)


def history(edge, conversation):
    path = f"/v1/client/conversation/{conversation['conversationId']}/message"
    return edge.get(f"{path}?messagesCount=100").json
