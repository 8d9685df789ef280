"""What must be read again but by nobody else: sealed with AES-GCM under the operator's secret."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12
_PREFIX = "v1."


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals texts; `bound_to` names what one belongs to, so that it opens nowhere else."""

    secret: str

    def seal(self, text: str, bound_to: str) -> str:
        """Return the text so that only `open` reads it."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher().encrypt(nonce, text.encode(), bound_to.encode())
        return _PREFIX + base64.b64encode(nonce + sealed).decode("ascii")

    def open(self, sealed: str, bound_to: str) -> str:
        """Return a sealed text. Raises ValueError for one that was sealed otherwise."""
        raw = base64.b64decode(sealed.removeprefix(_PREFIX))
        nonce, body = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
        try:
            return self._cipher().decrypt(nonce, body, bound_to.encode()).decode()
        except InvalidTag:
            raise ValueError("sealed under another secret, or for something else") from None

    def _cipher(self) -> AESGCM:
        return AESGCM(hashlib.sha256(f"vault\x00{self.secret}".encode()).digest())
