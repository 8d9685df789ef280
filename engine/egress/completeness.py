"""Whether a response's body came to its end, for the encodings that say where that is."""

from __future__ import annotations

from typing import Final

from urllib3.response import (
    BaseHTTPResponse,
    ContentDecoder,
    DeflateDecoder,
    GzipDecoder,
    GzipDecoderState,
    MultiDecoder,
)

from engine.egress.errors import EgressError, unreachable

# They would reach the flow as they are: as text that is none.
_UNREADABLE: Final = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz"})


def require_readable(response: BaseHTTPResponse) -> None:
    """Raise EgressError for a body in an encoding that was not asked for and cannot be undone."""
    named = response.headers.get("content-encoding", "").lower()
    unknown = sorted(_UNREADABLE & {each.strip() for each in named.split(",")})
    if unknown:
        message = f"the response is encoded as {unknown[0]!r}, which was not asked for"
        raise EgressError("UNSUPPORTED_ENCODING", message)


def require_whole(response: BaseHTTPResponse) -> None:
    """
    Raise EgressError (retryable) where a compressed body stops before its own end.

    The connection may have ended as the headers said: what packed the body was cut off before.
    """
    decoder = getattr(response, "_decoder", None)
    if response.tell() and _is_cut_off(decoder):
        raise unreachable("the compressed response stops before its end")


def _is_cut_off(decoder: ContentDecoder | None) -> bool:
    if isinstance(decoder, MultiDecoder):
        return any(map(_is_cut_off, decoder._decoders))  # noqa: SLF001, nothing public tells
    if isinstance(decoder, GzipDecoder):
        is_past_end = decoder._state is GzipDecoderState.SWALLOW_DATA  # noqa: SLF001, as above
        return not (is_past_end or decoder._obj.eof)  # noqa: SLF001, as above
    return isinstance(decoder, DeflateDecoder) and not decoder._obj.eof  # noqa: SLF001, as above
