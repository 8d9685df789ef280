"""An installation in memory with things that are old, and the sweep that deletes them."""

from __future__ import annotations

from engine import canonical
from engine.files import Files
from engine.principal import Principal
from engine.retention import REST_SECONDS, Retention
from engine.store.documents import Flow, Version
from engine.versions import published_id
from tests.support.world import ADA, World, final

DAY = 86_400
KEY = Principal("key:k", "key", "ws", "a key")


class Attic:
    """A world whose runs are kept 30 days; `port` stands between the sweep and its stores."""

    def __init__(self, port=lambda real: real, world: World | None = None) -> None:
        self.world = world or World()
        stores, self.kept = self.world.stores, []
        self.files = Files(stores.shelves.files, stores.blobs, 1024, self.world.time.now)
        self.world.files = self.files
        swept = Files(port(stores.shelves.files), port(stores.blobs), 1024, self.world.time.now)
        self.retention = Retention(
            port(stores.runs),
            port(stores.sweep),
            stores.flows,
            self.world.plans,
            swept,
            30,
            self._keep_answer,
            self.world.time.monotonic,
        )

    def _keep_answer(self, message_id, run_id):
        self.kept.append((message_id, run_id))
        return message_id != "busy"

    def pass_days(self, days):
        self.world.time.sleep(days * DAY)

    def sweep(self):
        """Take out of sight what is old enough, and an hour later delete it."""
        for _ in range(2):
            self.retention.sweep()
            self.world.time.sleep(REST_SECONDS + 1)
        self.retention.sweep()

    def run(self, **given):
        """Return the id of a run that has ended."""
        plan = self.world.plan(final("end", n="{{n}}"))
        made = self.world.submit(plan, {"n": 1}, **given)
        self.world.drain()
        return made.run_id

    def publish(self, **control):
        """Publish the flow of all runs here with a control."""
        steps = [{"id": "start", "type": "api", "nextStepId": "end"}, final("end")]
        body, now = canonical.encode({"steps": steps, "control": control}), self.world.time.now()
        flows = self.world.stores.flows
        flows.insert(Flow("f", "ws", "F", "", body, "private", "a", now, now, 1, 1))
        version_id = published_id("f", 1)
        flows.insert_version(Version(version_id, "f", 1, "F", body, "private", "", "a", now))

    def upload(self, principal=ADA):
        info = self.files.upload(
            principal, [b"x"], name="a", content_type="text/plain", flow_id=None
        )
        return info.file_id


def is_kept(attic, file_id):
    return attic.world.stores.shelves.files.get(file_id) is not None
