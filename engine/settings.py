"""Everything an operator can set, read from the environment once and in this one place."""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar
from urllib.parse import unquote, urlsplit

from engine.launch import address_of

PREFIX: Final = "MILLRACE_"
KIB: Final = 1024
MIB: Final = 1024 * KIB
DAY: Final = 86_400

_REQUIRED: Final = "required"
_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
_BOOLEANS: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_LABEL: Final = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
_HOST: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")
_DATABASE: Final = re.compile(r"[A-Za-z0-9_-]{1,63}")
_SECRET_LENGTH: Final = 32

Value = TypeVar("Value")


class SettingsError(Exception):
    """A variable whose value cannot be used; the message names it, its value and what is wanted."""


def _whole(low: int, high: int) -> Callable[[str], int]:
    wanted = f"a whole number from {low} to {high}"

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", text) or not low <= int(text) <= high:
            raise ValueError(wanted)
        return int(text)

    return parse


def _seconds(low: float, high: float) -> Callable[[str], float]:
    wanted = f"a number of seconds from {low:g} to {high:g}"

    def parse(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise ValueError(wanted) from None
        if not math.isfinite(value) or not low <= value <= high:
            raise ValueError(wanted)
        return value

    return parse


def _counts(text: str) -> tuple[str, ...]:
    found = []
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, count = part.partition("=")
        if not re.fullmatch(r"[a-z][a-z-]{0,40}", name) or not re.fullmatch(r"[0-9]{1,9}", count):
            raise ValueError("step types with whole numbers, as code=1,http-request=2")
        found.append(f"{name}={count}")
    return tuple(found)


def _boolean(text: str) -> bool:
    if text.lower() not in _BOOLEANS:
        raise ValueError("true or false")
    return _BOOLEANS[text.lower()]


def _text(text: str) -> str:
    return text


def _level(text: str) -> str:
    if text.upper() not in _LEVELS:
        raise ValueError("one of " + ", ".join(_LEVELS))
    return text.upper()


def _database(text: str) -> str:
    if not _DATABASE.fullmatch(text):
        raise ValueError("a database name of at most 63 letters, digits, - and _")
    return text


def _secret(text: str) -> str:
    if len(text) < _SECRET_LENGTH:
        raise ValueError(f"at least {_SECRET_LENGTH} characters nobody can guess")
    return text


def _secrets(text: str) -> tuple[str, ...]:
    return tuple(_secret(part.strip()) for part in text.split(",") if part.strip())


def _choice(*options: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in options:
            raise ValueError(" or ".join(options))
        return text

    return parse


def _url(*schemes: str) -> Callable[[str], str]:
    wanted = "a URL that starts with " + " or ".join(f"{scheme}://" for scheme in schemes)

    def parse(text: str) -> str:
        scheme, separator, rest = text.partition("://")
        if scheme not in schemes or not separator or not rest:
            raise ValueError(wanted)
        return text

    return parse


def _destinations(text: str) -> tuple[str, ...]:
    entries = tuple(entry.strip() for entry in text.split(",") if entry.strip())
    for entry in entries:
        if not _is_destination(entry):
            raise ValueError("host names, addresses and CIDR ranges, separated by commas")
    return entries


def _is_destination(entry: str) -> bool:
    try:
        ipaddress.ip_network(entry)
    except ValueError:
        return _HOST.fullmatch(entry) is not None
    return True


def _networks(text: str) -> tuple[str, ...]:
    entries = tuple(entry.strip() for entry in text.split(",") if entry.strip())
    for entry in entries:
        try:
            ipaddress.ip_network(entry)
        except ValueError:
            wanted = "addresses and CIDR ranges, separated by commas"
            raise ValueError(wanted) from None
    return entries


def _setting(
    default: Value, parse: Callable[[str], Value], doc: str, *, secret: bool = False
) -> Value:
    return field(
        default=default, repr=not secret, metadata={"parse": parse, "doc": doc, "secret": secret}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One process's settings: seconds are floats, sizes are bytes, `None` means not set."""

    redis_url: str | None = _setting(
        None,
        _url("redis", "rediss", "unix"),
        "Redis or Valkey; not set: an embedded Valkey, for development and tests on loopback only",
        secret=True,
    )
    mongo_url: str | None = _setting(
        None,
        _url("mongodb", "mongodb+srv"),
        "a MongoDB replica set; not set: an embedded mongod, as above",
        secret=True,
    )
    mongo_database: str = _setting("millrace", _database, "name of the database")
    mongod_bin: str | None = _setting(
        None, _text, "another mongod for the embedded server to run, for instance a newer one"
    )
    data_dir: str = _setting(
        ".millrace", _text, "where `millrace up` keeps data, logs, credentials and `up.json`"
    )
    host: str = _setting("127.0.0.1", _text, "address the API listens on")
    port: int = _setting(8080, _whole(0, 65_535), "port the API listens on; 0: any free one")
    workers: int = _setting(2, _whole(1, 256), "worker processes `millrace up` runs")
    web_threads: int = _setting(64, _whole(2, 1024), "requests the API serves at once")
    sync_timeout_seconds: float = _setting(
        55.0, _seconds(0, 3600), "how long a caller waits for an outcome before it gets 202"
    )
    sync_waiters: int = _setting(
        32,
        _whole(0, 1024),
        "callers that may wait at once, one of them a quarter; not set: half of the web threads",
    )
    public_url: str | None = _setting(
        None,
        _url("http", "https"),
        "address under which people reach the API, for links and cookies; not set: the request's",
    )
    key_rate_per_minute: int = _setting(
        60_000, _whole(1, 100_000_000), "calls a client key may make unless it was given a rate"
    )
    share_rate_per_minute: int = _setting(
        60, _whole(1, 1_000_000), "runs a share link may start unless it was given a rate"
    )
    login_rate_per_minute: int = _setting(
        10, _whole(1, 100_000), "wrong passwords for one account from one address"
    )
    trusted_proxies: tuple[str, ...] = _setting(
        (), _networks, "addresses and CIDR ranges of proxies whose X-Forwarded-For is believed"
    )
    max_file_bytes: int = _setting(16 * MIB, _whole(KIB, 1024 * MIB), "size of an uploaded file")
    file_quota_bytes: int = _setting(
        4096 * MIB, _whole(KIB, 2**50), "size of all files that one caller has uploaded"
    )
    egress_allow: tuple[str, ...] = _setting(
        (), _destinations, "private hosts and CIDR ranges flows may call all the same"
    )
    vault_keys: tuple[str, ...] = _setting(
        (),
        _secrets,
        "keys that seal secrets, the first for new ones, with commas between; "
        "not set: the secret key",
        secret=True,
    )
    secret_origins: str = _setting(
        "optional",
        _choice("optional", _REQUIRED),
        "`required`: secrets that name no origins are neither kept nor used",
    )
    deno_bin: str | None = _setting(
        None, _text, "the Deno that runs `code` steps; not set: that of the `code` extra, or PATH"
    )
    credits_per_usd: int = _setting(
        1000, _whole(1, 10**9), "credits that a US dollar of a model's price is"
    )
    credit_markup_percent: int = _setting(0, _whole(0, 10_000), "added to a model's price")
    step_credits: tuple[str, ...] = _setting(
        (),
        _counts,
        "credits for each execution of a step that does something outside, as `code=1,tool=2`",
    )
    secret_key: str | None = _setting(
        None,
        _secret,
        "key of the token hashes, the same in every process; `millrace up` makes and keeps one",
        secret=True,
    )
    metrics_token: str | None = _setting(
        None,
        _secret,
        "bearer token that `/metrics` opens to, besides the installation's own",
        secret=True,
    )
    lease_seconds: float = _setting(
        5.0, _seconds(0.2, 300), "how long a silent worker keeps its run"
    )
    heartbeat_seconds: float = _setting(
        1.5, _seconds(0.05, 100), "how often a worker renews its leases"
    )
    slice_seconds: float = _setting(
        5.0, _seconds(0.05, 3600), "a run hands its worker back after this long"
    )
    slice_steps: int = _setting(
        1000, _whole(1, 100_000), "or after this many steps, or half of those it has executed"
    )
    flush_seconds: float = _setting(
        0.1, _seconds(0, 60), "pure steps are recorded at least this often"
    )
    flush_bytes: int = _setting(MIB, _whole(KIB, 8 * MIB), "or once this many bytes are pending")
    tail_bytes: int = _setting(
        64 * KIB, _whole(0, 4 * MIB), "records this small in all ride with the run's own update"
    )
    max_steps: int = _setting(10_000, _whole(1, 10_000_000), "steps one run may execute")
    max_descendants: int = _setting(
        10_000, _whole(1, 10_000_000), "runs that one run and those it started may start in all"
    )
    max_input_bytes: int = _setting(MIB, _whole(KIB, 12 * MIB), "size of a run's inputs")
    max_result_bytes: int = _setting(4 * MIB, _whole(KIB, 12 * MIB), "size of one step's result")
    max_state_bytes: int = _setting(
        32 * MIB, _whole(KIB, 1024 * MIB), "size of all results a run holds at once"
    )
    max_definition_bytes: int = _setting(MIB, _whole(KIB, 12 * MIB), "size of a definition")
    max_definition_steps: int = _setting(500, _whole(1, 10_000), "steps in a definition")
    max_nesting: int = _setting(8, _whole(1, 32), "loops and branches inside each other")
    json_depth: int = _setting(32, _whole(4, 200), "levels of any JSON that comes in")
    run_work_seconds: float = _setting(
        float(DAY), _seconds(1, 365 * DAY), "time one run may work, waits not counted"
    )
    step_timeout_seconds: float = _setting(
        60.0, _seconds(0.01, DAY), "time an attempt at a step may take unless the step says"
    )
    max_wait_seconds: float = _setting(
        365.0 * DAY, _seconds(1, 3650 * DAY), "longest delay or wait a step may ask for"
    )
    retention_days: int = _setting(
        30, _whole(1, 36_500), "ended runs are deleted after this many days"
    )
    log_level: str = _setting("INFO", _level, "DEBUG, INFO, WARNING, ERROR or CRITICAL")
    log_json: bool = _setting(False, _boolean, "log one JSON object per line")  # noqa: FBT003

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read every MILLRACE_ variable, an empty one counting as not set. Raises SettingsError."""
        values: dict[str, Any] = {}
        for one in fields(cls):
            text = environ.get(variable(one.name), "").strip()
            if text:
                values[one.name] = _parse(one.name, text, one.metadata)
        if "sync_waiters" not in values and "web_threads" in values:
            values["sync_waiters"] = values["web_threads"] // 2
        settings = cls(**values)
        _check_together(settings)
        return settings

    def to_env(self) -> dict[str, str]:
        """Return the variables that make `from_env` build these very settings in a child."""
        return {
            variable(one.name): _written(getattr(self, one.name))
            for one in fields(self)
            if getattr(self, one.name) not in (None, ())
        }

    @property
    def listening_url(self) -> str:
        """Return the address at which this machine reaches the API."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://{address_of(host, self.port)}"

    @property
    def own_url(self) -> str:
        """Return the address of links: the public one, else where the API listens."""
        return (self.public_url or self.listening_url).rstrip("/")

    @property
    def lookers(self) -> int:
        """Return how many streams and long polls may go on: half of the threads that are left."""
        left = (self.web_threads - self.sync_waiters) // 2
        return max(min(self.sync_waiters, 1), min(self.sync_waiters, left))

    @property
    def wants_origins(self) -> bool:
        """Tell whether every secret must name the origins that it may go to."""
        return self.secret_origins == _REQUIRED

    @property
    def own_secrets(self) -> tuple[str, ...]:
        """Return what of these settings opens something: keys, tokens, passwords in URLs."""
        kept = [getattr(self, one.name) for one in fields(self) if one.metadata["secret"]]
        texts = [text for one in kept if one for text in ((one,) if isinstance(one, str) else one)]
        passwords = [urlsplit(url).password for url in (self.redis_url, self.mongo_url) if url]
        return (*texts, *(text for one in passwords if one for text in (one, unquote(one))))


def variable(name: str) -> str:
    """Return the environment variable of a field."""
    return PREFIX + name.upper()


def table() -> str:
    """Return the Markdown table of every setting: variable, default, meaning."""
    rows = [
        f"| `{variable(one.name)}` | {_shown_default(one.default)} | {one.metadata['doc']} |"
        for one in fields(Settings)
    ]
    return "\n".join(["| Variable | Default | Meaning |", "|---|---|---|", *rows])


def _parse(name: str, text: str, metadata: Mapping[str, Any]) -> Any:  # noqa: ANN401, one type per field
    try:
        return metadata["parse"](text)
    except ValueError as error:
        shown = "set to a value not shown here" if metadata["secret"] else f"{text!r}"
        raise SettingsError(f"{variable(name)} is {shown}, but must be {error}.") from None


def _check_together(settings: Settings) -> None:
    if settings.sync_waiters > settings.web_threads:
        raise SettingsError(
            f"MILLRACE_SYNC_WAITERS is {settings.sync_waiters}, but must be at most "
            f"MILLRACE_WEB_THREADS ({settings.web_threads})."
        )
    if settings.heartbeat_seconds > settings.lease_seconds / 2:
        raise SettingsError(
            f"MILLRACE_HEARTBEAT_SECONDS is {settings.heartbeat_seconds:g}, but must be at most "
            f"half of MILLRACE_LEASE_SECONDS ({settings.lease_seconds:g})."
        )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _shown_default(value: object) -> str:
    return f"`{_written(value)}`" if value not in (None, ()) else "–"  # noqa: RUF001, a dash in print
