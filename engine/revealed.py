"""
The secrets that this process has opened, so that its logs never say one.

Whatever opens a sealed text notes it here; the log formatter is the only reader. The most recent
thousand are known: a process that opens more secrets than that has not logged the oldest for long.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from engine.secrecy import hidden, is_masked, needles_of, spellings

_MOST: Final = 1000
_lock: Final = Lock()
_known: Final[OrderedDict[str, tuple[str, ...]]] = OrderedDict()


def note(*texts: str) -> None:
    """Keep these texts out of every later line; those that are too common to be masked stay."""
    for text in texts:
        if is_masked(text):
            with _lock:
                if text not in _known:
                    _known[text] = needles_of(spellings(text))
                _known.move_to_end(text)
                if len(_known) > _MOST:
                    _known.popitem(last=False)


def masked_text(text: str) -> str:
    """Return a text without any spelling of a noted secret."""
    with _lock:
        known = [needle for needles in _known.values() for needle in needles]
    return hidden(text, known)


def masked(value: object) -> object:
    """Return a log line's field without any noted secret; other types than JSON's stay."""
    match value:
        case str():
            return masked_text(value)
        case bytes():
            return masked_text(value.decode("utf-8", "backslashreplace"))
        case list() | tuple():
            return [masked(item) for item in value]
        case dict():
            return {masked_text(str(name)): masked(item) for name, item in value.items()}
        case _:
            return value
