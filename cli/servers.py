"""The servers that `millrace up` uses: those named in the settings, or embedded ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from cli.credentials import servers_key
from engine.embedded.mongo import start_mongo
from engine.embedded.process import STOP_SECONDS, Server
from engine.embedded.redis import start_redis
from engine.settings import Settings


@dataclass(slots=True)
class Servers:
    """The embedded servers that run; None where the settings name one elsewhere."""

    redis: Server | None = None
    mongo: Server | None = None

    def start(self, settings: Settings, folder: Path) -> Settings:
        """Start what the settings do not name; return settings that name everything."""
        if settings.redis_url is None:
            self.redis = start_redis(folder / "redis", password=servers_key(folder))
            settings = replace(settings, redis_url=self.redis.url)
        if settings.mongo_url is None:
            self.mongo = _start_mongo(settings, folder, servers_key(folder))
            settings = replace(settings, mongo_url=self.mongo.url)
        return settings

    def pids(self) -> dict[str, int | None]:
        """Return the embedded servers' process ids."""
        return {
            "redis": self.redis.pid if self.redis else None,
            "mongo": self.mongo.pid if self.mongo else None,
        }

    def revive(self, settings: Settings, folder: Path) -> bool:
        """
        Start an embedded server that ended again, where it was; tell whether there was one.

        It takes the key it had, which is in the addresses that the other processes hold.
        """
        dead_redis, dead_mongo = _port_if_dead(self.redis), _port_if_dead(self.mongo)
        if dead_redis is not None:
            self.redis = start_redis(folder / "redis", dead_redis, password=_key_of(self.redis))
        if dead_mongo is not None:
            key = _key_of(self.mongo)
            self.mongo = _start_mongo(settings, folder, key, dead_mongo)
        return dead_redis is not None or dead_mongo is not None

    def stop(self, is_cut_short: Callable[[], bool]) -> None:
        """Let the embedded servers save and leave; kill them when that is cut short."""
        running = [server for server in (self.redis, self.mongo) if server is not None]
        for server in running:
            server.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while any(server.process.poll() is None for server in running):
            if time.monotonic() >= deadline or is_cut_short():
                break
            time.sleep(0.02)
        for server in running:
            server.kill()


def _start_mongo(settings: Settings, folder: Path, key: str, port: int | None = None) -> Server:
    return start_mongo(folder / "mongo", port, binary=settings.mongod_bin, key=key)


def _key_of(server: Server | None) -> str:
    """Return the key that a server was started with."""
    return (urlsplit(server.url).password or "") if server else ""


def _port_if_dead(server: Server | None) -> int | None:
    if server is None or server.process.poll() is None:
        return None
    return urlsplit(server.url).port
