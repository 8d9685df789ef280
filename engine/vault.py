"""What must be read again but by nobody else: sealed with AES-GCM under the operator's keys."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from engine import revealed

_NONCE_BYTES = 12
_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class Vault:
    """
    Seals texts under the first key; opens what was sealed under any of them.

    `bound_to` names what a text belongs to, so that it opens nowhere else.
    """

    keys: Sequence[str]

    def seal(self, text: str, bound_to: str) -> str:
        """Return the text so that only `open` reads it."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = _cipher(self.keys[0]).encrypt(nonce, text.encode(), bound_to.encode())
        body = base64.b64encode(nonce + sealed).decode("ascii")
        return f"{_VERSION}.{_name(self.keys[0])}.{body}"

    def open(self, sealed: str, bound_to: str) -> str:
        """
        Return a sealed secret, which this process's logs hold no more.

        Raises ValueError for one of a key that is gone, or of another.
        """
        opened = self.unseal(sealed, bound_to)
        revealed.note(opened)
        return opened

    def unseal(self, sealed: str, bound_to: str) -> str:
        """Return a sealed text that is no secret in itself. Raises ValueError as `open` does."""
        _, _, rest = sealed.partition(".")
        name, _, body = rest.partition(".")
        key = next((one for one in self.keys if _name(one) == name), None)
        if key is None:
            raise ValueError("this was sealed under a key that is not given any more")
        try:
            raw = base64.b64decode(body, validate=True)
            nonce, text = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
            return _cipher(key).decrypt(nonce, text, bound_to.encode()).decode()
        except (InvalidTag, binascii.Error):
            raise ValueError("this was sealed for something else, or was changed") from None

    def is_current(self, sealed: str) -> bool:
        """Tell whether a text is sealed under the first key."""
        return sealed.startswith(f"{_VERSION}.{_name(self.keys[0])}.")


def _cipher(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(f"vault\x00{key}".encode()).digest())


def _name(key: str) -> str:
    """Return what tells a key from others and says nothing of it."""
    return hashlib.sha256(f"name\x00{key}".encode()).hexdigest()[:12]
