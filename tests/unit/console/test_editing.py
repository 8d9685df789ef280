"""The editor's page, and whether what is served was built of what is here."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from console.editing import BUILT
from tests.support.console import Console

SOURCES = Path(__file__).parents[3] / "console" / "editor"
NOT_BUILT = "run `make console`, and commit what it wrote to console/static/editor"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def manifest():
    return json.loads((BUILT / "manifest.json").read_text())


def test_what_is_served_was_built_of_these_very_sources(manifest):
    single = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")
    files = [*(SOURCES / name for name in single), *(SOURCES / "src").rglob("*")]
    found = {str(f.relative_to(SOURCES)): digest(f) for f in files if f.is_file()}
    assert found == manifest["sources"], NOT_BUILT


def test_what_is_served_is_as_it_was_built(manifest):
    served = {path.name: digest(path) for path in BUILT.iterdir() if path.name != "manifest.json"}
    assert served == manifest["built"], NOT_BUILT


def test_the_packages_it_is_built_with_are_pinned_by_their_hash_and_name_no_registry():
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 10
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []


def test_the_page_brings_the_editor_its_flow_and_the_sessions_token(console, manifest):
    flow_id = console.flow()
    page = console.http.get(f"/console/flows/{flow_id}/edit")
    assert page.status_code == 200
    assert f'data-flow-id="{flow_id}"' in page.text
    csrf = re.search(r'data-csrf="([0-9a-f]+)"', page.text)[1]
    saved = console.http.post(
        f"/v1/flow/{flow_id}/autosave",
        json={"definition": {"steps": []}},
        headers={"X-CSRF-Token": csrf},
    )
    assert saved.status_code == 200
    for name in ("editor.js", "editor.css"):
        path = re.search(rf'"(/console/static/editor/{re.escape(name)}\?v=(\w+))"', page.text)
        assert manifest["built"][name].startswith(path[2])
        with console.http.get(path[1]) as served:
            assert served.data == (BUILT / name).read_bytes()


def test_the_page_holds_nothing_that_its_policy_forbids(console):
    page = console.http.get(f"/console/flows/{console.flow()}/edit")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page.text)


def test_only_who_may_edit_a_flow_gets_its_editor():
    made = Console()
    flow_id = made.flow()
    path = f"/console/flows/{flow_id}/edit"
    assert made.http.get(path).status_code == 303
    user_id = made.sign_in("Ada", "member")
    assert made.http.get(path).status_code == 200
    viewer = {"userId": user_id, "permission": "view"}
    shared = {"visibility": "shared", "sharedUsers": [viewer]}
    assert made.call("PATCH", f"/v1/flow/{flow_id}", shared).status_code == 200
    assert made.http.get(path).status_code == 403
    assert made.call("PATCH", f"/v1/flow/{flow_id}", {"visibility": "private"}).status_code == 200
    assert made.http.get(path).status_code in (403, 404)
    assert made.http.get("/console/flows/flow_x/edit").status_code == 404


def test_the_page_of_a_flow_leads_to_its_editor(console):
    flow_id = console.flow()
    assert f'href="/console/flows/{flow_id}/edit"' in console.page(f"/console/flows/{flow_id}")


def test_a_run_is_opened_in_the_editor_from_its_page_and_a_made_up_one_is_only_text(console):
    flow_id = console.flow()
    run_id = console.execute(flow_id, {"n": 1}).headers["X-App-Run-Id"]
    path = f"/console/flows/{flow_id}/edit?run={run_id}"
    assert f'href="{path}">Open in editor with this data' in console.page(f"/console/runs/{run_id}")
    assert f'data-run-id="{run_id}"' in console.page(path)
    odd = console.http.get(f"/console/flows/{flow_id}/edit?run=%22%3E%3Cscript%3E&run=2")
    assert 'data-run-id="&#34;&gt;&lt;script&gt;"' in odd.text
    assert 'data-run-id=""' in console.page(f"/console/flows/{flow_id}/edit")
