"""The specification as its reader may use it: with the inputs of the flows that he may run."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask, Response, jsonify, request

from api import auth
from api.catalogue import inputs_of_flows
from engine.errors import Unavailable
from engine.flows import LATEST

ENDPOINT = "api-docs.openapi_json"


def register(app: Flask) -> None:
    """Add to the specification what an authenticated person sees beyond the others."""
    app.after_request(_add_flows)


def _add_flows(response: Response) -> Response:
    if request.endpoint != ENDPOINT:
        return response
    try:
        return _with_flows(response) if auth.identified() else response
    except Unavailable:
        # What everybody sees needs no store.
        return response


def _with_flows(response: Response) -> Response:
    spec: dict[str, Any] = json.loads(response.get_data())
    general = spec["paths"]["/v1/client/flow/{flow_id}/execute"]["post"]
    for flow, schema in inputs_of_flows():
        name = f"Inputs_{flow.flow_id}"
        spec["components"]["schemas"][name] = schema
        body = {"$ref": f"#/components/schemas/{name}"}
        spec["paths"][f"/v1/client/flow/{flow.flow_id}/execute"] = {
            "post": {
                **general,
                "summary": f"Run {flow.name} ({LATEST})",
                "parameters": [],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": body}},
                },
            }
        }
    return jsonify(spec)
