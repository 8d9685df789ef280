"""The secret and the two tokens that `millrace up` makes, kept so that they stay valid."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cli.folders import keep_private
from engine.tokens import Tokens

WORKSPACE_ID = "ws_default"


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
    return path.read_text().strip()


def servers_key(folder: Path) -> str:
    """Return what the embedded servers ask of their callers, made at the first start."""
    path = folder / "servers.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return path.read_text().strip()


def credentials(folder: Path, tokens: Tokens) -> Credentials:
    """Return tokens that this store knows: those of the last start, or new ones."""
    path = folder / "credentials.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    found = Credentials(
        admin_token=_valid(tokens, kept.get("adminToken", ""), "pat", "admin"),
        client_key=_valid(tokens, kept.get("clientKey", ""), "key", "client"),
    )
    shown = {"adminToken": found.admin_token, "clientKey": found.client_key}
    write_private(path, json.dumps(shown))
    return found


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
    fresh.replace(path)


def _valid(tokens: Tokens, text: str, kind: str, label: str) -> str:
    if text and tokens.authenticate(text) is not None:
        return text
    return tokens.mint(kind, WORKSPACE_ID, label).text
