"""What people see of a step while it works, with secrets masked: its words, and its widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.secrecy import Touched, fold, masked, needles_of, texts_of
from engine.steps.base import Action, Model, Talk
from schemas.json import Json, JsonObject

# The secrets that the step's run has used so far.
Known = Callable[[], Sequence[Touched]]


@dataclass(slots=True)
class Words:
    """
    Tells what a step says, piece by piece.

    A secret may come in two pieces: what could be the beginning of one is kept until it is clear.
    """

    tell: Callable[[str], None]
    known: Known
    _kept: str = field(default="", init=False)

    def say(self, text: str) -> None:
        """Tell a piece, but for an end that may be the beginning of a secret."""
        texts = texts_of(self.known())
        said = str(masked(self._kept + text, texts))
        folded = fold(said)
        kept = max((_begun(folded, one) for one in needles_of(texts)), default=0)
        self._kept = said[len(said) - kept :]
        if told := said[: len(said) - kept]:
            self.tell(told)

    def end(self) -> None:
        """Tell what was kept: no secret came of it."""
        if self._kept:
            self.tell(self._kept)
            self._kept = ""


def _begun(said: str, text: str) -> int:
    """Return how many characters at the end of what was said begin a text."""
    most = min(len(said), len(text) - 1)
    return next((n for n in range(most, 0, -1) if said.endswith(text[:n])), 0)


@dataclass(frozen=True, slots=True)
class Heard:
    """A conversation that keeps no secret of the run; satisfies `Talk`."""

    talk: Talk
    known: Known
    note: Callable[[str, Model], None]

    def model(self) -> Model | None:
        """Return the Peer's model, whose key is a secret of the run from now on."""
        model = self.talk.model()
        if model is not None:
            self.note("the Peer's key", model)
        return model

    def actions(self) -> Sequence[Action]:
        """Return what the model may call."""
        return self.talk.actions()

    def add_widget(self, widget_id: str, initial_state: Json, key: str) -> JsonObject:
        """Put a widget on the message, masked; return it as it was given."""
        shown = masked(initial_state, texts_of(self.known()))
        added = self.talk.add_widget(widget_id, shown, key)
        return {**added, "initialState": initial_state}

    def end(self, reason: str) -> JsonObject:
        """End the session."""
        return self.talk.end(str(masked(reason, texts_of(self.known()))))
