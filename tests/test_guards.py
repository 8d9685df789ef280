"""The project's promises about itself."""

from __future__ import annotations

import importlib
import importlib.metadata
import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import main
from engine import queue, settings, steps
from engine.steps import BUILTIN, SYSTEM

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "console", "worker", "scheduler", "engine", "schemas", "cli")
# What the steps share, which is no step itself.
NO_STEPS = {"base", "joining", "looping", "waiting"}


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split() if (ROOT / name).exists()]


def test_no_file_is_longer_than_400_lines():
    long = {str(f): n for f in tracked("*.py") if (n := f.read_text().count("\n")) > 400}
    assert long == {}


def test_nobody_else_owns_our_names():
    owners = importlib.metadata.packages_distributions()
    for name in (*PACKAGES, "millrace"):
        assert set(owners.get(name, ["millrace"])) <= {"millrace"}, name


def test_every_module_of_steps_is_a_step_type_in_the_table():
    modules = {found.name for found in pkgutil.iter_modules(steps.__path__)} - NO_STEPS
    found = [importlib.import_module(f"engine.steps.{name}") for name in modules]
    types = {one.STEP for one in found} | {one.ALIAS for one in found if hasattr(one, "ALIAS")}
    assert types == {*BUILTIN, *SYSTEM}
    assert len(BUILTIN) == len({one.name for one in BUILTIN})


@pytest.mark.parametrize("module", ["registrar", "hook_calls", "egress.origins", "egress.door"])
def test_a_module_between_steps_and_the_door_can_be_imported_first(module):
    subprocess.run([sys.executable, "-c", f"import engine.{module}"], cwd=ROOT, check=True)


def test_the_job_that_hints_name_exists():
    module, _, function = queue.ADVANCE.rpartition(".")
    assert callable(getattr(importlib.import_module(module), function))


def test_the_procfile_starts_what_there_is():
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert set(lines) == {"web", "worker", "scheduler"}
    for name, line in lines.items():
        assert shlex.split(line)[:2] == ["millrace", name]
        assert name in main.commands


def test_the_readme_lists_every_setting_as_it_is():
    readme = (ROOT / "README.md").read_text()
    shown = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", readme, re.DOTALL)
    assert shown is not None
    assert shown[1] == settings.table()


def test_the_readme_names_every_step_type_and_the_changelog_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert all(f"`{one.name}`" in changelog for one in BUILTIN)
    version = importlib.metadata.version("millrace")
    assert f"## {version}" in changelog or "## Unreleased" in changelog


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\w.])/(?:work|home|root)/",
        r"https?://(?:pypi|files\.pythonhosted|registry\.npmjs)",
        r"index-url",
    ],
)
def test_no_machine_and_no_registry_is_named(pattern):
    named = re.compile(pattern)
    here = Path(__file__)
    found = [
        str(file)
        for file in tracked()
        if file != here and file.suffix != ".lock" and file.name != "Makefile"
        if named.search(file.read_text(errors="replace"))
    ]
    assert found == []


def test_the_lock_names_no_registry():
    assert "://" not in (ROOT / "requirements.lock").read_text()
