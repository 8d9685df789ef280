"""
A whole Millrace and Debian's Chromium to look at it.

Without a Chromium these tests fail in CI and are skipped elsewhere, and say how to get one.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.support.installation import installation

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WANTED = f"There is no Chromium at {CHROMIUM}: apt-get install -y chromium, or name it in CHROMIUM."
# Nothing of a browser's own reaches out, so that every request is the page's.
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EMAIL = "ada@x.test"
PASSWORD = "correct horse battery"
PATIENCE_MS = 30_000
DESK = {"width": 1280, "height": 860}
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Watch:
    """What a page must not do: complain, break its policy, or ask anybody else."""

    base: str
    seen: list[str] = field(default_factory=list)

    def over(self, page):
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("request", self._asked)
        return page

    def _said(self, message):
        if message.type in ("error", "warning"):
            self.seen.append(f"{message.type}: {message.text}")

    def _asked(self, request):
        if not request.url.startswith((self.base, "data:")):
            self.seen.append(f"outside: {request.url}")


def make_account(running):
    """Make the account of the person who looks at everything."""
    person = {"email": EMAIL, "name": "Ada", "role": "admin", "password": PASSWORD}
    made = running.call("POST", "/v1/user", body=person)
    assert made.status_code == 201, made.text


def sign_in(page):
    """Sign in on the page that asks for it."""
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    page.wait_for_url("**/console/flows")


@pytest.fixture(scope="module")
def browser():
    if not os.access(CHROMIUM, os.X_OK):
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(WANTED, pytrace=False)
        pytest.skip(WANTED)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def millrace(tmp_path_factory):
    with installation(tmp_path_factory.mktemp("millrace")) as running:
        make_account(running)
        yield running


@pytest.fixture
def watch(millrace):
    """Fail a test whose pages did what they must not."""
    made = Watch(millrace.up["url"])
    yield made
    assert made.seen == []


@pytest.fixture
def opened(browser, millrace, watch):
    """Return a function that opens a page in a browser of its own, with script or without."""
    contexts = []

    def open_(path, **given):
        contexts.append(browser.new_context(**given))
        page = watch.over(contexts[-1].new_page())
        page.goto(millrace.up["url"] + path)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def session(browser, millrace):
    """Sign in once for all tests of a module: who does so again and again is told to wait."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{millrace.up['url']}/console/sign-in")
    sign_in(page)
    yield context.storage_state()
    context.close()


@pytest.fixture
def signed_in(opened, session):
    """Return a function that opens a page as somebody who signed in."""

    def open_(path, **given):
        return opened(path, storage_state=session, **given)

    return open_


@pytest.fixture
def in_editor(signed_in):
    """Return a function that opens the editor of a flow, with a run to look at or without."""

    def open_(flow_id, query=""):
        page = signed_in(f"/console/flows/{flow_id}/edit{query}", viewport=DESK)
        expect(page.get_by_role("button", name="Publish")).to_be_visible()
        return page

    return open_
