"""Who may open which page: one row per route, as in `api.auth`, which judges by both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from api.allowed import PUBLIC

# A page is for who signed in; what he may do on it the API says, to which every page is a client.
SIGNED_IN: Final = frozenset({"session"})

ROWS: Mapping[str, frozenset[str]] = {
    "console.static": PUBLIC,
    "console_root": PUBLIC,
    "console_signing.home": PUBLIC,
    "console_signing.page": PUBLIC,
    "console_signing.sign_in": PUBLIC,
    "console_signing.welcome": PUBLIC,
    "console_signing.enrol": PUBLIC,
    "console_signing.sign_out": SIGNED_IN,
    "console_flows.listing": SIGNED_IN,
    "console_flows.create": SIGNED_IN,
    "console_flows.try_sample": SIGNED_IN,
    "console_flows.page": SIGNED_IN,
    "console_flows.export": SIGNED_IN,
    "console_editing.page": SIGNED_IN,
    "console_grants.see": SIGNED_IN,
    "console_grants.give": SIGNED_IN,
    "console_grants.take": SIGNED_IN,
    "console_starting.form": SIGNED_IN,
    "console_starting.start": SIGNED_IN,
    "console_runs.listing": SIGNED_IN,
    "console_run.page": SIGNED_IN,
    "console_run.step": SIGNED_IN,
    "console_run.answer": SIGNED_IN,
    "console_inbox.listing": SIGNED_IN,
    "console_inbox.decide": SIGNED_IN,
    "console_inbox.link": PUBLIC,
    "console_inbox.use_link": PUBLIC,
    "console_sharing.form": PUBLIC,
    "console_sharing.start": PUBLIC,
    "console_sharing.progress": PUBLIC,
    "console_keeping.secrets": SIGNED_IN,
    "console_keeping.connections": SIGNED_IN,
    "console_tools.listing": SIGNED_IN,
    "console_tools.page": SIGNED_IN,
    "console_tools.import_": SIGNED_IN,
    "console_tools.put_part": SIGNED_IN,
    "console_tools.drop_part": SIGNED_IN,
    "console_prices.page": SIGNED_IN,
    "console_operate.overview": SIGNED_IN,
    "console_operate.listing": SIGNED_IN,
    "console_operate.spending": SIGNED_IN,
    "console_operate.deliveries": SIGNED_IN,
    "console_talks.listing": SIGNED_IN,
    "console_talks.begin": SIGNED_IN,
    "console_talks.page": SIGNED_IN,
    "console_talks.say": SIGNED_IN,
    "console_talks.answer": SIGNED_IN,
    "console_peers.listing": SIGNED_IN,
    "console_peers.create": SIGNED_IN,
    "console_peers.page": SIGNED_IN,
    "console_peers.change": SIGNED_IN,
    "console_peers.connect": SIGNED_IN,
    "console_peers.attach": SIGNED_IN,
    "console_widgets.listing": SIGNED_IN,
    "console_widgets.create": SIGNED_IN,
    "console_actions.act": SIGNED_IN,
}
