"""`millrace up` in a folder whose own modules have the names of ours."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from millrace import NAMES
from tests.support.installation import installation
from tests.support.world import final

ROOT = Path(__file__).parents[2]


@pytest.fixture
def decoys(tmp_path):
    """A folder with a package of each of our names and modules of two dependencies' names."""
    folder = tmp_path / "project"
    for name in (*NAMES, "redis", "flask"):
        package = folder / name
        package.mkdir(parents=True)
        marker = folder / f"{name}.imported"
        code = f"open({str(marker)!r}, 'w').close()\nraise SystemExit('a decoy was imported')\n"
        (package / "__init__.py").write_text(code)
        (package / "__main__.py").write_text(code)
    return folder


def imported(folder):
    return sorted(marker.name for marker in folder.glob("*.imported"))


@pytest.mark.parametrize("environ", [{}, {"PYTHONPATH": ":"}], ids=["plain", "empty-entry"])
def test_up_starts_in_any_folder_and_imports_nothing_of_it(tmp_path, decoys, environ):
    with installation(tmp_path / "data", cwd=decoys, **environ) as millrace:
        assert millrace.call("GET", "/readyz").status_code == 200
        flow_id = millrace.publish(final("end", x="{{1}}"))
        answer = millrace.call("POST", f"/v1/client/flow/{flow_id}/execute", body={})
        assert answer.json() == {"x": 1}
        console = millrace.call("GET", "/console/", allow_redirects=False)
        assert console.status_code == 303
    assert imported(decoys) == []


def test_the_command_of_a_wheel_imports_nothing_of_the_folder(tmp_path, decoys):
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environ = {**os.environ, "PYTHONPATH": f":{installed}"}
    program = "import millrace; millrace.main()"
    for argv in (["settings"], ["worker", "--help"]):
        command = [sys.executable, "-P", "-c", program, *argv]
        subprocess.run(command, cwd=decoys, env=environ, capture_output=True, check=True)
    assert imported(decoys) == []
