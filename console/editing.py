"""The page of the graph editor; what it shows the browser asks of the API itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from flask import Response

from api.context import principal, services
from console import pages
from engine.rights import Right

# What `make console` built of console/editor, and the hashes of both.
BUILT: Final = Path(__file__).with_name("static") / "editor"

blueprint = pages.section("console_editing")


@blueprint.get("/flows/<string:flow_id>/edit")
def page(flow_id: str) -> Response:
    """Return the editor of a flow, to whoever may edit it."""
    flow = services().engine.flows.require(principal(), flow_id, Right.EDIT)
    return pages.render("edit.html", flow=flow, versions=_versions())


@cache
def _versions() -> dict[str, str]:
    """Return a mark for each built file that changes with it, so that no browser shows an old."""
    built = json.loads((BUILT / "manifest.json").read_text())["built"]
    return {name: str(digest)[:12] for name, digest in built.items()}
