"""The servers of an installation under fire, each of which can be killed and brought back."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from engine.embedded import mongo as embedded_mongo
from engine.embedded.process import Server, await_ready, free_port, spawn
from engine.embedded.redis import start_redis

SET = "rs0"


@dataclass
class Redis:
    """One Valkey on a port that it keeps."""

    folder: Path
    port: int = field(default_factory=free_port)
    server: Server | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.server = start_redis(self.folder, self.port)

    def kill(self) -> None:
        self.server.kill()

    def wipe(self) -> None:
        """Lose everything, as a server without a disk does when it is killed."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.start()

    def rewind(self, seconds: float) -> None:
        """Forget the last seconds, as a replica does that had not heard of them."""
        kept = self.folder.with_name("redis-before")
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(self.folder, kept)
        time.sleep(seconds)
        self.kill()
        shutil.rmtree(self.folder)
        kept.rename(self.folder)
        self.start()


@dataclass
class Mongo:
    """A replica set of one or three members on ports that they keep; all failpoints are allowed."""

    folder: Path
    size: int = 1
    ports: list[int] = field(default_factory=list)
    members: list[Server] = field(default_factory=list)

    @property
    def url(self) -> str:
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        return f"mongodb://{hosts}/?replicaSet={SET}"

    def start(self) -> None:
        self.ports = [free_port() for _ in range(self.size)]
        if self.size == 1:
            self.members = [self._one(0)]
            return
        self.members = [self._member(place) for place in range(self.size)]
        with self.direct(0) as client:
            members = [
                {"_id": place, "host": f"127.0.0.1:{port}"} for place, port in enumerate(self.ports)
            ]
            settings = {"electionTimeoutMillis": 2000, "heartbeatIntervalMillis": 500}
            config = {"_id": SET, "members": members, "settings": settings}
            client.admin.command("replSetInitiate", config)
        log = self.folder / "0" / "mongod.log"
        await_ready(self.members[0].process, lambda: self.primary() is not None, log)

    def kill(self, place: int = 0) -> None:
        self.members[place].kill()

    def revive(self, place: int = 0) -> None:
        """Start a member that was killed on what it holds."""
        self.members[place] = self._one(0) if self.size == 1 else self._member(place)

    def primary(self) -> int | None:
        """Return which member takes writes, None while an election runs."""
        for place in range(self.size):
            try:
                with self.direct(place) as client:
                    if client.admin.command("hello").get("isWritablePrimary"):
                        return place
            except PyMongoError:
                continue
        return None

    def direct(self, place: int) -> MongoClient:
        """Return a client of one member that asks nobody else."""
        return MongoClient(
            "127.0.0.1",
            self.ports[place],
            directConnection=True,
            serverSelectionTimeoutMS=1000,
            socketTimeoutMS=5000,
        )

    def fail(self, data: dict, mode: object = "alwaysOn", place: int = 0) -> None:
        """Let commands of the product fail as `data` says; `mode` "off" ends it."""
        with self.direct(place) as client:
            client.admin.command(
                "configureFailPoint",
                "failCommand",
                mode=mode,
                data={"appName": "millrace", **data},
            )

    def _one(self, place: int) -> Server:
        folder = self.folder / str(place)
        return embedded_mongo.start_mongo(folder, self.ports[place], test_commands=True)

    def _member(self, place: int) -> Server:
        folder = self.folder / str(place)
        folder.mkdir(parents=True, exist_ok=True)
        port = self.ports[place]
        argv = embedded_mongo._argv(embedded_mongo._binary(), folder, port, test_commands=True)
        process = spawn(argv, folder / "mongod.log")
        await_ready(process, lambda: self._answers(place), folder / "mongod.log")
        return Server(url=self.url, process=process)

    def _answers(self, place: int) -> bool:
        try:
            with self.direct(place) as client:
                return bool(client.admin.command("ping"))
        except PyMongoError:
            return False
