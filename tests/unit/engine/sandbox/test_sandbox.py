# ruff: noqa: E501, an attack reads best on one line
"""Code that flows bring: what it may do, and everything that it must not."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import pytest

from engine.sandbox import Sandbox, deno, find_runtime
from engine.sandbox.process import Ended
from tests.support.edge import Edge
from tests.support.world import final, step

RUNTIME = find_runtime(None)
SECONDS = 10.0


@pytest.fixture(scope="module")
def sandbox():
    assert RUNTIME is not None, "the `code` extra is not installed: run `make install`"
    return Sandbox(RUNTIME)


def run(sandbox, code, inputs=None, context=None, seconds=SECONDS):
    return sandbox.run(code, inputs or {}, context or {}, seconds)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("return inputs.a + context.b", 3),
        ("return", None),
        ("return {x: [1, 'ä', null, true, 1.5]}", {"x": [1, "ä", None, True, 1.5]}),
        ("await new Promise((done) => setTimeout(done, 5)); return 'late'", "late"),
        ("return new Date(0)", "1970-01-01T00:00:00.000Z"),
        ("return [..._()]; function* _() { yield 1; yield 2 }", [1, 2]),
        ("return new TextDecoder().decode(new TextEncoder().encode('é'))", "é"),
        ("return '</script>`${1}`\\u2028'", "</script>`${1}`\u2028"),
        ("return inputs.text", "`${x}` \\ ' \" \u2028 \n"),
    ],
)
def test_code_returns_json(sandbox, code, value):
    given = {"a": 1, "text": "`${x}` \\ ' \" \u2028 \n"}
    result = run(sandbox, code, given, {"b": 2})
    assert (result.error_code, result.value) == (None, value), result.message


def test_what_it_prints_is_kept_line_by_line(sandbox):
    result = run(sandbox, "console.log('a', {b: 1}); console.error('c'); return 1")
    assert result.logs == (
        {"level": "info", "message": 'a {"b":1}'},
        {"level": "error", "message": "c"},
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("throw new TypeError('no paper')", "TypeError: no paper"),
        ("throw 'text'", "text"),
        ("return (", "SyntaxError"),
        ("const a = {}; a.a = a; return a", "NotJson"),
        ("return Symbol('x')", "NotJson"),
        ("return () => 1", "NotJson"),
        ("const f = () => f(); f()", "RangeError"),
        ("Promise.reject(new Error('x')); await new Promise(() => {})", ""),
    ],
)
def test_what_goes_wrong_says_so(sandbox, code, said):
    result = run(sandbox, code, seconds=5)
    assert result.error_code == "CODE_FAILED"
    assert said in result.message


# Each attack tries to return what it must not get; `null` and an error are both fine.
ATTACKS = {
    "read a file": "return await globalThis.Deno?.readTextFile('/etc/passwd') ?? null",
    "read by node": "const fs = await import('node:fs'); return fs.readFileSync('/etc/passwd', 'utf8')",
    "read proc": "const fs = await import('node:fs'); return fs.readFileSync('/proc/self/environ', 'utf8')",
    "write a file": "const fs = await import('node:fs'); fs.writeFileSync('/tmp/millrace-x', 'x'); return 'wrote'",
    "environment": "const p = await import('node:process'); return p.env.PATH ?? p.env.HOME ?? null",
    "spawn": "const c = await import('node:child_process'); return c.execSync('id').toString()",
    "fetch loopback": "return (await fetch('http://127.0.0.1:6379')).status",
    "connect": (
        "const net = await import('node:net'); return await new Promise((ok, no) => {"
        "const s = net.connect(6379, '127.0.0.1'); s.on('connect', () => ok('open')); s.on('error', no) })"
    ),
    "unix socket": (
        "const net = await import('node:net'); return await new Promise((ok, no) => {"
        "const s = net.connect('/var/run/docker.sock'); s.on('connect', () => ok('open')); s.on('error', no) })"
    ),
    "import remote": "const m = await import('https://deno.land/std/version.ts'); return 'got ' + m.VERSION",
    "import npm": "const m = await import('npm:left-pad'); return 'got ' + typeof m",
    "kill the parent": "const p = await import('node:process'); p.kill(p.ppid, 9); return 'killed'",
    "ffi": "return Deno.dlopen('/lib/x86_64-linux-gnu/libc.so.6', {}) && 'opened'",
    "own package": "const fs = await import('node:fs'); return fs.readdirSync('.').length && 'listed'",
    "a worker": "return new Worker('data:text/javascript,while(true){}') && 'started'",
    "constructor": "return (() => {}).constructor('return globalThis.Deno && Deno.version')()",
    "forged answer": "globalThis.__millrace = {mark: 'x'}; return globalThis.__millrace.job ?? null",
    "poisoned stringify": "JSON.stringify = () => '\"forged\"'; return null",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_comes_away_with_nothing(sandbox, name):
    result = run(sandbox, ATTACKS[name])
    assert result.value in (None, {}), (name, result)
    assert not Path("/tmp/millrace-x").exists()


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("while (true) {}", {"CODE_TIMEOUT"}),
        ("await new Promise(() => setInterval(() => {}, 1000))", {"CODE_TIMEOUT"}),
        ("/^(a+)+$/.test('a'.repeat(40) + '!'); return 1", {"CODE_TIMEOUT", None}),
        (
            "const a = []; while (true) a.push('x'.repeat(1e6) + a.length)",
            {"STEP_KILLED", "CODE_TIMEOUT"},
        ),
        (
            "const a = []; while (true) a.push(new Uint8Array(5e7).fill(1))",
            {"STEP_KILLED", "CODE_FAILED"},
        ),
        ("return 'x'.repeat(8e6)", {"CODE_OUTPUT_TOO_LARGE"}),
    ],
)
def test_what_takes_too_much_is_cut_off(sandbox, code, codes):
    began = time.monotonic()
    result = run(sandbox, code, seconds=2)
    assert result.error_code in codes
    assert time.monotonic() - began < 30


def test_nothing_is_left_behind(sandbox):
    before = leftovers()
    for code in ("return 1", "while (true) {}"):
        run(sandbox, code, seconds=1)
    assert leftovers() <= before


def leftovers():
    return set(Path(tempfile.gettempdir()).glob("millrace-code-*"))


def test_without_a_runtime_the_step_says_what_is_missing():
    result = Sandbox(None).run("return 1", {}, {}, 1.0)
    assert result.error_code == "CODE_DISABLED"
    assert "MILLRACE_DENO_BIN" in result.message
    assert find_runtime("/nowhere/deno") is None


@pytest.mark.parametrize("type_", ["code", "nodejs"])
def test_a_step_runs_code_on_its_inputs_and_context(sandbox, type_):
    edge = Edge()
    edge.world.sandbox = sandbox
    code = "console.log('at', context.n); return {sum: inputs.a + context.n, t: '{{n}}'}"
    made = {**step("c", type_, "end", code=code, inputs={"a": "{{n}}"}), "output": "c"}
    answer = edge.execute(edge.flow(made, final("end", c="{{c}}")), {"n": 2})
    assert answer.json == {"c": {"sum": 4, "t": "{{n}}"}}
    run_id = answer.headers["X-App-Run-Id"]
    row = edge.get(f"/v1/flowrun/steps/{run_id}").json["data"][0]
    assert row["logs"] == [{"level": "info", "message": "at 2"}]


BIG = 7615917337495251231


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("return inputs.n", BIG),
        ("return [inputs, context.n]", [{"n": BIG, "text": str(BIG), "f": 1.5e300}, -BIG]),
        ("return `${inputs.n}`", str(BIG)),
        ("return typeof inputs.n", "bigint"),
        ("return inputs.n + 1n", BIG + 1),
        ("return 2n ** 63n", 2**63),
        ("return JSON.stringify({n: inputs.n})", f'{{"n":{BIG}}}'),
        ("return inputs.n === BigInt(inputs.text)", True),
        ("return typeof inputs.f", "number"),
    ],
)
def test_whole_numbers_stay_exact_on_their_way_in_and_out(sandbox, code, value):
    given = {"n": BIG, "text": str(BIG), "f": 1.5e300}
    result = run(sandbox, code, given, {"n": -BIG})
    assert (result.error_code, result.value) == (None, value), result.message


@pytest.mark.parametrize("number", [2**53 - 1, -(2**53 - 1), 0, 1.5, 1e16])
def test_numbers_that_javascript_holds_stay_numbers(sandbox, number):
    result = run(sandbox, "return [typeof inputs.n, inputs.n]", {"n": number, "m": BIG})
    assert result.value == ["number", number]


def test_a_large_number_beside_a_plain_one_is_an_error_and_not_another_number(sandbox):
    result = run(sandbox, "return inputs.n + 1", {"n": BIG})
    assert result.error_code == "CODE_FAILED"
    assert "BigInt" in result.message


@pytest.mark.parametrize(
    ("code", "lines", "value"),
    [
        ("console.log('x'.repeat(1999) + '😀'); return 1", ["x" * 1999 + "\ufffd"], 1),
        ("console.log('\\ud800'); return 1", ["\ufffd"], 1),
        ("console.log('\\ud83d\\ude00'); return 1", ["😀"], 1),
        ("return {'\\udfff': '\\ud800'}", [], {"\ufffd": "\ufffd"}),
    ],
)
def test_half_of_a_character_is_shown_as_one_that_is_missing(sandbox, code, lines, value):
    result = run(sandbox, code)
    assert (result.error_code, result.value) == (None, value)
    assert [line["message"] for line in result.logs] == lines


@pytest.mark.parametrize("code", ["throw new Error('\\ud800')", "throw '\\ud800'"])
def test_a_thrown_half_of_a_character_is_told(sandbox, code):
    result = run(sandbox, code)
    assert (result.error_code, result.message) == ("CODE_FAILED", "Error: \ufffd")


FORGERIES = {
    "objects": "Object.prototype.toJSON = () => ({level: 'error', message: 'forged'})",
    "lists": "Array.prototype.toJSON = () => ['forged']; Array.prototype.join = () => 'forged'",
    "texts": "String.prototype.toJSON = () => 'forged'; for (const name of ['slice', 'toWellFormed', 'concat']) String.prototype[name] = () => 'forged'",
    "setters": "for (const at of ['0', 'level', 'message', 'json']) Object.defineProperty(Object.prototype, at, {set() {}, get: () => 'forged'})",
    "bytes": "const bytes = Object.getPrototypeOf(Uint8Array.prototype); bytes.subarray = () => new Uint8Array(9); for (const name of ['length', 'byteLength']) Object.defineProperty(bytes, name, {get: () => 1})",
    "json": "JSON.stringify = () => '\"forged\"'; JSON.rawJSON = JSON.parse = () => 'forged'; globalThis.JSON = null",
    "functions": "Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => 'forged'",
    "globals": "globalThis.String = globalThis.BigInt = globalThis.Object = globalThis.Math = () => 'forged'",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_code_cannot_forge_what_it_printed(sandbox, name):
    result = run(sandbox, f"{FORGERIES[name]}; console.log('real'); return inputs.n", {"n": BIG})
    assert (result.error_code, result.value) == (None, BIG), result.message
    assert result.logs == ({"level": "info", "message": "real"},)


@pytest.mark.parametrize(
    "module",
    ["node:fs", "node:net", "node:child_process", "node:fs/promises", "npm:left-pad", "fs"],
)
def test_a_module_is_denied_and_said_to_be(sandbox, module):
    result = run(sandbox, f"await import('{module}'); return 1")
    assert result.error_code == "CODE_FAILED"
    assert module.removesuffix(":left-pad") in result.message
    assert "denied: code imports nothing" in result.message


def test_a_module_from_elsewhere_is_denied_and_said_to_be(sandbox):
    result = run(sandbox, "await import('https://x.test/a.js')")
    assert (result.error_code, "denied" in result.message) == ("CODE_FAILED", True)


def test_code_can_catch_that_a_module_is_denied(sandbox):
    code = "try { await import('node:fs') } catch (error) { return error.message }"
    assert run(sandbox, code).value == "the module node:fs is denied: code imports nothing"


def test_a_result_nested_deeper_than_is_kept_is_an_error(sandbox):
    code = "let list = []; for (let n = 0; n < inputs.n; n++) list = [list]; return list"
    assert run(sandbox, code, {"n": 150}).error_code is None
    assert run(sandbox, code, {"n": 900}).error_code == "CODE_FAILED"


@pytest.mark.parametrize(
    ("code", "error_code"), [(-25, "CODE_FAILED"), (-24, "CODE_TIMEOUT"), (-9, "STEP_KILLED")]
)
def test_how_a_process_was_ended_is_told_by_its_signal(monkeypatch, code, error_code):
    monkeypatch.setattr(deno, "run", lambda *given: Ended(b"", code, is_late=False, is_loud=False))
    assert Sandbox(Path("deno")).run("return 1", {}, {}, 1.0).error_code == error_code


def test_a_run_whose_code_prints_half_a_character_goes_on():
    edge = Edge()
    edge.world.sandbox = Sandbox(RUNTIME)
    code = "console.log('x'.repeat(1999) + '😀'); console.log('\\ud800'); return '\\ud800'"
    flow_id = edge.flow(
        {**step("c", "code", "end", code=code), "output": "c"}, final("end", c="{{c}}")
    )
    answer = edge.execute(flow_id)
    assert (answer.status_code, answer.json) == (200, {"c": "\ufffd"})
