"""Nothing but the egress package may speak HTTP to the outside."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
PACKAGES = ("api", "worker", "scheduler", "engine", "cli", "schemas")
CLIENTS = (
    "requests",
    "requests_hardened",
    "urllib.request",
    "urllib3",
    "http.client",
    "httpx",
    "aiohttp",
    "pycurl",
)


def imported(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and node.value in CLIENTS:
            yield node.value  # importlib.import_module("requests")


def is_client(name):
    return any(name == client or name.startswith(f"{client}.") for client in CLIENTS)


def test_no_other_module_imports_an_http_client():
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    door = ROOT / "engine" / "egress"
    guilty = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        if door not in path.parents
        for name in imported(path.read_text())
        if is_client(name)
    ]
    assert guilty == []


def test_the_guard_sees_every_way_to_import():
    source = "import urllib.request as u\nfrom urllib import request\nfrom http import client\n"
    assert sum(map(is_client, imported(source + "importlib.import_module('httpx')"))) == 4
