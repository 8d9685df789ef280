"""
Links that decide an approval: the holder of one may, without signing in.

A link is rendered before its approval is there. It names its run and how many approvals the run had
opened by then, so it belongs to the first that opens afterwards, in the run or below it, and to no
other. It ends with that wait; a revision lets it be revoked and renewed while the wait is open.
What was decided below the run is known by its time, so a link says since when it stands.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from engine import deciding
from engine.errors import NotFound
from engine.principal import Principal
from engine.store.documents import Run
from engine.store.endings import CHILDREN
from engine.store.kin import FamilyStore
from schemas.json import JsonObject

KIND: Final = "user-approval"
PREFIX: Final = "apr_"
MOST_BELOW: Final = 200
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Link:
    """
    What a link's token says: its run, the approvals opened before it, and its revision.

    `since` is what the run's clock said when it was rendered, in milliseconds since 1970; links of
    an older version have none.
    """

    run_id: str
    number: int = 0
    rev: int = 0
    since: int | None = None

    def opened(self, family: FamilyStore, root: Run) -> Run | None:
        """
        Return the run whose open approval the link decides, its own or one below; None for none.

        `root` is the link's own run. Of several that wait below it is the first that opened, and
        nothing once an approval below was decided: a link decides one approval.
        """
        found = self._waiting(family, root)
        if found is None or not self._fits(found):
            return None
        since = None if self.since is None else EPOCH + timedelta(milliseconds=self.since)
        return None if family.is_approved_below(root.run_id, since) else found

    def _waiting(self, family: FamilyStore, root: Run) -> Run | None:
        if root.wait is None or root.wait.kind != CHILDREN:
            return root
        if (root.wait.number or 0) > self.number:
            return None  # its approval was one of the run itself
        below = family.waiting_below(root.run_id, (KIND,), MOST_BELOW + 1)
        # A page that is full may lack the first of them.
        return min(below, key=_opened_at) if 0 < len(below) <= MOST_BELOW else None

    def _fits(self, run: Run) -> bool:
        wait = run.wait
        if wait is None or wait.kind != KIND or wait.link_revoked or wait.link_rev != self.rev:
            return False
        # Waits of an older version have no number, and their links none either.
        number = wait.number or 0
        return number == (self.number if run.run_id == self.run_id else 0)


@dataclass(frozen=True, slots=True)
class Links:
    """Makes and reads approval links."""

    secret: str
    base_url: str

    def of_run(self, run_id: str, number: int, since: datetime) -> JsonObject:
        """Return what templates find as `approval.links` after so many approvals, at a time."""
        return {"page": self.url(Link(run_id, number, since=milliseconds(since)))}

    def url(self, link: Link) -> str:
        """Return the address of a link."""
        token = self.token(link.run_id, link.number, link.rev, link.since)
        return f"{self.base_url}/v1/approval/link/{token}"

    def token(self, run_id: str, number: int = 0, rev: int = 0, since: int | None = None) -> str:
        """Return the token of a link."""
        link = Link(run_id, number, rev, since)
        name = base64.urlsafe_b64encode(link.run_id.encode()).decode().rstrip("=")
        numbers = ".".join(map(str, _numbers(link)))
        return f"{PREFIX}{name}.{numbers}.{self._mac(link)}"

    def read(self, token: str) -> Link:
        """Return what a token says. Raises NotFound for one that was never made."""
        name, *numbers, mac = token.removeprefix(PREFIX).split(".") if "." in token else ("", "")
        try:
            run_id = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
            link = Link(run_id, *map(_number, numbers))
        except (binascii.Error, ValueError, TypeError):
            raise link_not_found() from None
        # Links of an older version have no numbers: they are of the first approval of their run.
        wanted = self._mac(link) if numbers else self._old_mac(run_id)
        is_ours = token.startswith(PREFIX) and token.isascii()
        if not is_ours or not hmac.compare_digest(mac, wanted):
            raise link_not_found()
        return link

    def _mac(self, link: Link) -> str:
        numbers = "\x00".join(map(str, _numbers(link)))
        return self._signed(f"approval-link\x00{link.run_id}\x00{numbers}")

    def _old_mac(self, run_id: str) -> str:
        return self._signed(f"approval-link\x00{run_id}")

    def _signed(self, text: str) -> str:
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:43]


def milliseconds(at: datetime) -> int:
    """Return a time as links have it."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def _numbers(link: Link) -> tuple[int, ...]:
    # Without a time as an older version made them: those links still open.
    return (link.number, link.rev, *(() if link.since is None else (link.since,)))


def _opened_at(run: Run) -> tuple[str, str]:
    return (run.wait.created_at.isoformat() if run.wait else "", run.run_id)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len("1767225600000")):
        raise ValueError(text)
    return int(text)


def holder_of(run: Run) -> Principal:
    """Return who acts by a run's approval link."""
    return Principal(
        principal_id=f"link:{run.run_id}",
        kind=deciding.LINK,
        workspace_id=run.workspace_id,
        name="approval link",
        flow_ids=(run.flow_id,),
    )


def link_not_found() -> NotFound:
    """Return the error for a link that was never made, or whose run is gone."""
    return NotFound("link_not_found", "there is no such approval link")
