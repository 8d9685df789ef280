"""Pages that are a list: its rows, what can be done about each, and a form below for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from console import asking, filling, pages
from console.asking import Object, Refused
from console.filling import Form

_FORBIDDEN = 403
_PAGE = 50
# A search looks at this many; beyond them a more telling name is asked for.
_SEARCHED = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """
    One list: where it is read, its columns as (heading, name, kind), what an empty one says.

    `form` makes another row; where the API takes it for a row by `key` too, `?edit=` names that
    row and the form is filled in from it.
    """

    title: str
    path: str
    columns: tuple[tuple[str, str, str], ...]
    empty: str
    template: str = "list.html"
    form: Form | None = None
    key: str = ""
    is_searched: bool = False


def show(
    listing: Listing,
    *,
    options: Mapping[str, list[Object]] | None = None,
    **beside: Any,  # noqa: ANN401, as for any page
) -> Response:
    """Show a list; who may not see it is told so. `options` are those of its form's fields."""
    text = request.args.get("text", "").strip() if listing.is_searched else ""
    cursor = request.args.get("cursor")
    try:
        found = _found(listing, text, cursor)
    except Refused as refused:
        if refused.status != _FORBIDDEN:
            raise
        found = {"data": [], "nextCursor": None, "denied": refused.said}
    edited = request.args.get("edit", "") if listing.key else ""
    return pages.render(
        listing.template,
        list=listing,
        rows=found["data"],
        following=found["nextCursor"],
        denied=found.get("denied", ""),
        text=text,
        edited=edited,
        form=_form(listing, found["data"], edited, options),
        **beside,
    )


def named(path: str, text: str) -> list[Object]:
    """Return what has this text in its name, as far as a search looks."""
    wanted = text.casefold()
    rows = asking.all_of(path, _SEARCHED)
    return [one for one in rows if wanted in one["name"].casefold()]


def _found(listing: Listing, text: str, cursor: str | None) -> Object:
    if text:
        return {"data": named(listing.path, text)[:_PAGE], "nextCursor": None}
    return asking.get(listing.path, limit=_PAGE, cursor=cursor)


def _form(
    listing: Listing, rows: list[Object], edited: str, options: Mapping[str, list[Object]] | None
) -> Object | None:
    form = listing.form
    if form is None:
        return None
    if not edited:
        return filling.laid(form, options=options)
    row = next((one for one in rows if one[listing.key] == edited), {listing.key: edited})
    return filling.laid(form, row, fixed=listing.key, options=options)
