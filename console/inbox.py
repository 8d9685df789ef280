"""What waits for people: the inbox, and the page behind a signed link."""

from __future__ import annotations

from flask import Response, request, url_for

from console import answering, asking, filling, forms, pages
from console.asking import Object, Refused

blueprint = pages.section("console_inbox")
forms.takes_files(blueprint, "console_inbox.decide")
_GONE = (404, 410)
_UNAVAILABLE = 503


@blueprint.get("/inbox")
def listing() -> Response:
    """Show what waits for a decision of who is signed in."""
    cursor = request.args.get("cursor")
    found = asking.get("/v1/approval", limit=25, cursor=cursor)
    rows = [answering.laid(one, one["waitId"]) for one in found["data"]]
    return pages.render(
        "inbox.html", rows=rows, following=found["nextCursor"], is_again=filling.is_again()
    )


@blueprint.post("/inbox/<string:run_id>")
def decide(run_id: str) -> Response:
    """Approve or reject, and go back to where the form stood; refused, it stands there again."""
    path = asking.path_of("approval", run_id, "decide")
    where = pages.place(request.form.get("back"), url_for("console_inbox.listing"))
    try:
        fields = answering.meant(run_id).get("fields") or []
        body = _body(fields, answering.UPLOADS)
        asking.send("POST", path, body, {"Idempotency-Key": forms.key()})
    except Refused as refused:
        return answering.again(where, request.form.get("waitId", ""), refused)
    return pages.back(where, _done())


@blueprint.get("/approval/<string:token>")
def link(token: str) -> Response:
    """Show what the holder of a link is asked; to look decides nothing."""
    return _link_page(token, {}, "")


@blueprint.post("/approval/<string:token>")
def use_link(token: str) -> Response:
    """Decide by the link."""
    path = asking.path_of("approval", "link", token)
    try:
        fields = asking.get(path)["fields"]
        asking.send("POST", path, _body(fields, ""), {"Idempotency-Key": forms.key()})
    except Refused as refused:
        if refused.status in _GONE:
            return _closed(refused)
        return _link_page(token, forms.problems_of(refused), refused.said, refused.status)
    return pages.render("approval.html", done=_done(), asked=None, failed="", problems={})


def _link_page(token: str, problems: dict[str, str], failed: str, status: int = 200) -> Response:
    try:
        asked = asking.get(asking.path_of("approval", "link", token))
    except Refused as refused:
        return _closed(refused)
    asked["shown"] = forms.shown(asked["fields"])
    given = {"done": "", "asked": asked, "problems": problems, "failed": failed}
    return pages.render("approval.html", status, **given, **pages.visitor())


def _closed(refused: Refused) -> Response:
    if refused.status == _UNAVAILABLE:
        return pages.away()
    title = "This link is not valid"
    detail = (
        "It may be incomplete, or what it asked about was deleted. Ask who sent it for another."
    )
    return pages.render("outside_problem.html", refused.status, title=title, detail=detail)


def _done() -> str:
    is_yes = request.form.get("decision") == "approve"
    return "Approved. Thank you." if is_yes else "Rejected. Thank you."


def _body(fields: list[Object], upload_to: str) -> Object:
    body: Object = {"decision": request.form.get("decision", "")}
    if comment := request.form.get("comment", "").strip():
        body["comment"] = comment
    if wait_id := request.form.get("waitId"):
        body["waitId"] = wait_id
    if fields and body["decision"] == "approve":
        body["fields"] = forms.given(fields, upload_to, {})
    return body
