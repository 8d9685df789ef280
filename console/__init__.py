"""The console: pages for people, and a client of the API within the very process that serves it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, redirect, request, url_for
from werkzeug.exceptions import NotFound

from api import auth
from console import (
    actions,
    editing,
    flows,
    grants,
    inbox,
    keeping,
    operate,
    pages,
    peers,
    prices,
    run,
    runs,
    sharing,
    signing,
    starting,
    talks,
    tools,
    widgets,
)
from console.access import ROWS

_MODULES = (
    signing,
    flows,
    grants,
    editing,
    starting,
    runs,
    run,
    inbox,
    sharing,
    keeping,
    tools,
    prices,
    operate,
    talks,
    peers,
    widgets,
    actions,
)
# What programs read as JSON, and the page of it that a browser is sent to instead.
_PAGES: Mapping[str, str] = {
    "approvals.show_link": "console_inbox.link",
    "links.show": "console_sharing.form",
}

_EDITOR = "console_editing.page"


def mount(app: Flask) -> Flask:
    """Add the console's pages to an app, and return it."""
    auth.allow(app, ROWS)
    pages.equip(app)
    app.register_blueprint(pages.blueprint, url_prefix="/console")
    for module in _MODULES:
        app.register_blueprint(module.blueprint, url_prefix="/console")
    app.before_request(_show_people_the_page)
    app.add_url_rule("/", "console_root", _root)
    app.jinja_env.globals["editor"] = _EDITOR
    return app


def _root() -> Response:
    """Lead a browser to the console; a program is told that nothing is here."""
    if "text/html" not in request.headers.get("Accept", ""):
        raise NotFound
    return redirect(url_for("console_signing.home"))  # type: ignore[return-value]  # Flask's own


def _show_people_the_page() -> Response | None:
    """Send a browser from a link of the API to the page behind it."""
    page = _PAGES.get(str(request.endpoint))
    if page is None or "text/html" not in request.headers.get("Accept", ""):
        return None
    return redirect(url_for(page, **(request.view_args or {})))  # type: ignore[return-value]  # Flask's own
