"""`microcycle publish` and `unpublish`: the kept plans on a calendar server."""

import os
from pathlib import Path
from typing import Any

import click

from scheduler.cli.shared import file_argument, json_option, needed, now_option, print_json

SIGNS = {"create": "+", "update": "~", "delete": "-"}
SERVER = ("a calendar server", "caldav")  # what asks for packages, and the extra that has them

dry_run_option = click.option("--dry-run", is_flag=True, help="Show what would be done.")


@click.command(
    short_help="Bring a CalDAV calendar up to date with the kept plans.",
    epilog="Example: microcycle publish ana.yaml --dry-run",
)
@file_argument
@now_option
@dry_run_option
@json_option
def publish(*, file: Path, now: str | None, dry_run: bool, as_json: bool) -> int:
    """Bring a calendar on a CalDAV server up to date with the kept plans of FILE.

    What you moved, deleted or renamed there is never overwritten: it is taken in, and the next
    `plan` goes around it. What has begun, and what is not ours, is not touched.

    The server is named by MICROCYCLE_CALDAV_URL and MICROCYCLE_CALDAV_USER; the password comes from
    MICROCYCLE_CALDAV_PASSWORD or the system's keyring (`keyring set microcycle USER`).

    Ends with 5 if the server fails; nothing is lost, and the next run goes on from there.
    """
    with needed(*SERVER):
        from scheduler.cli.publishing import Publishing

    shown = Publishing(file, os.environ, now=now, dry_run=dry_run).published()
    _show(file, shown, as_json=as_json)
    return 0


@click.command(
    short_help="Take our events off the CalDAV calendar.",
    epilog="Example: microcycle unpublish ana.yaml",
)
@file_argument
@now_option
@click.option("--past", is_flag=True, help="Also what has begun.")
@dry_run_option
@json_option
def unpublish(*, file: Path, now: str | None, past: bool, dry_run: bool, as_json: bool) -> int:
    """Take the events of FILE's plans off the CalDAV calendar, and nothing else.

    Events that are not ours stay, and so do the kept plans and what has begun.
    """
    with needed(*SERVER):
        from scheduler.cli.publishing import Publishing

    shown = Publishing(file, os.environ, now=now, dry_run=dry_run).taken_off(past=past)
    _show(file, shown, as_json=as_json)
    return 0


def _show(file: Path, shown: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(shown)
        return
    for change in shown["changes"]:
        click.echo(f"{SIGNS[change['does']]} {change['title']}")
    for yours in shown.get("yours", ()):
        click.echo(f"yours: {yours['title']}: {yours['says']}")
    if not shown["changes"] and not shown.get("yours"):
        click.echo("nothing to do")
    for left in shown.get("left", ()):
        click.echo(f"{left['title']} {left['says']}", err=True)
    if shown.get("yours"):
        click.echo(f"to plan around what is yours: microcycle plan {file}", err=True)
