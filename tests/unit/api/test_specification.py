"""The specification is complete and true: hostile calls get what it says, and so do good ones."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from engine.errors import Unavailable
from tests.support.edge import Edge, bearer
from tests.support.members import Members
from tests.unit.api.test_auth import TABLE, call, rules

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# The page around the specification is no operation of it, and it does not describe itself.
UNDESCRIBED = {"docs.page", "docs.part", "api-docs.openapi_json"}
# What only a stranger calls, with a signature instead of a token, or a person without either.
TOKENLESS = {"account.login", "webhooks.receive"}
# Who calls beside an administrator.
OTHERS = ("member", "other workspace", "client key", "share token", "anonymous")


CALLER_OF = {"account.logout": "member", "metrics.show": "operator"}


@pytest.fixture(scope="module")
def spec():
    return Edge().http.get("/openapi.json").json


@pytest.fixture(scope="module")
def members():
    often = 1_000_000  # or the later calls would hear of their number and nothing else
    return Members(
        Edge(
            sync_timeout_seconds=0.05,
            login_rate_per_minute=often,
            key_rate_per_minute=often,
            share_rate_per_minute=often,
        )
    )


schema = schemathesis.openapi.from_dict(Edge().http.get("/openapi.json").json)


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_is_answered_as_the_specification_says(members, case):
    require_answer_as_specified(members, case, "admin")


@schema.given(caller=st.sampled_from(OTHERS))
@schema.parametrize()
@settings(
    max_examples=len(OTHERS),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whoever_sends_it_is_answered_as_the_specification_says(members, case, caller):
    require_answer_as_specified(members, case, caller)


def require_answer_as_specified(members, case, caller):
    for name in set(case.path_parameters) & set(members.ids):
        case.path_parameters[name] = members.ids[name]
    case.headers = {**(case.headers or {}), **members.headers[caller]}
    case.operation.schema.app = members.edge.app
    response = case.call(app=members.edge.app)
    case.validate_response(response, checks=CHECKS)


def operation_of(spec, method, rule):
    path = rule.rule
    for argument in rule.arguments:
        for converter in ("string:", "int:", "path:", ""):
            path = path.replace(f"<{converter}{argument}>", f"{{{argument}}}")
    return spec["paths"][path][method.lower()]


def schema_of(spec, operation, answer):
    described = operation["responses"][str(answer.status_code)]
    if "$ref" in described:
        described = spec["components"]["responses"][described["$ref"].rpartition("/")[2]]
    return described["content"][answer.mimetype].get("schema")


@pytest.mark.parametrize("endpoint", sorted(set(TABLE) - UNDESCRIBED - TOKENLESS))
def test_a_good_call_of_every_operation_is_answered_as_its_schema_says(spec, endpoint):
    members = Members()
    method, rule = next(found for found in rules(members.edge.app) if found[1].endpoint == endpoint)
    members.headers["operator"] = members.edge.admin
    caller = CALLER_OF.get(endpoint, "admin")
    answer = call(members, endpoint, method, rule, caller)
    assert 200 <= answer.status_code < 300
    wanted = schema_of(spec, operation_of(spec, method, rule), answer)
    if answer.mimetype == "application/json" and wanted is not None:
        whole = {**wanted, "components": spec["components"]}
        problems = [error.message for error in Draft202012Validator(whole).iter_errors(answer.json)]
        assert problems == []


def test_whatever_token_comes_along_everybody_sees_what_is_for_all(spec):
    edge = Edge()
    link = edge.post(f"/v1/flow/{edge.flow()}/share", {"password": "correct horse"}).json["token"]
    for token in (link, *(f"share_{number}" for number in range(25)), "pat_unknown"):
        answer = edge.get("/openapi.json", as_=bearer(token))
        assert (answer.status_code, answer.json) == (200, spec)


def test_the_specification_is_there_without_the_store(spec, monkeypatch):
    edge = Edge()

    def fail(*_args):
        raise Unavailable("the store is out of reach")

    monkeypatch.setattr(edge.world.stores.tokens, "get", fail)
    answer = edge.get("/openapi.json")
    assert (answer.status_code, answer.json) == (200, spec)
