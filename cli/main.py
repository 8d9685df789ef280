"""The command line."""

from __future__ import annotations

import logging
import os
import runpy
import sys
from dataclasses import replace

import click

from cli import up as up_command
from cli.credentials import WORKSPACE_ID, CredentialsUnreadable
from cli.folders import FolderInUse, FolderUnsafe
from cli.health import ROLES, is_well
from cli.up import UpFailed
from engine import bootstrap, resealing, resealing_runs
from engine.bootstrap import required, secret_of
from engine.embedded.process import EmbeddedUnavailable
from engine.errors import EngineError
from engine.settings import Settings, SettingsError, table
from engine.store.mongo import open_stores
from engine.tokens import PERSONAL
from engine.vault import Vault

# What keeps `up` from starting, each with a sentence for the operator.
_REFUSALS = (
    CredentialsUnreadable,
    EmbeddedUnavailable,
    EngineError,
    FolderInUse,
    FolderUnsafe,
    SettingsError,
    UpFailed,
)
# The options of these commands are read by what they run.
_PASSED_ON = {"ignore_unknown_options": True}


@click.group()
def main() -> None:
    """Millrace: durable flows with people in the loop."""


@main.command()
@click.option("--ephemeral", is_flag=True, help="Fresh data and free ports, gone at the end.")
@click.option("--port", type=click.IntRange(0, 65_535), help="Port of the API; 0: any free one.")
@click.option("--workers", type=click.IntRange(1, 256), help="Worker processes.")
@click.option("--data-dir", help="Where data, logs, credentials and up.json are kept.")
def up(ephemeral: bool, port: int | None, workers: int | None, data_dir: str | None) -> None:  # noqa: FBT001, click's way
    """Start everything on this machine and keep it alive."""
    try:
        settings = Settings.from_env(os.environ)
        logging.basicConfig(level="WARNING")
        settings = replace(settings, workers=workers or settings.workers)
        settings = replace(settings, data_dir=data_dir or settings.data_dir)
        sys.exit(up_command.prepare(settings, is_ephemeral=ephemeral, port=port).run())
    except _REFUSALS as error:
        raise click.ClickException(str(error)) from error


@main.command()
def migrate() -> None:
    """Bring the store at MILLRACE_MONGO_URL to what this version expects; `up` does so itself."""
    try:
        settings = Settings.from_env(os.environ)
        url = required(settings.mongo_url, "MILLRACE_MONGO_URL")
        stores = open_stores(url, settings.mongo_database)
        changes = stores.migrate()
        print("\n".join(f"done: {name}" for name in changes) or "Nothing was to be done.")
        print(f"The store has schema version {stores.schema_version()}.")
        stores.close()
    except (EngineError, SettingsError) as error:
        raise click.ClickException(str(error)) from error


@main.command()
def web() -> None:
    """Serve the API, and nothing else: workers and the scheduler are processes of their own."""
    _become("api.serving")


@main.command(context_settings=_PASSED_ON, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def worker(arguments: tuple[str, ...]) -> None:
    """Advance runs; `millrace worker --help` lists the options."""
    _become("worker", *arguments)


@main.command(context_settings=_PASSED_ON, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def scheduler(arguments: tuple[str, ...]) -> None:
    """Fire schedules and rescue runs; any number of these may run."""
    _become("scheduler", *arguments)


def _become(module: str, *arguments: str) -> None:
    """
    Run another package's main in this very process, so that signals reach it and no parent of it.

    By name: the command line imports neither the API nor the worker.
    """
    try:
        Settings.from_env(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


@main.command()
@click.argument("role", type=click.Choice(ROLES))
def health(role: str) -> None:
    """Tell by the exit code whether a process on this machine is well; for container engines."""
    try:
        settings = Settings.from_env(os.environ)
        if role != "web":
            required(settings.redis_url, "MILLRACE_REDIS_URL")
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    if not is_well(role, settings):
        raise click.ClickException(f"the {role} is not well")


@main.command()
@click.option("--label", default="operator", show_default=True, help="What lists call it.")
def token(label: str) -> None:
    """Make a token of the installation's own and print it, once: it may do everything."""
    try:
        engine = bootstrap.build(Settings.from_env(os.environ))
        print(engine.tokens.mint(PERSONAL, WORKSPACE_ID, label).text)
        engine.mongo.close()
    except (EngineError, SettingsError) as error:
        raise click.ClickException(str(error)) from error


@main.command()
def reseal() -> None:
    """
    Seal everything under the first of MILLRACE_VAULT_KEYS, beside all that runs.

    Secrets, keys and what runs hold of them. Once nothing is still sealed under another key, and
    every process was started with the first, the other keys may go. May be repeated.
    """
    try:
        settings = Settings.from_env(os.environ)
        url = required(settings.mongo_url, "MILLRACE_MONGO_URL")
        vault = Vault((*settings.vault_keys, secret_of(settings)))
        stores = open_stores(url, settings.mongo_database)
        found = resealing.reseal(stores.stores.shelves, vault)
        runs = resealing_runs.reseal_runs(stores.stores.sealed, vault)
        stores.close()
    except (EngineError, SettingsError) as error:
        raise click.ClickException(str(error)) from error
    print(f"Sealed again: {found.done} secrets and keys, {runs.runs} runs, {runs.records} records.")
    left = len(found.unreadable) + runs.left
    print(f"Still sealed under another key: {left} documents.")
    if left:
        names = [*found.unreadable, *runs.named]
        more = [f"and {left - len(names)} more"] if left > len(names) else []
        listed = "\n".join([*names, *more])
        raise click.ClickException(f"not sealed again, repeat it or give their key:\n{listed}")


@main.command("settings")
def settings_() -> None:
    """Print the table of every setting, as Markdown."""
    print(table())
