"""
The security matrix: every attack this kind of system has met, and the tests that prove us safe.

A row is numbered by its section; `python -m pytest tests/security/test_matrix.py` counts them.
"""

from __future__ import annotations

from tests.security import matrix_doors, matrix_in, matrix_out, matrix_secrets

SECTIONS = {
    "1": "input door",
    "2": "identity, tenancy, resume, share tokens",
    "3": "webhooks in",
    "4": "calls out",
    "5": "templates and expressions",
    "6": "code steps",
    "7": "files",
    "8": "doors",
    "9": "secrets",
}
MATRIX = (*matrix_in.ROWS, *matrix_out.ROWS, *matrix_doors.ROWS, *matrix_secrets.ROWS)
