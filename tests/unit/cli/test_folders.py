from __future__ import annotations

import os
import stat
import tempfile

import pytest

from cli.credentials import write_private
from cli.folders import FolderInUse, FolderUnsafe, alone_in, fresh_folder


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


# Links and folders that another account puts where temporary files are --------------------------


@pytest.fixture
def precious(tmp_path):
    kept = tmp_path / "home" / "thesis"
    kept.parent.mkdir()
    kept.write_text("years of work")
    os.utime(kept, (0, 0))
    return kept


def test_a_link_in_place_of_a_lock_empties_nothing(tmp_path, precious):
    trap = tmp_path / "millrace-up-x"
    trap.mkdir()
    (trap / "lock").symlink_to(precious)
    os.utime(trap / "lock", (0, 0), follow_symlinks=False)
    fresh_folder()
    with pytest.raises(FolderUnsafe), alone_in(trap):
        pass
    assert precious.read_text() == "years of work"


def test_a_second_name_of_a_file_in_place_of_a_lock_empties_nothing(tmp_path, precious):
    trap = tmp_path / "elsewhere"
    trap.mkdir()
    (trap / "lock").hardlink_to(precious)
    with alone_in(trap):
        pass
    assert precious.read_text() == "years of work"


def test_a_link_in_place_of_a_temporary_folder_is_not_followed(tmp_path, precious):
    target = precious.parent
    (target / "lock").touch()
    os.utime(target / "lock", (0, 0))
    (tmp_path / "millrace-up-y").symlink_to(target)
    fresh_folder()
    assert precious.read_text() == "years of work"
    assert (target / "lock").exists()


@pytest.fixture
def as_another(monkeypatch):
    """Return what makes this account another one than the owner of the files here."""
    return lambda: monkeypatch.setattr(os, "geteuid", lambda: 12_345)


def test_a_folder_of_another_account_is_not_used(tmp_path, as_another):
    as_another()
    with pytest.raises(FolderUnsafe, match="--data-dir"), alone_in(tmp_path):
        pass
    with pytest.raises(FolderUnsafe):
        write_private(tmp_path / "up.json", "{}")
    assert list(tmp_path.iterdir()) == []


def test_an_abandoned_folder_of_another_account_is_left_alone(as_another):
    left = fresh_folder()
    with alone_in(left):
        pass
    abandon(left)
    as_another()
    fresh_folder()
    assert left.exists()


def test_a_folder_in_use_is_for_its_owner_alone(tmp_path):
    folder = tmp_path / "made"
    with alone_in(folder):
        pass
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    with alone_in(folder):
        pass
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "lock").stat().st_mode) == 0o600


def test_a_link_in_place_of_a_private_file_is_replaced_and_not_written_through(tmp_path, precious):
    path = tmp_path / "up.json"
    path.symlink_to(precious)
    (tmp_path / f".up.json.{os.getpid()}").symlink_to(precious)
    write_private(path, "{}")
    assert precious.read_text() == "years of work"
    assert path.read_text() == "{}"
