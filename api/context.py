"""What a request has at hand: the engine, the caller, the waiting room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app, g

from api.waiting import WaitingRoom
from engine.bootstrap import Engine
from engine.outages import Outages
from engine.principal import Principal
from engine.schedules import Schedules


@dataclass(frozen=True, slots=True)
class Services:
    """The collaborators of the views."""

    engine: Engine
    schedules: Schedules
    waiting_room: WaitingRoom
    outages: Outages


def services() -> Services:
    """Return this app's collaborators."""
    return cast("Services", current_app.extensions["millrace"])


def principal() -> Principal:
    """Return the caller that authentication found."""
    return cast("Principal", g.principal)
