"""The app for a WSGI server: `gunicorn api.wsgi:app`."""

from __future__ import annotations

import console
from api import create_app

app = console.mount(create_app())
