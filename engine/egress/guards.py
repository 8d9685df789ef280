"""Where secrets may go: looked at before every request leaves, redirects included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, unquote_plus

from engine.egress.errors import EgressError, invalid_url
from engine.egress.redirects import Hop
from engine.egress.target import DEFAULT_PORTS, Target, parse_target
from engine.secrecy import SHORTEST_MASKED, fold, needles_of


@dataclass(frozen=True, slots=True)
class Guard:
    """A secret by name, its spellings, and the origins that it may go to; None means any."""

    name: str
    texts: tuple[str, ...]
    origins: tuple[str, ...] | None


def origin_of(target: Target) -> str:
    """Return an origin as secrets name it: scheme, host, and a port that is not the usual one."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = DEFAULT_PORTS[target.scheme] == target.port
    return f"{target.scheme}://{host}" + ("" if usual else f":{target.port}")


def read_origin(text: str) -> str:
    """Return the one spelling of an origin. Raises EgressError for what is more, or none."""
    target = parse_target(text)
    if target.path != "/" or text.endswith(("?", "#")):
        raise invalid_url("must be an origin: a scheme, a host and perhaps a port, without a path")
    return origin_of(target)


def require_allowed(guards: Sequence[Guard], hop: Hop, first: Hop) -> None:
    """
    Raise EgressError (SECRET_NOT_ALLOWED) for a request with a secret that may not go there.

    No redirect takes a secret to another origin, whatever its secrets name.
    """
    origin, is_moved = origin_of(hop.target), hop.target.origin != first.target.origin
    sent: _Sent | None = None
    for guard in guards:
        if not is_moved and (guard.origins is None or origin in guard.origins):
            continue
        sent = _sent(hop) if sent is None else sent
        if any(map(sent.holds, needles_of(guard.texts))):
            reason = "a redirect may not take it to another origin" if is_moved else _remedy(guard)
            place = shown_origin(hop.target, guards)
            message = f"the secret {guard.name!r} may not go to {place}: {reason}"
            raise EgressError("SECRET_NOT_ALLOWED", message)


@dataclass(frozen=True, slots=True)
class _Sent:
    """All that a request carries, as it is and in lower case, and where it goes."""

    text: str
    folded: str
    host: str

    def holds(self, needle: str) -> bool:
        """Tell whether a text stands in it: in any case, but for short ones (engine.secrecy)."""
        said = self.text if len(needle) < SHORTEST_MASKED else self.folded
        return needle in said or needle.lower() in self.host


def shown_origin(target: Target, guards: Sequence[Guard]) -> str:
    """Return an origin as it may be shown: no mask finds a secret in a host in lower case."""
    origin = origin_of(target)
    is_secret = any(text.lower() in origin for guard in guards for text in guard.texts)
    return "the host in its address, which holds a secret" if is_secret else origin


def _remedy(guard: Guard) -> str:
    return f"its origins are {', '.join(guard.origins or ())}"


def _sent(hop: Hop) -> _Sent:
    """Return all that a request carries, as texts can be looked for in it."""
    # The address as given, too: a secret may reach from the host into the path.
    places = [hop.target.path, hop.address]
    urls = [text for one in places for text in (one, unquote(one), unquote_plus(one))]
    # Header values are UTF-8 that the library was handed as Latin-1.
    headers = [value.encode("latin-1").decode("utf-8", "replace") for value in hop.headers.values()]
    body = (hop.body or b"").decode("utf-8", "replace")
    sent = "\n".join([*urls, *hop.headers, *headers, body])
    return _Sent(sent, fold(sent), hop.target.host)
