"""The secret and the two tokens that `millrace up` makes, kept so that they stay valid."""

from __future__ import annotations

import json
import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cli.folders import keep_private
from engine.tokens import Tokens

WORKSPACE_ID = "ws_default"
_SECRET_LENGTH = 32
_SERVERS_KEY = re.compile(r"[0-9a-f]{32,}")


class CredentialsUnreadable(Exception):
    """A file that cannot be made again holds nothing usable; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a person needs to talk to this installation."""

    admin_token: str
    client_key: str


def secret_key(folder: Path) -> str:
    """Return the installation's secret, made at the first start."""
    path = folder / "secret.key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(48))
    kept = path.read_text(errors="replace").strip("\x00 \r\n\t")
    if len(kept) < _SECRET_LENGTH:
        raise CredentialsUnreadable(
            f"{path} holds {len(kept)} characters and no key: it was cut short, by a full disk "
            "for instance. Restore it from a backup, or set MILLRACE_SECRET_KEY to what it was. If "
            "the key is lost, delete the file: a new key is made, and every token and stored "
            "secret has to be made again."
        )
    return kept


def servers_key(folder: Path) -> str:
    """
    Return what the embedded servers ask of their callers, made at the first start.

    A file without a whole key is replaced: the servers take a new key at each start, and with an
    empty one they would ask for no proof at all.
    """
    path = folder / "servers.key"
    kept = path.read_text(errors="replace").strip() if path.exists() else None
    if kept is not None and _SERVERS_KEY.fullmatch(kept):
        return kept
    if kept is not None:
        message = f"{path} was cut short or changed, so a new key for the embedded servers is made."
        print(message, file=sys.stderr, flush=True)
    made = secrets.token_hex(32)
    write_private(path, made)
    return made


def credentials(folder: Path, tokens: Tokens) -> Credentials:
    """Return tokens that this store knows: those of the last start, or new ones."""
    path = folder / "credentials.json"
    kept = _kept(path)
    found = Credentials(
        admin_token=_valid(tokens, kept.get("adminToken", ""), "pat", "admin"),
        client_key=_valid(tokens, kept.get("clientKey", ""), "key", "client"),
    )
    shown = {"adminToken": found.admin_token, "clientKey": found.client_key}
    write_private(path, json.dumps(shown))
    return found


def _kept(path: Path) -> Mapping[str, str]:
    """Return the tokens of the last start; without a word of them new ones are made."""
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text())
        return {name: str(text) for name, text in found.items()}
    except (ValueError, AttributeError):
        message = f"{path} could not be read, so new tokens are made; the old ones stay valid too."
        print(message, file=sys.stderr, flush=True)
        return {}


def write_private(path: Path, text: str) -> None:
    """
    Replace a file in one step; only its owner may read it, or enter its folder.

    Raises FolderUnsafe.
    """
    keep_private(path.parent)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW
    with os.fdopen(os.open(fresh, flags, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _valid(tokens: Tokens, text: str, kind: str, label: str) -> str:
    if text and tokens.authenticate(text) is not None:
        return text
    return tokens.mint(kind, WORKSPACE_ID, label).text
