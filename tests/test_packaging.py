"""What a wheel holds: whoever installs one gets every file that the processes read."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "console", "worker", "scheduler", "engine", "schemas", "cli")
MODULE = "millrace.py"
# The sources of the graph editor; what is built of them is an asset of the console.
SOURCES = "console/editor/"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES, MODULE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}


def test_a_wheel_holds_every_file_of_the_packages(shipped):
    wanted = {name for name in tracked() if not name.startswith(SOURCES)}
    assert wanted - shipped == set()


@pytest.mark.parametrize(
    "name",
    [
        "console/static/console.css",
        "console/static/live.js",
        "console/static/editor/editor.js",
        "console/static/editor/editor.css",
        "console/templates/base.html",
        "engine/credits/seed.json",
    ],
)
def test_a_wheel_holds_what_the_console_and_the_prices_are_made_of(shipped, name):
    assert name in shipped


def test_a_wheel_holds_nothing_else(shipped):
    others = {name for name in shipped if not name.startswith(tuple(f"{p}/" for p in PACKAGES))}
    assert {name.partition("/")[0].partition("-")[0] for name in others} == {"millrace", MODULE}
    assert not [name for name in shipped if name.startswith(SOURCES) or "node_modules" in name]
