"""
What is stored of a run: secrets masked where it is shown, the real values sealed beside.

The real value flows: steps, conditions and calls get what was sent and answered. Nothing plain in
the store holds it. What shows a run reads the masked form and needs no key; only who goes on with
it (a worker, a parent that reads its child) opens what is sealed.

Sealed parts are bound to the workspace, so that a rerun may take over those of another run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from engine import canonical, revealed, state
from engine.record import Record, to_entry
from engine.secrecy import Touched, masked, texts_of, touched_from
from engine.state import State
from engine.store.documents import Entry, Fence, Settlement, StoredDecision
from engine.vault import Vault
from schemas.json import Json, JsonObject
from schemas.run import RunStatus


@dataclass(frozen=True, slots=True)
class Seal:
    """Closes and opens what of a workspace's runs holds secrets."""

    vault: Vault
    workspace_id: str

    def close(self, real: JsonObject, touched: Iterable[Touched] = ()) -> str:
        """Return a value, and the secrets that may be in it, so that only `open` reads it."""
        body = {**real, "touched": [asdict(one) for one in touched]}
        return self.vault.seal(canonical.encode(cast("Json", body)).decode(), self._bound)

    def open(self, sealed: str) -> tuple[JsonObject, tuple[Touched, ...]]:
        """Return what was closed. Raises ValueError for what no key opens."""
        text = self.vault.unseal(sealed, self._bound)
        body = cast("dict[str, Any]", canonical.decode(text.encode()))
        touched = touched_from(body.pop("touched"))
        # A run may go on with a value that its secret no longer has.
        revealed.note(*(one.text for one in touched))
        return body, touched

    def again(self, sealed: str) -> str:
        """Return what was closed under any key, under the first. Raises ValueError as `open`."""
        return self.vault.seal(self.vault.unseal(sealed, self._bound), self._bound)

    @property
    def _bound(self) -> str:
        return f"runs of {self.workspace_id}"

    def entry(self, record: Record, fence: Fence, touched: Sequence[Touched]) -> Entry:
        """Return the entry of a record in a run that touched these secrets. Raises ValueError."""
        entry = to_entry(replace(record, touched=()) if record.touched else record, fence)
        if not touched:
            return entry
        body = cast("JsonObject", canonical.decode(entry.body))
        shown = masked(body, texts_of(touched))
        if shown == body and not record.touched:
            return entry
        real: JsonObject = {} if shown == body else {"body": body}
        return replace(entry, body=canonical.encode(shown), sealed=self.close(real, record.touched))

    def real(self, entry: Entry) -> Entry:
        """Return an entry as it was before it was masked. Raises ValueError."""
        if entry.sealed is None:
            return entry
        opened, touched = self.open(entry.sealed)
        body = cast("JsonObject", opened.get("body") or canonical.decode(entry.body))
        if touched:
            body["touched"] = cast("Json", [asdict(one) for one in touched])
        return replace(entry, body=canonical.encode(body), sealed=None)

    def snapshot(self, current: State) -> bytes:
        """Return a snapshot; one of a run that touched secrets has its real self sealed inside."""
        if not current.touched:
            return state.encode(current)
        plain = cast("JsonObject", canonical.decode(state.encode(current)))
        shown = cast("JsonObject", masked(plain, texts_of(current.touched)))
        shown[state.SEALED] = self.close(plain, current.touched)
        return canonical.encode(shown)

    def state(self, snapshot: bytes) -> State:
        """Return the real state that a snapshot holds. Raises ValueError."""
        sealed = state.sealed_in(snapshot)
        if sealed is None:
            return state.decode(snapshot)
        body, touched = self.open(sealed)
        return replace(state.decode(canonical.encode(body)), touched=touched)

    def inputs(self, real: JsonObject, touched: Sequence[Touched]) -> tuple[bytes, str | None]:
        """Return inputs as they may be stored, and what has them as they are where that differs."""
        shown = masked(real, texts_of(touched))
        if shown == real:
            return canonical.encode(real), None
        return canonical.encode(shown), self.close({"inputs": real}, touched)

    def settlement(self, settled: Settlement, touched: Sequence[Touched]) -> Settlement:
        """Return a settlement in which nothing plain holds one of these secrets."""
        if not touched:
            return settled
        texts = texts_of(touched)
        shown = replace(
            settled, output=_shown(settled.output, texts), error=_shown(settled.error, texts)
        )
        if (shown.output, shown.error) != (settled.output, settled.error):
            real: JsonObject = {"output": _json(settled.output), "error": _json(settled.error)}
            shown = replace(shown, sealed_result=self.close(real, touched))
        if settled.status is RunStatus.WAITING and settled.wait is not None:
            wait = replace(settled.wait, view=_shown(settled.wait.view, texts) or b"{}")
            shown = replace(shown, wait=wait, sealed_secrets=self.close({}, touched))
        return shown

    def decision(self, decided: StoredDecision, sealed_secrets: str | None) -> StoredDecision:
        """Return a decision whose payload shows none of the secrets that its run touched."""
        if sealed_secrets is None:
            return decided
        _, touched = self.open(sealed_secrets)
        payload = _shown(decided.payload, texts_of(touched)) or b""
        if payload == decided.payload:
            return decided
        sealed = self.close({"payload": _json(decided.payload)}, touched)
        return replace(decided, payload=payload, sealed=sealed)

    def payload(self, decided: StoredDecision) -> Json:
        """Return what was sent with a decision. Raises ValueError."""
        if decided.sealed is not None:
            return self.open(decided.sealed)[0]["payload"]
        return canonical.decode(decided.payload) if decided.payload else None


def _shown(data: bytes | None, texts: Sequence[str]) -> bytes | None:
    return canonical.encode(masked(_json(data), texts)) if data else data


def _json(data: bytes | None) -> Json:
    return canonical.decode(data) if data else None
