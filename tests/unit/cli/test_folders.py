from __future__ import annotations

import os
import tempfile

import pytest

from cli.folders import FolderInUse, alone_in, fresh_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def abandon(folder):
    os.utime(folder / "lock", (0, 0))


def test_one_folder_serves_one_installation_at_a_time(tmp_path):
    with alone_in(tmp_path), pytest.raises(FolderInUse, match="--data-dir"), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_a_fresh_folder_is_empty_and_nobody_elses():
    first, second = fresh_folder(), fresh_folder()
    assert first != second
    assert list(first.iterdir()) == list(second.iterdir()) == []


def test_what_a_killed_installation_left_is_removed_by_the_next():
    left = fresh_folder()
    with alone_in(left):
        (left / "data").mkdir()
    abandon(left)
    fresh_folder()
    assert not left.exists()


def test_a_folder_in_use_is_left_alone():
    used = fresh_folder()
    with alone_in(used):
        abandon(used)
        fresh_folder()
        assert used.exists()


def test_a_folder_just_made_is_left_alone():
    young = fresh_folder()
    with alone_in(young):
        pass
    fresh_folder()
    assert young.exists()


def test_folders_of_others_are_left_alone(tmp_path):
    other = tmp_path / "other"
    with alone_in(other):
        pass
    abandon(other)
    fresh_folder()
    assert other.exists()
