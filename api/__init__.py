"""HTTP in, HTTP out: a view parses, calls the engine, and serialises."""

from __future__ import annotations

import os

from flask import Flask
from werkzeug.routing import IntegerConverter

from api import (
    account,
    approvals,
    auditing,
    auth,
    bulk,
    catalogue,
    contacts,
    conversations,
    copies,
    costs,
    dead_letters,
    docs,
    events,
    execute,
    files,
    flows,
    health,
    keeping,
    limits,
    links,
    listings,
    mcp,
    metrics,
    operating,
    peers,
    people,
    problems,
    requests,
    runs,
    schedules,
    shares,
    specification,
    subscriptions,
    tools,
    trials,
    webhooks,
)
from api.context import Services
from api.edge import Api
from api.waiting import WaitingRoom
from engine import bootstrap, logs
from engine.bootstrap import Engine
from engine.notify import Waiters
from engine.outages import Outages
from engine.schedules import Schedules
from engine.settings import Settings

_MODULES = (
    health,
    metrics,
    operating,
    account,
    people,
    execute,
    runs,
    events,
    listings,
    bulk,
    dead_letters,
    approvals,
    peers,
    contacts,
    keeping,
    costs,
    subscriptions,
    tools,
    webhooks,
    mcp,
    links,
    files,
    catalogue,
    flows,
    trials,
    copies,
    shares,
    schedules,
)


class _Number(IntegerConverter):
    """A number in a path, in its one spelling: Werkzeug's own takes digits of any script."""

    regex = r"(?:0|[1-9][0-9]{0,17})"


def create_app(engine: Engine | None = None, waiters: Waiters | None = None) -> Flask:
    """Return the app of one process; what it connects to it connects to at first use."""
    if engine is None:
        settings = Settings.from_env(os.environ)
        logs.configure(settings)
        engine = bootstrap.build(settings)
    return equip(bare_app(engine.settings), engine, waiters or engine.waiters())


def equip(app: Flask, engine: Engine, waiters: Waiters) -> Flask:
    """Give an app what its views work with, and return it."""
    settings = engine.settings
    room = WaitingRoom(waiters, engine.runs, settings.sync_waiters, settings.lookers)
    firing = Schedules(engine.stores.schedules, engine.flows, engine.runs)
    app.extensions["millrace"] = Services(engine, firing, room, Outages())
    return app


def bare_app(settings: Settings) -> Flask:
    """Return an app with all its routes and nothing behind them: that takes half a second."""
    app = Flask(__name__, static_folder=None)
    app.url_map.converters["int"] = _Number
    app.url_map.merge_slashes = False  # a redirect would answer a POST with HTML
    _configure(app, settings)
    metrics.register(app)
    requests.register(app)
    limits.register(app)
    auth.register(app)
    auditing.register(app)
    specification.register(app)
    api = Api(app)
    for module in _MODULES:
        api.register_blueprint(module.blueprint)
    for blueprint in (conversations.client, conversations.sdk, schedules.of_workspace):
        api.register_blueprint(blueprint)
    app.register_blueprint(docs.blueprint)
    problems.register(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    largest = max(settings.max_input_bytes, settings.max_definition_bytes)
    app.config.update(
        API_TITLE="Millrace",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "components": {
                "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            },
            "security": [{"bearer": []}],
        },
        JSON_DEPTH=settings.json_depth,
        MAX_CONTENT_LENGTH=largest,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        PROPAGATE_EXCEPTIONS=False,
    )
