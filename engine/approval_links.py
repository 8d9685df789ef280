"""
Links that decide an approval: the holder of one may, without signing in.

A link is rendered before its approval is there. It names its run and how many approvals the run had
opened by then, so it belongs to the first that opens afterwards, in the run or below it, and to no
other. It ends with that wait; a revision lets it be revoked and renewed while the wait is open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from engine import deciding
from engine.errors import NotFound
from engine.principal import Principal
from engine.store.documents import Run
from schemas.json import JsonObject

KIND: Final = "user-approval"
PREFIX: Final = "apr_"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link's token says: its run, the approvals opened before it, and its revision."""

    run_id: str
    number: int = 0
    rev: int = 0

    def opens(self, run: Run) -> bool:
        """Tell whether the link decides what `run`, its own or one below it, waits for."""
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

    def of_run(self, run_id: str, number: int) -> JsonObject:
        """Return what templates find as `approval.links` after so many approvals."""
        return {"page": self.url(Link(run_id, number))}

    def url(self, link: Link) -> str:
        """Return the address of a link."""
        return f"{self.base_url}/v1/approval/link/{self.token(link.run_id, link.number, link.rev)}"

    def token(self, run_id: str, number: int = 0, rev: int = 0) -> str:
        """Return the token of a link."""
        name = base64.urlsafe_b64encode(run_id.encode()).decode().rstrip("=")
        return f"{PREFIX}{name}.{number}.{rev}.{self._mac(run_id, number, rev)}"

    def read(self, token: str) -> Link:
        """Return what a token says. Raises NotFound for one that was never made."""
        name, *numbers, mac = token.removeprefix(PREFIX).split(".") if "." in token else ("", "")
        try:
            run_id = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
            link = Link(run_id, *map(_number, numbers))
        except (binascii.Error, ValueError, TypeError):
            raise link_not_found() from None
        # Links of an older version have no numbers: they are of the first approval of their run.
        wanted = self._mac(run_id, link.number, link.rev) if numbers else self._old_mac(run_id)
        is_ours = token.startswith(PREFIX) and token.isascii()
        if not is_ours or not hmac.compare_digest(mac, wanted):
            raise link_not_found()
        return link

    def _mac(self, run_id: str, number: int, rev: int) -> str:
        return self._signed(f"approval-link\x00{run_id}\x00{number}\x00{rev}")

    def _old_mac(self, run_id: str) -> str:
        return self._signed(f"approval-link\x00{run_id}")

    def _signed(self, text: str) -> str:
        return hmac.new(self.secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:43]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004, more than any run
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
