"""Forms that are described as data; one that is refused is shown again where it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from console import asking, pages, words
from console.asking import Object, Refused

_AGAIN = "console.again"
_OK = 200
_FORBIDDEN = 403
_KINDS = {"integer": "integer", "object": "object", "file": "file"}


@dataclass(frozen=True, slots=True)
class Form:
    """
    A form of a page, and the action that takes it.

    `fields` are as a flow's trigger describes its own, with a `kind` where `forms.taken` cannot
    tell it from the type, and `several` where more than one of the options may be chosen. Pages
    show it to admins, and to everybody where it is `is_for_all`.
    """

    action: str
    title: str
    submit: str
    fields: tuple[Object, ...]
    about: str = ""
    is_for_all: bool = False

    @property
    def kinds(self) -> Mapping[str, str]:
        """Return how each field is taken, by name."""
        return {str(one["name"]): _kind(one) for one in self.fields}


@dataclass(slots=True)
class Again:
    """A form that was refused: which one, why, and what was typed."""

    action: str
    refused: Refused
    typed: MultiDict[str, str]
    is_shown: bool = False


def again(where: str, action: str, refused: Refused) -> Response:
    """Show the page of a form once more, with what was typed and what is wrong at its place."""
    kept = Again(action, refused, request.form)
    page = asking.page(where.partition("#")[0], {_AGAIN: kept})
    if not kept.is_shown:
        page.close()
        return pages.back(where, refused.not_done)
    if page.status_code == _OK:
        page.status_code = refused.status
    return page


def noted(action: str, *, is_for_all: bool = False) -> Again | None:
    """
    Return the form that was refused, if this page is shown again because of it.

    Who may not send a form may not be shown it either, but where it `is_for_all`: then the page
    that is sent back to says why.
    """
    found: Again | None = request.environ.get(_AGAIN)
    if found is None or found.action != action:
        return None
    found.is_shown = is_for_all or found.refused.status != _FORBIDDEN
    return found


def is_again() -> bool:
    """Tell whether this page is shown again for a form: nothing may be drawn over what it says."""
    return _AGAIN in request.environ


def laid(
    form: Form,
    values: Mapping[str, Any] | None = None,
    *,
    fixed: str = "",
    options: Mapping[str, list[Object]] | None = None,
) -> Object:
    """
    Return a form for the template, filled in with `values`, or as it was sent if it was refused.

    Secrets are never filled in. The field `fixed` says what the form is about and stays as it is;
    `options` are those of fields whose choices depend on what there is.
    """
    was = noted(form.action, is_for_all=form.is_for_all)
    problems, failed = _sorted_out(form, was.refused) if was else ({}, "")
    rows: list[Object] = []
    for field in form.fields:
        name = str(field["name"])
        value = (values or {}).get(name)
        row = {**field, "type": field.get("type") or "string", "readonly": name == fixed}
        row["options"] = (options or {}).get(name, field.get("options"))
        if was:
            value = was.typed.getlist(name) if field.get("several") else was.typed.get(name, "")
            if field.get("secret") and value:
                row["description"] = "Type it again: it was not kept."
        elif value is None:
            value = field.get("default")
        if field.get("several"):
            row["options"] = _with_chosen(row["options"], value or [])
            rows.append({**row, "value": value or []})
        else:
            rows.append({**row, "value": "" if field.get("secret") else _written(field, value)})
    return {
        "action": form.action,
        "title": form.title,
        "about": form.about,
        "submit": form.submit,
        "fields": rows,
        "problems": problems,
        "failed": failed,
        "is_for_all": form.is_for_all,
        "has_file": any(one["type"] == "file" for one in rows),
    }


def _with_chosen(options: Sequence[Object], chosen: Sequence[str]) -> list[Object]:
    """Return the options with what was chosen and is no longer offered: it must not fall out."""
    offered = {one["value"] for one in options}
    gone = (value for value in dict.fromkeys(chosen) if value not in offered)
    return [*options, *({"value": value, "label": value} for value in gone)]


def _sorted_out(form: Form, refused: Refused) -> tuple[dict[str, str], str]:
    """Return what is wrong with each field, and what is wrong besides."""
    problems: dict[str, str] = {}
    others: list[str] = []
    for one in refused.body.get("errors") or []:
        pointer, detail = str(one.get("pointer", "")), str(one.get("detail", ""))
        parts = [part for part in pointer.split("/") if part]
        place = _place(parts, form.kinds)
        if place is None:
            others.append(f"{'/'.join(parts)}: {detail}" if parts else detail)
            continue
        within = "/".join(parts[place + 1 :])
        problems.setdefault(parts[place], f"{within}: {detail}" if within else detail)
    if problems or others:
        return problems, "; ".join(others)
    return {}, refused.said


def _place(parts: Sequence[str], names: Mapping[str, str]) -> int | None:
    """Return which part of a pointer names a field: the innermost that does."""
    return next((at for at in reversed(range(len(parts))) if parts[at] in names), None)


def _kind(field: Object) -> str:
    by_type = "list" if field.get("several") else _KINDS.get(str(field.get("type")), "text")
    return str(field.get("kind") or ("secret" if field.get("secret") else by_type))


def _written(field: Object, value: Any) -> str:  # noqa: ANN401, any JSON
    """Return a value as its field is typed: a list of lines is a line for each."""
    if field.get("kind") == "lines" and isinstance(value, list):
        return "\n".join(map(str, value))
    return _text(value)


def _text(value: Any) -> str:  # noqa: ANN401, any JSON
    if value is None:
        return ""
    return value if isinstance(value, str) else words.pretty(value)
