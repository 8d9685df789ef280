"""The API and its console on an engine in memory, and a browser without script."""

from __future__ import annotations

import copy
import functools
import html
import re

import console
from api import bare_app, equip
from tests.support.edge import Edge

PASSWORD = "correct horse battery"
HIDDEN = re.compile(r'name="(\w+)" value="([^"]*)"')
CSRF = re.compile(r'name="csrfToken" value="([0-9a-f]+)"')


def fields_of(markup):
    """Return what the hidden fields of a form hold."""
    return dict(HIDDEN.findall(markup))


@functools.cache
def _bare(settings):
    return console.mount(bare_app(settings))


class Console(Edge):
    """An edge with the console mounted; `page` and `submit` go as who signed in last."""

    def _app(self, engine):
        app = copy.copy(_bare(self.settings))
        app.extensions = dict(app.extensions)
        return equip(app, engine, self.waiters)

    def sign_in(self, name="Grace", role="admin"):
        user_id, _ = self.user(name, role, password=PASSWORD)
        given = {"email": f"{name}@x.test", "password": PASSWORD}
        answer = self.http.post("/console/sign-in", data=given)
        assert answer.status_code == 303, answer.text
        return user_id

    def page(self, path, status=200):
        answer = self.http.get(path)
        assert answer.status_code == status, answer.text
        return html.unescape(answer.text)

    def submit(self, path, data=None, *, from_="/console/runs", follow=True, **given):
        found = CSRF.search(self.http.get(from_).text)
        data = {"csrfToken": found[1] if found else "", **(data or {})}
        return self.http.post(path, data=data, follow_redirects=follow, **given)

    def act(self, action, /, **fields):
        return self.submit(f"/console/do/{action}", fields)
