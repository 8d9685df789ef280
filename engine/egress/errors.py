"""Why an outgoing call did not end in a response."""

from __future__ import annotations


class EgressError(Exception):
    """
    An outgoing call without a response; `retryable` says whether the same call may work later.

    `code` is one of EGRESS_BLOCKED, INVALID_URL, INVALID_METHOD, INVALID_HEADER, TLS_ERROR,
    CONNECTION_FAILED, TIMEOUT, RESPONSE_TOO_LARGE, TOO_MANY_REDIRECTS, SECRET_NOT_ALLOWED.
    `message` never holds an address that a name led to: the author of a flow must not learn the
    network's inside from it.
    `was_sent` says whether the request may have arrived, and been worked on, all the same.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        retryable: bool = False,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retryable = retryable
        self.retry_after_seconds = retry_after_seconds
        self.was_sent = False


def blocked() -> EgressError:
    """Return the one answer for every destination refused by its address as it is written."""
    return EgressError("EGRESS_BLOCKED", "this destination is not allowed")


def invalid_url(reason: str) -> EgressError:
    """Return the refusal of a URL, with what is wrong about it."""
    return EgressError("INVALID_URL", f"the URL {reason}")


def unreachable(reason: str) -> EgressError:
    """Return a failure that another attempt may not meet."""
    return EgressError("CONNECTION_FAILED", reason, retryable=True)


def timed_out() -> EgressError:
    """Return what a call is told whose time was over before its response was."""
    return EgressError("TIMEOUT", "the call did not end within its time", retryable=True)
