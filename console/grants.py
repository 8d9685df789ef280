"""Whom a flow is shared with: who sees it, and which right each person or group has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flask import Response, request, url_for

from console import asking, pages
from console.asking import Object, Refused, path_of
from console.words import calling

blueprint = pages.section("console_grants")
VISIBILITIES: Final = {
    "private": "only its owner",
    "shared": "its owner and those below",
    "workspace": "everybody here, who may change it too",
}
RIGHTS: Final = {
    "view": "see it and its runs",
    "run": "run it",
    "edit": "change and publish it",
    "manage": "share, schedule and delete it",
}
# The fields of a flow that hold its grants, by whom they are for.
_LISTS: Final = {"user": "sharedUsers", "group": "sharedGroups"}


def shown(flow: Object) -> Object:
    """Return what the settings of a flow say of its rights, and what may be changed of them."""
    people, groups = _known(flow, "user"), _known(flow, "group")
    names = {
        "user": {one["id"]: one["name"] for one in people},
        "group": {one["id"]: one["name"] for one in groups},
    }
    # Links are for who manages a flow, as its rights are: the API tells who that is.
    links = asking.find(path_of("flow", flow["id"], "share"), limit=1)
    return {
        "may_manage": links is not None,
        "owner": _owner(flow, names["user"]),
        "grants": [_row(one, kind, names[kind]) for kind in _LISTS for one in flow[_LISTS[kind]]],
        "visibilities": VISIBILITIES,
        "rights": RIGHTS,
        "choices": {
            "People": [_choice("user", one) for one in people if not one.get("disabled")],
            "Groups": [_choice("group", one) for one in groups],
        },
    }


@blueprint.post("/flows/<string:flow_id>/visibility")
def see(flow_id: str) -> Response:
    """Say who sees a flow."""
    wanted = request.form.get("visibility", "")

    def changes(flow: Object) -> Object:
        del flow
        return {"visibility": wanted}

    return _changed(flow_id, changes, "Saved.")


@blueprint.post("/flows/<string:flow_id>/grants")
def give(flow_id: str) -> Response:
    """Give a person or a group a right, instead of the one that they have."""

    def changes(flow: Object) -> Object:
        kind, grantee_id = _grantee()
        row = {f"{kind}Id": grantee_id, "permission": request.form.get("permission", "")}
        changed: Object = {_LISTS[kind]: [*_without(flow, kind, grantee_id), row]}
        # Who shares a private flow means that others see it, which a right alone does not do.
        return changed | ({"visibility": "shared"} if flow["visibility"] == "private" else {})

    return _changed(flow_id, changes, "The right is given.")


@blueprint.post("/flows/<string:flow_id>/grants/remove")
@pages.asks_first
def take(flow_id: str) -> Response:
    """Take away what a person or a group may do with a flow."""

    def changes(flow: Object) -> Object:
        kind, grantee_id = _grantee()
        return {_LISTS[kind]: _without(flow, kind, grantee_id)}

    return _changed(flow_id, changes, "The right is taken away.")


def _changed(flow_id: str, changes: Callable[[Object], Object], said: str) -> Response:
    """Change a flow as it is now, and go back to its settings, or to the flows if it is gone."""
    try:
        asking.change(path_of("flow", flow_id), changes)
    except Refused as refused:
        said = refused.not_done
    if asking.find(path_of("flow", flow_id)) is None:
        return pages.back(url_for("console_flows.listing"), said)
    page = url_for("console_flows.page", flow_id=flow_id, tab="settings")
    return pages.back(f"{page}#rights", said)


def _grantee() -> tuple[str, str]:
    kind, _, grantee_id = request.form.get("who", "").partition(":")
    if kind not in _LISTS or not grantee_id:
        raise Refused(422, {"detail": "choose a person or a group"})
    return kind, grantee_id


def _without(flow: Object, kind: str, grantee_id: str) -> list[Object]:
    """Return the other grants; the API takes none for who was deleted, which mean nothing."""
    known = {one["id"] for one in _known(flow, kind)} - {grantee_id}
    return [one for one in flow[_LISTS[kind]] if one[f"{kind}Id"] in known]


def _known(flow: Object, kind: str) -> list[Object]:
    """Return the people or groups there are, as many as are offered and all that have a right."""
    found = asking.all_of(f"/v1/{kind}")
    ids = {one["id"] for one in found}
    beyond = (one[f"{kind}Id"] for one in flow[_LISTS[kind]] if one[f"{kind}Id"] not in ids)
    return [*found, *filter(None, (asking.find(path_of(kind, one)) for one in beyond))]


def _owner(flow: Object, people: Mapping[str, str]) -> str:
    principal = str(flow["createdByUser"])
    kind, _, user_id = principal.partition(":")
    return people.get(user_id) or calling(principal) if kind == "user" else calling(principal)


def _row(grant: Object, kind: str, names: Mapping[str, str]) -> Object:
    grantee_id = grant[f"{kind}Id"]
    return {
        "who": f"{kind}:{grantee_id}",
        "kind": kind,
        "name": names.get(grantee_id, "no longer there"),
        "permission": grant["permission"],
    }


def _choice(kind: str, one: Object) -> Object:
    about = f" ({one['email']})" if one.get("email") else ""
    return {"value": f"{kind}:{one['id']}", "label": one["name"] + about}
