"""Uploaded files: stored under an id of their own, used by runs, given back as attachments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from engine import clock, ids
from engine.errors import Conflict, Forbidden, InvalidInput, Issue, NotFound, TooLarge
from engine.handing import flows_above
from engine.inputs import pointer
from engine.principal import ADMIN, Principal, require_same_workspace
from engine.settings import Settings
from engine.steps.base import FileContent
from engine.store.base import FileStore, RunStore, Shelf, Shelves
from engine.store.documents import Run
from engine.store.people import FileInfo, User
from schemas.json import Json, JsonObject

UNTYPED: Final = "application/octet-stream"
LONGEST_NAME: Final = 200
FILES_PER_SHARE: Final = 100
_USE_IS_NEWS: Final = timedelta(days=1)
_PAGE: Final = 500
# Others than these were lent a file before; the last are remembered.
_MOST_LENT: Final = 50
# Callers that are no people.
MACHINES = ("key:", "share:", "schedule:")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}\Z")
# Control characters, and those that turn the reading direction round to hide an extension.
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class _Measured:
    """Passes chunks on, and knows what went by. Raises TooLarge in the middle of too much."""

    chunks: Iterable[bytes]
    most: int
    size: int = 0
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.size += len(chunk)
            if self.size > self.most:
                raise TooLarge("payload_too_large", f"a file has at most {self.most} bytes")
            self.digest.update(chunk)
            yield chunk


@dataclass(frozen=True, slots=True)
class Files:
    """The use cases of files."""

    shelf: Shelf[FileInfo]
    blobs: FileStore
    max_bytes: int
    now: clock.Clock = clock.now
    quota_bytes: int = 1 << 62
    users: Shelf[User] | None = None
    runs: RunStore | None = None

    def upload(
        self,
        principal: Principal,
        chunks: Iterable[bytes],
        *,
        name: str,
        content_type: str,
        flow_id: str | None,
    ) -> FileInfo:
        """
        Store a file; with `flow_id` only runs of that flow may use it.

        Raises TooLarge, and Conflict when the caller has uploaded its fill.
        """
        self._require_room(principal, 1, 1)
        file_id, measured = ids.new("file"), _Measured(chunks, self.max_bytes)
        # The bytes first: a file that is known is there.
        self.blobs.write(file_id, measured)
        info = FileInfo(
            file_id=file_id,
            workspace_id=principal.workspace_id,
            owner=principal.principal_id,
            name=shown_name(name),
            size=measured.size,
            content_type=shown_type(content_type),
            sha256=measured.digest.hexdigest(),
            created_at=self.now(),
            flow_id=flow_id,
        )
        self.shelf.insert(info)
        try:
            # Counted again with this one: of many at once none gets past the bounds.
            self._require_room(principal, 0, 0)
        except Conflict:
            self.remove(info)
            raise
        return info

    def get(self, principal: Principal, file_id: str) -> FileInfo:
        """Return what is known of a file. Raises NotFound, and Forbidden for somebody else's."""
        info = self._info(principal, file_id)
        if info.owner != principal.principal_id and not principal.is_admin:
            raise Forbidden("forbidden", "only who uploaded the file, or an admin, may read it")
        return info

    def read(self, info: FileInfo) -> Iterator[bytes]:
        """Return the bytes of a file in pieces. Raises NotFound."""
        return self.blobs.read(info.file_id)

    def doom(self, info: FileInfo, at: datetime | None) -> bool:
        """Take a file out of sight, or with None give it back; False when somebody changed it."""
        return self.shelf.replace(replace(info, doomed_at=at, rev=info.rev + 1), info.rev)

    def remove(self, info: FileInfo) -> None:
        """Delete a file that was doomed: its bytes first, so that none are left behind."""
        self.blobs.remove(info.file_id)
        self.shelf.remove(info.file_id)

    def usable(self, principal: Principal, file_id: str, flow_id: str) -> FileInfo:
        """
        Return a file that a run of this flow may be given by this caller.

        Raises NotFound for every other one: a file's id alone opens nothing.
        """
        info = self._info(principal, file_id)
        is_admins = principal.is_admin and info.flow_id in (None, flow_id)
        if not is_admins and not self._may_send(info, principal.principal_id, flow_id):
            raise _not_found()
        return info

    def lend(self, run: Run, lender: str, borrower: str, named: Iterable[str]) -> None:
        """
        Let a principal's runs of a run's flow use those of these files that another may use in it.

        So a run that is started again by another caller has its files, and a run those of the
        decisions that it was given.
        """
        mark = _lent(borrower, run.flow_id)
        for file_id in named if lender != borrower else ():
            info = self.shelf.get(file_id)
            if info is None or info.workspace_id != run.workspace_id or mark in info.lent:
                continue
            if self._may_send(info, lender, run.flow_id):
                lent = replace(info, lent=(*info.lent, mark)[-_MOST_LENT:], rev=info.rev + 1)
                self.shelf.replace(lent, info.rev)

    def content(
        self,
        workspace_id: str,
        flow_id: str,
        principal: str,
        file_id: str,
        *,
        run_id: str | None = None,
    ) -> FileContent:
        """
        Return a file that a run of this flow, started by this principal, may send on.

        So may a run `run_id` that a run of another flow which may send it handed it to. Raises
        NotFound for every other one: an id that a template came by opens nothing.
        """
        info = self._known(file_id)
        flows = chain([flow_id], self._flows_above(run_id, file_id))
        if info.workspace_id != workspace_id or not any(
            self._may_send(info, principal, one) for one in flows
        ):
            raise _not_found()
        self._mark_used(info)
        return FileContent(info.name, info.content_type, b"".join(self.blobs.read(file_id)))

    def check_inputs(
        self, principal: Principal, flow_id: str, fields: Json, inputs: JsonObject
    ) -> None:
        """Raise InvalidInput where an input of type `file` names none that may be used here."""
        wanted = fields if isinstance(fields, list) else []
        names = [str(f["name"]) for f in wanted if isinstance(f, dict) and f.get("type") == "file"]
        found = [
            Issue(pointer(name), "file_not_found", f"{name!r} names no file you uploaded")
            for name in names
            if isinstance(inputs.get(name), str)
            and not self._is_usable(principal, str(inputs[name]), flow_id)
        ]
        if found:
            raise InvalidInput("invalid_inputs", f"{len(found)} input(s) are wrong", found)

    def _is_usable(self, principal: Principal, file_id: str, flow_id: str) -> bool:
        try:
            self.usable(principal, file_id, flow_id)
        except NotFound:
            return False
        return True

    def _info(self, principal: Principal, file_id: str) -> FileInfo:
        info = self._known(file_id)
        require_same_workspace(principal, info.workspace_id, "file")
        return info

    def _known(self, file_id: str) -> FileInfo:
        info = self.shelf.get(file_id)
        if info is None or info.doomed_at is not None:
            raise _not_found()
        return info

    def _flows_above(self, run_id: str | None, file_id: str) -> Iterator[str]:
        if self.runs is None or run_id is None:
            return iter(())
        return flows_above(self.runs, run_id, file_id)

    def _mark_used(self, info: FileInfo) -> None:
        """Note that a file is in use; about once a day, so that using it costs no write."""
        now = self.now()
        if info.used_at is None or now - info.used_at >= _USE_IS_NEWS:
            # Somebody else's mark at the same moment does as well.
            self.shelf.replace(replace(info, used_at=now, rev=info.rev + 1), info.rev)

    def _may_send(self, info: FileInfo, principal: str, flow_id: str) -> bool:
        """Tell whether a principal's runs of a flow may use a file of their workspace."""
        if info.flow_id not in (None, flow_id):
            return False
        if info.owner == principal or _lent(principal, flow_id) in info.lent:
            return True
        kind, _, user_id = principal.partition(":")
        if kind == "user":
            # Who may run the flow that a link's file was uploaded for, may run it with that file.
            return info.flow_id is not None or self._is_admin(user_id)
        return kind == "pat"  # the installation's own token

    def _is_admin(self, user_id: str) -> bool:
        user = self.users.get(user_id) if self.users else None
        return user is not None and user.role == ADMIN and user.disabled_at is None

    def _require_room(self, principal: Principal, more: int, more_bytes: int) -> None:
        """Raise Conflict when the caller keeps too much for as many more files and bytes."""
        count, held = more, more_bytes
        for info in self._owned(principal.principal_id):
            count, held = count + 1, held + info.size
            if principal.kind == "share" and count > FILES_PER_SHARE:
                message = f"this link has uploaded {FILES_PER_SHARE} files, all it may"
                raise Conflict("file_quota", message)
            if held > self.quota_bytes:
                message = f"the files you uploaded have {self.quota_bytes} bytes, all they may"
                raise Conflict("file_quota", message)

    def _owned(self, owner: str) -> Iterator[FileInfo]:
        after = ""
        while page := self.shelf.list(after, _PAGE, owner=owner):
            yield from page
            after = page[-1].file_id


def kept_in(shelves: Shelves, blobs: FileStore, settings: Settings, runs: RunStore) -> Files:
    """Return the use cases of the files of a store."""
    return Files(
        shelves.files,
        blobs,
        settings.max_file_bytes,
        quota_bytes=settings.file_quota_bytes,
        users=shelves.users,
        runs=runs,
    )


def _lent(borrower: str, flow_id: str) -> str:
    return f"{borrower} {flow_id}"


def shown_name(name: str) -> str:
    """Return a file's name as it may be shown and offered for saving: no path, no tricks."""
    last = re.split(r"[/\\]", _UNSHOWN.sub("", name.encode("utf-8", "replace").decode()))[-1]
    return last.strip(" .")[:LONGEST_NAME] or "file"


def shown_type(content_type: str) -> str:
    """Return the declared type if it looks like one; nobody is ever served it."""
    bare = content_type.partition(";")[0].strip().lower()
    return bare if _TYPE.match(bare) else UNTYPED


def _not_found() -> NotFound:
    return NotFound("file_not_found", "there is no such file")
