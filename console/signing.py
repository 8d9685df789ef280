"""Signing in and out, and the first account of a fresh installation."""

from __future__ import annotations

from flask import Response, request, url_for

from api import auth
from api.context import services
from console import asking, pages
from console.asking import Refused

blueprint = pages.section("console_signing")
_BAD_REQUEST = 400


@blueprint.get("/")
def home() -> Response:
    """Lead to the flows, or to the door."""
    if auth.identified():
        return pages.back(url_for("console_flows.listing"))
    return pages.back(url_for("console_signing.page"))


@blueprint.get("/sign-in")
def page() -> Response:
    """Ask for address and password; a fresh installation asks for its first account instead."""
    if not services().engine.accounts.shelves.users.list("", 1):
        return pages.back(url_for("console_signing.welcome"))
    return _sign_in_page("")


@blueprint.post("/sign-in")
def sign_in() -> Response:
    """Sign in by the API's own route; the session is its cookie."""
    body = {"email": request.form.get("email", ""), "password": request.form.get("password", "")}
    try:
        answer = asking.send("POST", "/v1/auth/login", body)
    except Refused as refused:
        return _sign_in_page(_readable(refused), refused.status)
    flows = url_for("console_flows.listing")
    return pages.back(pages.place(request.form.get("next"), flows), answer=answer)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session."""
    answer = asking.send("POST", "/v1/auth/logout", {})
    return pages.back(url_for("console_signing.page"), "You are signed out.", answer)


@blueprint.get("/welcome")
def welcome() -> Response:
    """Ask for the admin token and for whom to make the first account."""
    return pages.render("welcome.html", problem="", given={})


@blueprint.post("/welcome")
def enrol() -> Response:
    """Make an admin's account by the admin token, and sign in with it."""
    given = {name: request.form.get(name, "").strip() for name in ("token", "name", "email")}
    person = {"name": given["name"], "email": given["email"], "role": "admin"}
    password = request.form.get("password", "")
    bearer = {"Authorization": f"Bearer {given['token']}"}
    try:
        asking.send("POST", "/v1/user", {**person, "password": password}, bearer)
        login = {"email": given["email"], "password": password}
        answer = asking.send("POST", "/v1/auth/login", login)
    except Refused as refused:
        problem = _readable(refused)
        return pages.render("welcome.html", refused.status, problem=problem, given=given)
    return pages.back(url_for("console_flows.listing"), "Welcome.", answer)


def _sign_in_page(problem: str, status: int = 200) -> Response:
    wanted = request.values.get("next", "")
    given = {"email": request.form.get("email", ""), "next": pages.place(wanted, "")}
    return pages.render("sign_in.html", status, problem=problem, given=given)


def _readable(refused: Refused) -> str:
    places = refused.body.get("errors") or []
    if places:
        named = (f"{str(one['pointer']).strip('/')}: {one['detail']}" for one in places)
        return "; ".join(named)
    return refused.said
