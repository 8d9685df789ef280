"""What steps are provided with beside the world outside: secrets, a sandbox, uploaded files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.secrecy import Touched
from engine.secrets import Use
from engine.steps.base import CodeResult, FileContent
from schemas.json import Json, JsonObject


class Keyring(Protocol):
    """Secrets as steps use them; `engine.secrets.Secrets` is the real one."""

    def of_step(self, use: Use, names: Sequence[str] | None) -> Sequence[Touched]:
        """Return secrets by name, without names all. Raises SecretRefused."""


class Sandboxed(Protocol):
    """Where code is run; `engine.sandbox.Sandbox` is the real one."""

    def run(self, code: str, inputs: Json, context: JsonObject, seconds: float) -> CodeResult:
        """Run code as the body of an async function of `inputs` and `context`."""


class RunFiles(Protocol):
    """Uploaded files as runs may use them; `engine.files.Files` is the real one."""

    def content(
        self, workspace_id: str, flow_id: str, principal: str, file_id: str, *, run_id: str
    ) -> FileContent:
        """Return a file that a run of this principal may use. Raises NotFound."""
