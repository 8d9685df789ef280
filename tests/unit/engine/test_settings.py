from __future__ import annotations

import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.credits.rates import rates_of
from engine.settings import Settings, SettingsError, table, variable

REFUSED = [
    ("MILLRACE_PORT", "-1"),
    ("MILLRACE_PORT", "65536"),
    ("MILLRACE_PORT", "80a"),
    ("MILLRACE_PORT", "٣"),
    ("MILLRACE_PORT", "9" * 30),
    ("MILLRACE_LEASE_SECONDS", "nan"),
    ("MILLRACE_LEASE_SECONDS", "inf"),
    ("MILLRACE_LEASE_SECONDS", "soon"),
    ("MILLRACE_LEASE_SECONDS", "0"),
    ("MILLRACE_LOG_JSON", "maybe"),
    ("MILLRACE_LOG_LEVEL", "loud"),
    ("MILLRACE_MONGO_DATABASE", "a.b"),
    ("MILLRACE_EGRESS_ALLOW", "fine.example, not a host"),
    ("MILLRACE_EGRESS_ALLOW", "10.0.0.1/8"),
]


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_env({}) == Settings()


def test_an_empty_variable_counts_as_not_set():
    assert Settings.from_env({"MILLRACE_PORT": " ", "MILLRACE_REDIS_URL": ""}) == Settings()


def test_foreign_variables_are_not_read():
    assert Settings.from_env({"PORT": "1", "REDIS_URL": "redis://elsewhere"}) == Settings()


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_bad_value_is_refused_naming_variable_and_value(name, value):
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({name: value})
    assert name in str(caught.value)
    assert repr(value) in str(caught.value)
    assert "must be" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MILLRACE_SECRET_KEY", "hunter2"),
        ("MILLRACE_MONGO_URL", "http://user:hunter2@db"),
        ("MILLRACE_REDIS_URL", "redis:hunter2"),
    ],
)
def test_a_refused_secret_is_not_repeated(name, value):
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({name: value})
    assert name in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_secrets_are_not_in_the_representation():
    settings = Settings(secret_key="k" * 40, redis_url="redis://:hunter2@h", mongo_url="mongodb://")
    assert "kkk" not in repr(settings)
    assert "hunter2" not in repr(settings)
    assert "port=8080" in repr(settings)


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("TRUE", True), ("0", False)])
def test_a_boolean_has_several_spellings(text, value):
    assert Settings.from_env({"MILLRACE_LOG_JSON": text}).log_json is value


def test_a_log_level_is_upper_case():
    assert Settings.from_env({"MILLRACE_LOG_LEVEL": "debug"}).log_level == "DEBUG"


def test_egress_takes_hosts_addresses_and_ranges():
    text = "localhost, 10.0.0.0/8,::1 ,db.internal,,"
    settings = Settings.from_env({"MILLRACE_EGRESS_ALLOW": text})
    assert settings.egress_allow == ("localhost", "10.0.0.0/8", "::1", "db.internal")


@given(threads=st.integers(2, 1024))
def test_half_of_the_threads_may_wait_unless_set(threads):
    environ = {"MILLRACE_WEB_THREADS": str(threads)}
    assert Settings.from_env(environ).sync_waiters == threads // 2
    assert Settings.from_env({**environ, "MILLRACE_SYNC_WAITERS": "1"}).sync_waiters == 1


def test_more_waiters_than_threads_are_refused():
    with pytest.raises(SettingsError, match="MILLRACE_WEB_THREADS"):
        Settings.from_env({"MILLRACE_WEB_THREADS": "4", "MILLRACE_SYNC_WAITERS": "5"})


def test_a_heartbeat_slower_than_half_a_lease_is_refused():
    with pytest.raises(SettingsError, match="MILLRACE_LEASE_SECONDS"):
        Settings.from_env({"MILLRACE_LEASE_SECONDS": "2"})


@given(st.floats(1, 365 * 86_400), st.integers(1, 256), st.booleans(), st.lists(st.ip_addresses()))
def test_a_child_reads_the_very_settings_it_is_given(seconds, workers, log_json, addresses):
    settings = Settings(
        redis_url="redis://127.0.0.1:1/0",
        run_work_seconds=seconds,
        workers=workers,
        log_json=log_json,
        egress_allow=tuple(map(str, addresses)),
    )
    assert Settings.from_env(settings.to_env()) == settings


def test_credits_of_steps_pass_on_and_what_is_none_is_refused():
    settings = Settings.from_env({"MILLRACE_STEP_CREDITS": "code=1, http-request=20"})
    assert Settings.from_env(settings.to_env()) == settings
    assert rates_of(settings).flat == {"code": 1, "http-request": 20}
    for text in ("code", "code=", "code=-1", "Code=1", "code=1.5"):
        with pytest.raises(SettingsError, match="MILLRACE_STEP_CREDITS"):
            Settings.from_env({"MILLRACE_STEP_CREDITS": text})
    for free in ("delay=5", "nothing-like-it=1"):
        with pytest.raises(SettingsError, match="which is free"):
            rates_of(Settings.from_env({"MILLRACE_STEP_CREDITS": free}))


def test_every_setting_has_one_row_in_the_table():
    rows = table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [variable(one.name) for one in fields(Settings)]
    assert all(len(row.split(" | ")) == 3 for row in rows)


def test_every_default_is_a_value_that_could_be_set():
    settings = Settings.from_env(Settings().to_env())
    assert settings == Settings()
    assert math.isclose(settings.heartbeat_seconds, 1.5)
