# ruff: noqa: E501, an attack reads best on one line
"""Code steps: attacks on the machine around them, beyond what a single call tries."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from engine import sandbox as package
from engine.sandbox import Sandbox, find_runtime
from tests.support.edge import Edge
from tests.support.world import final, step

SECONDS = 10.0
MARK = "millrace-security-mark"


@pytest.fixture(scope="module")
def sandbox():
    runtime = find_runtime(None)
    assert runtime is not None, "the `code` extra is not installed: run `make install`"
    return Sandbox(runtime)


# Each returns what it must not get; null, an error and an empty object are all fine.
ATTACKS = {
    "all of the environment": "const p = await import('node:process'); return Object.keys(p.env).length ? p.env : null",
    "deno's environment": "return Deno.env.toObject()",
    "the parent's environment": "const fs = await import('node:fs'); const p = await import('node:process'); return fs.readFileSync(`/proc/${p.ppid}/environ`, 'utf8')",
    "the parent's memory": "const fs = await import('node:fs'); const p = await import('node:process'); return fs.openSync(`/proc/${p.ppid}/mem`, 'r') && 'opened'",
    "own memory": "const fs = await import('node:fs'); return fs.openSync('/proc/self/mem', 'r+') && 'opened'",
    "a link out of the folder": "const fs = await import('node:fs'); fs.symlinkSync('/etc/passwd', 'x'); return fs.readFileSync('x', 'utf8')",
    "a link by deno": "Deno.symlinkSync('/etc/passwd', 'x'); return Deno.readTextFileSync('x')",
    "a grandchild that stays": "const c = await import('node:child_process'); return c.spawn('sleep', ['600'], {detached: true}).pid ?? null",
    "a process of deno": "return new Deno.Command('id').outputSync().code",
    "a fork bomb": "const c = await import('node:child_process'); for (;;) c.fork('x'); return 'forked'",
    "workers without end": "for (let n = 0; n < 1000; n++) new Worker(URL.createObjectURL(new Blob(['for(;;);']))); return 'started'",
    "redis": "const c = await Deno.connect({port: 6379}); return 'open'",
    "mongod": "const c = await Deno.connect({hostname: '127.0.0.1', port: 27017}); return 'open'",
    "metadata": "return (await fetch('http://169.254.169.254/latest/meta-data')).status",
    "a name": "return await Deno.resolveDns('example.com', 'A')",
    "listen": "return Deno.listen({port: 0}).addr.port",
    "udp": "const d = await import('node:dgram'); const s = d.createSocket('udp4'); return await new Promise((ok, no) => { s.on('error', no); s.bind(0, () => ok('bound')) })",
    "permissions": "return (await Deno.permissions.request({name: 'read'})).state === 'granted' ? 'granted' : null",
    "host name": "return Deno.hostname()",
    "kill by deno": "Deno.kill(Deno.ppid, 'SIGKILL'); return 'killed'",
    "our package": "return (await import('file:///proc/self/cwd/engine/vault.py')) && 'read'",
    "a module from a file": "return (await import('/etc/passwd')) && 'read'",
    "the harness's own names": "return Object.keys(globalThis).filter((name) => name.includes('millrace')).length || null",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_the_machine_comes_away_with_nothing(sandbox, monkeypatch, name):
    monkeypatch.setenv("MILLRACE_SECRET_KEY", MARK)
    result = sandbox.run(ATTACKS[name], {}, {}, SECONDS)
    assert result.value in (None, {}), result
    assert MARK not in repr(result)
    assert "root:" not in repr(result)


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        (
            "const line = 'x'.repeat(1e6); for (;;) console.log(line)",
            {"CODE_TIMEOUT", "STEP_KILLED", "CODE_OUTPUT_TOO_LARGE", "CODE_FAILED"},
        ),
        (
            "const p = await import('node:process'); for (let n = 0; n < 1024; n++) p.stdout.write('x'.repeat(1 << 20)); return 1",
            {"CODE_OUTPUT_TOO_LARGE", "CODE_TIMEOUT", "STEP_KILLED", "CODE_FAILED"},
        ),
        (
            "return Array.from({length: 3e6}, (_, n) => n)",
            {"CODE_OUTPUT_TOO_LARGE", "STEP_KILLED", "CODE_FAILED"},
        ),
        ("let s = 'x'; for (;;) s += s", {"CODE_FAILED", "STEP_KILLED", "CODE_TIMEOUT"}),
        ("const f = () => Promise.resolve().then(f); await f()", {"CODE_TIMEOUT", "STEP_KILLED"}),
        ("return JSON.parse('['.repeat(1e5) + ']'.repeat(1e5))", {"CODE_FAILED"}),
    ],
)
def test_what_floods_is_cut_off_and_the_next_one_runs(sandbox, code, codes):
    assert sandbox.run(code, {}, {}, 3.0).error_code in codes
    assert sandbox.run("return 1", {}, {}, SECONDS).value == 1


def test_a_flood_of_lines_is_kept_to_its_bound(sandbox):
    code = "for (let n = 0; n < 1e5; n++) console.log('y'.repeat(100)); return 1"
    result = sandbox.run(code, {}, {}, SECONDS)
    assert len(result.logs) <= 200
    assert sum(len(line["message"]) for line in result.logs) <= 64 * 1024 + 200


def test_without_a_runtime_no_code_runs_at_all():
    edge = Edge()
    edge.world.sandbox = Sandbox(None)
    for type_ in ("code", "nodejs"):
        flow_id = edge.flow(step("c", type_, "end", code="return 1"), final("end"))
        answer = edge.execute(flow_id)
        assert (answer.status_code, answer.json["error"]["code"]) == (422, "CODE_DISABLED")


def test_nothing_in_the_product_evaluates_text_as_a_program():
    root = Path(package.__file__).parents[2]
    names = {"eval", "exec", "compile", "__import__"}
    found = []
    for folder in ("api", "worker", "scheduler", "engine", "schemas", "cli"):
        for file in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                called = node.func if isinstance(node, ast.Call) else None
                if isinstance(called, ast.Name) and called.id in names:
                    found.append(f"{file.relative_to(root)}:{node.lineno}")
    assert found == []
