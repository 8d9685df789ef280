"""An installation with one of everything, and one caller of every kind."""

from __future__ import annotations

import functools
import io

from tests.support.edge import Edge, approval, bearer
from tests.support.world import final

CALLERS = (
    "anonymous",
    "member",
    "other member",
    "admin",
    "other workspace",
    "client key",
    "wrong-scope key",
    "share token",
    "revoked token",
)


class Members:
    """`member` owns a private flow and all that hangs on it; `ids` are the parts of paths."""

    def __init__(self, edge: Edge | None = None) -> None:
        self.edge = edge = edge or Edge()
        admin_id, admin = edge.user("Grace", "admin")
        self.member_id, self.member = edge.user("Ada")
        made = self._as_member("POST", "/v1/flow", self.flow_body())
        flow_id = made.json["id"]
        self._as_member("POST", f"/v1/flow/{flow_id}/publish", {})
        self._as_member("POST", f"/v1/flow/{flow_id}/schedule", {"cron": "0 9 * * 1"})
        share = self._as_member("POST", f"/v1/flow/{flow_id}/share", {}).json
        started = self._as_member("POST", f"/v1/client/flow/{flow_id}/execute", {})
        linked = edge.http.post(f"/v1/flow/share/execute/{share['token']}", json={})
        file = self._as_member("POST", "/v1/flow/file", **self.upload())
        token = self._as_member("POST", "/v1/token", {"name": "mine"}).json
        key = self._as_member("POST", "/v1/key", {"name": "k", "flowIds": [flow_id]}).json
        group = edge.post("/v1/group", {"name": "G", "members": []}, as_=admin).json
        self.linked_run_id = linked.json["appRunId"]
        self.ids = {
            "flow_id": flow_id,
            "number": 1,
            "other": 1,
            "name": "docs.js",
            "run_id": started.json["appRunId"],
            "share_id": share["id"],
            "token": share["token"],
            "file_id": file.json["fileId"],
            "token_id": token["id"],
            "key_id": key["id"],
            "user_id": self.member_id,
            "group_id": group["id"],
        }
        revoked = edge.token("pat", user_id=admin_id)
        edge.tokens.revoke(revoked["Authorization"].removeprefix("Bearer "))
        self.headers = {
            "anonymous": {"X-Nobody": "1"},
            "member": self.member,
            "other member": edge.user("Edsger")[1],
            "admin": admin,
            "other workspace": edge.user("Niklaus", "admin", "elsewhere")[1],
            "client key": bearer(key["token"]),
            "wrong-scope key": edge.token("key", flow_ids=("flow_other",)),
            "share token": bearer(share["token"]),
            "revoked token": revoked,
        }

    def flow_body(self):
        start = {"id": "start", "type": "api", "nextStepId": "ask"}
        talk = {"id": "talk", "type": "peer.message", "nextStepId": "ask"}
        steps = [start, talk, approval(), final("end", ok="yes"), final("no")]
        return {"name": "F", "visibility": "private", "definition": {"steps": steps}}

    def begin_talks(self):
        """Add a Peer of the member's, two conversations with it, a widget and a contact."""
        peer = self._as_member("POST", "/v1/peer", {"name": "P"}).json
        attached = {"flowId": self.ids["flow_id"], "trigger": "peer.message"}
        self._as_member("POST", f"/v1/peer/{peer['id']}/flow", attached)
        begun = [
            self._as_member("POST", "/v1/client/conversation", {"peerId": peer["id"]}).json
            for _ in range(2)
        ]
        said = f"/v1/client/conversation/{begun[1]['conversationId']}/message"
        waiting = self._as_member("POST", said, {"content": "hello"}).json
        self._as_member("POST", "/v1/sdk/contact", {"email": "known@x.test"})
        self.ids |= {
            "peer_id": peer["id"],
            "hook_id": peer["hookId"],
            "conversation_id": begun[0]["conversationId"],
            "waiting_id": begun[1]["conversationId"],
            "message_id": waiting["messageId"],
            "widget_id": self._as_member("POST", "/v1/widget", {"name": "W"}).json["id"],
        }

    def hook(self):
        """Make a tool with a trigger, and a flow of the member's that listens to it."""
        trigger = {"name": "t", "verify": {"scheme": "hmac"}}
        tool = self.edge.post("/v1/tool", {"name": "T", "triggers": [trigger]}).json
        start = {"id": "s", "type": f"webhook.{tool['triggers'][0]['id']}", "nextStepId": "end"}
        body = {"name": "H", "definition": {"steps": [start, final("end")]}}
        flow_id = self._as_member("POST", "/v1/flow", body).json["id"]
        self._as_member("POST", f"/v1/flow/{flow_id}/publish", {})
        (hook,) = self._as_member("GET", f"/v1/flow/{flow_id}/webhook").json["data"]
        return {"tool_id": tool["id"], "flow_id": flow_id, "hook_id": hook["id"]}

    def keep(self):
        """Store a secret and a connection of one name."""
        admin, model = self.headers["admin"], {"baseUrl": "https://m.example", "model": "m"}
        self.edge.post("/v1/secret", {"name": "crm", "value": "long enough"}, as_=admin)
        self.edge.post("/v1/connection", {"name": "crm", **model}, as_=admin)
        return {"name": "crm"}

    def spend(self):
        """Set budgets of the workspace and the flow, and a price."""
        admin, put = self.headers["admin"], functools.partial(self.edge.call, "PUT")
        put("/v1/budget", {"limit": 9}, as_=admin)
        put(f"/v1/flow/{self.ids['flow_id']}/budget", {"limit": 9}, as_=admin)
        put("/v1/price", {"model": "m", "input": "1", "output": "2"}, as_=admin)
        return {"model": "m"}

    def subscribe(self):
        """Make a subscription with a delivery."""
        admin = self.headers["admin"]
        body = {"url": "https://a.example", "events": ["run.failed"]}
        made = self.edge.post("/v1/subscription", body, as_=admin).json["id"]
        sent = self.edge.post(f"/v1/subscription/{made}/test", {}, as_=admin).json["id"]
        return {"subscription_id": made, "delivery_id": sent}

    def upload(self, content=b"hello", name="a.txt"):
        return {"data": {"file": (io.BytesIO(content), name)}}

    def _as_member(self, method, path, body=None, **given):
        answer = self.edge.call(method, path, body, as_=self.member, **given)
        assert answer.status_code < 300, (path, answer.json)
        return answer
