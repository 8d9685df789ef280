"""
Outgoing HTTP: `Egress().send(request)` is the only way out of a worker.

A call passes `target` (read the URL), `policy` and `resolve` (may we go there?), `connections`
(dial that very address), and comes round again for each of the `redirects`.
"""

from __future__ import annotations

from engine.egress.door import Egress
from engine.egress.errors import EgressError

__all__ = ["Egress", "EgressError"]
