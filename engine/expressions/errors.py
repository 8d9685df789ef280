"""How an expression fails: by being wrong, or by asking for too much."""

from __future__ import annotations

from engine.errors import EngineError


class ExpressionError(EngineError):
    """
    A template or expression that cannot be compiled or evaluated.

    `code` is EXPRESSION_ERROR (it is wrong) or EXPRESSION_LIMIT (it is over a budget); `position`
    is the character offset in its source, None where no place can be named.
    """

    def __init__(self, code: str, message: str, position: int | None = None) -> None:
        super().__init__(code, message)
        self.position = position

    def located(self, position: int) -> ExpressionError:
        """Return this error, at `position` unless an inner part has already named its place."""
        if self.position is None:
            self.position = position
        return self


def wrong(message: str, position: int | None = None) -> ExpressionError:
    """Return the error for an expression that makes no sense."""
    return ExpressionError("EXPRESSION_ERROR", message, position)


def over_budget(message: str, position: int | None = None) -> ExpressionError:
    """Return the error for an expression that asks for more than its budget."""
    return ExpressionError("EXPRESSION_LIMIT", message, position)
