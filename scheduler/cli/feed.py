"""`microcycle feed`: serve the kept calendars, for calendar programs to subscribe to."""

import datetime as dt
import os
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from scheduler.cli.shared import needed
from scheduler.errors import UsageError

PORT = 8765
ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not listened at
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    folder: Path
    host: str
    port: int
    url: str | None
    links: bool
    quiet: bool
    new_token: str | None


@click.command(
    short_help="Serve the kept calendars, to subscribe to.",
    epilog="Example: microcycle feed . --url https://calendar.example.org",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--host", default="127.0.0.1", metavar="NAME", help="Listen here.  [default: 127.0.0.1]"
)
@click.option(
    "--port",
    default=PORT,
    type=click.IntRange(0, 65535),
    metavar="NUMBER",
    help=f"Listen here; 0 takes any free one.  [default: {PORT}]",
)
@click.option(
    "--url", metavar="URL", help="What the links begin with, where a web server stands in front."
)
@click.option("--links", is_flag=True, help="Print the links and end.")
@click.option("--quiet", is_flag=True, help="Do not print the links: they are secrets.")
@click.option("--new-token", metavar="NAME", help="Give NAME new links, end the old ones, and end.")
def feed(**options: Any) -> int:  # noqa: ANN401 - click passes what the options above say
    """Serve the calendars of all athletes whose plans DIR keeps.

    DIR is the folder that holds `plans/`, where the athlete files lie. Each athlete has two links
    for calendar programs to subscribe to: one to all that is planned, and one that says only when
    the athlete is busy. What is planned later is served without a new start.

    Whoever has a link can read that calendar. The secrets in the links lie in DIR, in a file that
    only you can read. Stop with Ctrl-C.
    """
    return run(Asked(**options))


def run(asked: Asked) -> int:
    """Print the links, and serve until a signal ends it."""
    from scheduler.store.tokens import make_tokens
    from scheduler.sync.folder import ServedFolder

    base = _base(asked)
    served = ServedFolder(asked.folder, _tell)
    athletes = _athletes(asked, served)
    if _ends_at_once(asked):
        tokens = make_tokens(asked.folder, athletes, renew=asked.new_token)
        named = athletes if asked.new_token is None else [asked.new_token]
        _print_links({name: tokens[name] for name in named}, base or _at(asked.host, asked.port))
        return 0
    return _serve(asked, served, athletes, base)


def _athletes(asked: Asked, served: Any) -> list[str]:  # noqa: ANN401 - read late
    from scheduler.store.plans import HOME

    if not asked.folder.is_dir():
        raise UsageError(f"{asked.folder} is no folder: name the one that holds `plans`")
    athletes: list[str] = served.athletes()
    if not athletes:
        elsewhere = os.environ.get(HOME)
        hint = f"name {elsewhere}, as {HOME} does" if elsewhere else "run `microcycle plan` there"
        raise UsageError(f"{asked.folder} keeps no plans: {hint}")
    if asked.new_token is not None and asked.new_token not in athletes:
        raise UsageError(
            f"{asked.folder} keeps no plans of {asked.new_token!r}, but of {', '.join(athletes)}"
        )
    return athletes


def _serve(asked: Asked, served: Any, athletes: list[str], base: str | None) -> int:  # noqa: ANN401
    from scheduler.store.tokens import make_tokens
    from scheduler.sync.answers import FeedSite

    with needed("feed", "web"):
        from scheduler.sync import server
    site = FeedSite(served, clock=lambda: dt.datetime.now(dt.UTC), tell=_tell)
    with server.listen(asked.host, asked.port) as place:
        tokens = make_tokens(asked.folder, athletes)
        here = _at(asked.host, place.getsockname()[1])
        if not asked.quiet:
            _print_links({name: tokens[name] for name in athletes}, base or here)
        click.echo(f"serving {asked.folder} at {here}; stop with Ctrl-C", err=True)
        if asked.host not in OWN_MACHINE:
            click.echo(
                "others can read along on the way: put a web server with https in front", err=True
            )
        server.FeedServer(site).run(sockets=[place])
    click.echo("stopped", err=True)
    return 0


def _base(asked: Asked) -> str | None:
    if asked.url is None:
        if asked.port == 0 and _ends_at_once(asked):
            raise UsageError("which port is served at? name it with --port, or say --url")
        return None
    if not ADDRESS.fullmatch(asked.url):
        raise UsageError(
            f"--url {asked.url!r} is no address: write one like https://calendar.example.org"
        )
    return asked.url.rstrip("/")


def _ends_at_once(asked: Asked) -> bool:
    return asked.links or asked.new_token is not None


def _at(host: str, port: int) -> str:
    name = socket.gethostname() if host in EVERYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def _print_links(tokens: dict[str, str], base: str) -> None:
    from scheduler.sync.answers import addresses

    for name, token in tokens.items():
        for address in addresses(name, token):
            link = f"{base}{address.link}"
            click.echo(f"{name}, busy times only:" if address.busy else f"{name}, all sessions:")
            click.echo(f"  {link}\n  webcal://{link.partition('://')[2]}")


def _tell(text: str) -> None:
    click.echo(text, err=True)
