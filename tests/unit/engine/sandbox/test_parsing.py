"""All code of a definition is parsed by one process, under one deadline, and none of it is run."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace

import pytest

from engine.sandbox import find_runtime, parsing
from engine.sandbox.parsing import CodeReader, Unread, Unreadable
from tests.support.edge import Edge
from tests.support.world import final, step

GOOD, BAD = "return await inputs.x", "const a = 1;\nreturn {a: ;"


@pytest.fixture
def started(monkeypatch):
    """Return what each process was given."""
    given = []
    run = parsing.run

    def noting(argv, source, bounds):
        given.append((argv, source, bounds))
        return run(argv, source, bounds)

    monkeypatch.setattr(parsing, "run", noting)
    return given


@pytest.fixture
def reader():
    return CodeReader(find_runtime(None))


def test_twenty_codes_are_parsed_by_one_process_and_again_by_none(reader, started):
    codes = [f"return {number}" for number in range(19)] + [BAD]
    expected = [None] * 19 + [Unreadable("Expression expected", 2, 12)]
    assert reader.problems(codes) == expected
    assert len(started) == 1
    assert reader.problems([*codes, *reversed(codes)]) == expected + expected[::-1]
    assert len(started) == 1


@pytest.mark.parametrize(
    ("code", "line", "column"),
    [
        ("x = ;", 1, 5),
        ("const s = '😀';\n\n  x = ;", 3, 7),
        ("a\r\nb = ;", 2, 5),
        ("return await inputs.x(", 1, 23),
        ("return 1 +\n\n", 3, 1),
        ("*/ return 1", 1, 2),
        ("`${", 1, 4),
        ("return 1 }", 1, 11),
        ("}; Deno.exit(3); {", 1, 2),
        ("return 1 } function x() {", 1, 12),
        ("})(); Deno.exit(3); (async () => {", None, None),
        ("let a; let a;", 1, 12),
        ("return /(/", 1, 8),
        ("import x from 'y'", 1, 1),
        ("}\ncatch (e) {", 2, 1),
    ],
)
def test_code_that_cannot_be_read_is_told_with_its_place(reader, code, line, column):
    found = reader.problems([GOOD, code, "return 2"])
    assert found[::2] == [None, None]
    assert (found[1].line, found[1].column) == (line, column)
    assert found[1].message
    assert "blob:" not in found[1].message


@pytest.mark.parametrize(
    "code",
    [
        "return '\ud800'",
        "// }",
        "return `${1}`",
        "<!-- a",
        "return await import('./x.js')",
        "for await (const a of []) {}",
        "const __millrace = 1; return __millrace",
        "return '\u2028'",
    ],
)
def test_code_that_can_be_read_is_no_problem(reader, code):
    assert reader.problems([code, BAD]) == [None, Unreadable("Expression expected", 2, 12)]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("(" * 200_000, "its parser gave up: Maximum call stack size exceeded"),
        ("x" * 10_000_000 + " =", "it has more than 1048576 characters"),
    ],
    ids=["nested", "long"],
)
def test_code_that_no_parser_gets_through_is_told_and_leaves_the_others_alone(
    reader, started, code, reason
):
    assert reader.problems([code, GOOD, BAD]) == [
        Unread(reason),
        None,
        Unreadable("Expression expected", 2, 12),
    ]
    assert len(started) == 1


def test_code_near_the_longest_is_read_beside_its_like(reader, started):
    most = 1024 * 1024
    codes = [f"return '{'x' * (most - 20)}{number}'" for number in range(3)]
    assert reader.problems([*codes, BAD])[:3] == [None] * 3
    assert len(started) == 2


def fake(tmp_path, body):
    """Return a reader by a runtime that does what `body` says with `mark` and `count`."""
    path = tmp_path / "runtime"
    path.write_text(
        f"#!{sys.executable}\n"
        "import json, os, re, sys, time\n"
        "said = sys.stdin.read()\n"
        "mark = re.search(r\"mark: '(\\w+)'\", said)[1]\n"
        "codes = json.loads(json.loads(re.search(r'codes: (\".*\"), mark', said)[1]))\n"
        "def tell(index, **answer):\n"
        "    print(mark + json.dumps({'index': index, **answer}), flush=True)\n" + body
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return CodeReader(path)


def test_code_that_ends_its_parser_is_told_and_the_others_are_read_by_another(tmp_path, started):
    body = "for i, one in enumerate(codes):\n    if one == 'bomb': os._exit(1)\n    tell(i)\n"
    found = fake(tmp_path, body).problems(["return 100", "bomb", "x"])
    assert found == [None, Unread("its parser gave up"), None]
    assert len(started) == 2


def test_code_that_takes_all_the_time_is_told_with_what_came_after(tmp_path, started, monkeypatch):
    monkeypatch.setattr(parsing, "SECONDS", 1.0)
    body = "for i, one in enumerate(codes):\n    time.sleep(60 * (one == 'slow'))\n    tell(i)\n"
    reader = fake(tmp_path, body)
    assert reader.problems(["longer one", "slow", "x"]) == [parsing._LATE, parsing._LATE, None]
    assert len(started) == 1
    assert reader.problems(["x"]) == [None]
    assert len(started) == 1
    reader.problems(["slow"])
    assert len(started) == 2


def test_answers_of_code_itself_are_not_believed(reader):
    forged = "0000\nconsole.log('{\"index\":0}'); return ;;; }{"
    assert isinstance(reader.problems([forged])[0], Unreadable)


def test_what_is_remembered_does_not_grow_without_end(reader, monkeypatch):
    monkeypatch.setattr(parsing, "_MOST_KEPT", 1)
    for codes in (["return 1", BAD], ["return 2"], [GOOD]):
        reader.problems(codes)
    assert len(reader._kept) <= 2


# -- of a definition


def definition(*codes):
    ids = [f"c{number}" for number in range(len(codes))]
    steps = [
        step(one, "code", following, code=code)
        for one, following, code in zip(ids, [*ids[1:], "end"], codes, strict=True)
    ]
    return {"steps": [{"id": "start", "type": "api", "nextStepId": "c0"}, *steps, final("end")]}


@pytest.fixture
def edge():
    return Edge()


def codes_of(body):
    return [one for one in body["issues"] if one["code"] in ("invalid_code", "code_not_read")]


def test_definition_with_twenty_codes_costs_one_process_to_save_and_none_to_read(edge, started):
    body = {"name": "F", "definition": definition(*(f"return {n}" for n in range(19)), BAD)}
    saved = edge.post("/v1/flow", body).json
    assert [one["path"] for one in codes_of(saved)] == ["/steps/20/data/code"]
    assert len(started) == 1
    # As another process would read it, which remembers nothing.
    edge.engine.flows = replace(edge.world.flows, code=CodeReader(find_runtime(None)))
    for _ in range(3):
        assert edge.get(f"/v1/flow/{saved['id']}").json["issues"] == saved["issues"]
    assert len(started) == 1
    validated = edge.post("/v1/flow/validate", {"definition": body["definition"]}).json
    assert validated["issues"] == saved["issues"]
    published = edge.post(f"/v1/flow/{saved['id']}/publish")
    assert published.json["issues"] == saved["issues"]
    assert len(started) == 2


def test_every_code_of_a_definition_is_read_however_many_there_are(edge, started):
    made = definition(*(f"return {n}" for n in range(30)), BAD)
    found = edge.post("/v1/flow/validate", {"definition": made}).json
    assert [one["path"] for one in codes_of(found)] == ["/steps/31/data/code"]
    assert len(started) == 1


def test_code_that_was_not_parsed_is_a_warning_that_names_its_step(edge):
    found = edge.post("/v1/flow/validate", {"definition": definition("(" * 200_000)}).json
    (issue,) = codes_of(found)
    assert (issue["code"], issue["severity"]) == ("code_not_read", "warning")
    assert "the code of 'c0'" in issue["message"]
    assert found["valid"]


def test_definition_without_code_starts_no_process(edge, started):
    edge.post("/v1/flow/validate", {"definition": {"steps": [final("end")]}})
    assert started == []
