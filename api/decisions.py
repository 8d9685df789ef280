"""The one way from a request to the end of a wait."""

from __future__ import annotations

from flask import request

from api import auditing
from api.context import principal, services
from engine import canonical, ids, resuming
from engine.resuming import Resume, Resumed
from engine.store.documents import Run


def decide(run: Run, call: Resume) -> Resumed:
    """
    End a wait of a run that the caller was found to have a right to. Raises as `resuming.resume`.

    What a person does is audited, and so is whoever decides an approval. That happens here, while a
    worker is already at the run: whatever comes of it, the decision was made.
    """
    named = ids.files_in(canonical.encode(call.payload))
    services().engine.files.lend(run, principal().principal_id, run.principal, named)
    done = resuming.resume(services().engine.runs, principal(), run, call)
    if principal().is_person or call.kind == "decision":
        auditing.record(str(request.endpoint), run.run_id, {})
    return done
