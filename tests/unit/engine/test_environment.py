from __future__ import annotations

import pytest

from engine.environment import unknown_variables
from engine.settings import Settings


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("MILLRACE_WROKERS", "did you mean MILLRACE_WORKERS?"),
        ("MILLRACE_REDIS", "did you mean MILLRACE_REDIS_URL?"),
        ("MILLRACE_ZZZ", "`millrace settings` lists them all."),
    ],
)
def test_a_variable_that_no_setting_has_is_named_with_the_nearest_one(name, advice):
    assert unknown_variables({name: "3", "PATH": "/bin"}) == [
        f"{name} is no setting and has no effect: {advice}"
    ]


def test_what_is_set_for_a_child_process_is_known():
    settings = Settings(redis_url="redis://x", mongo_url="mongodb://y", secret_key="s" * 32)
    assert unknown_variables(settings.to_env()) == []
