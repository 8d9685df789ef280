"""Names that are stored or sent stay as they are: renames of code must not reach them."""

from __future__ import annotations

import json

import pytest

from tests.support import stored_names
from tests.support.stored_names import KEPT, missing, names


@pytest.fixture(scope="module")
def found():
    stored_names.import_everything()
    return json.loads(json.dumps(names()))


def test_every_name_that_is_stored_or_sent_is_there_and_unchanged(found):
    assert list(missing(json.loads(KEPT.read_text()), found)) == []


def test_every_new_name_is_kept_too(found):
    """`python -m tests.support.stored_names` adds them."""
    assert list(missing(found, json.loads(KEPT.read_text()))) == []


@pytest.mark.parametrize(
    ("kept", "found", "said"),
    [
        (["a", "b"], ["b"], [" > a"]),
        (
            {"Run": {"rev": ["rev", "int"]}},
            {"Run": {"rev": ["rev", "str"]}},
            [" > Run > rev > int"],
        ),
        ({"Run": {}}, {"Job": {}}, [" > Run"]),
        ({"grave": "swept"}, {"grave": "gone"}, [" > grave: swept became gone"]),
        (["a"], ["a", "b"], []),
    ],
)
def test_a_name_that_is_gone_or_changed_is_said_with_its_place(kept, found, said):
    assert list(missing(kept, found)) == said
