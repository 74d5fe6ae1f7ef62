"""The command line: one small file a command; nothing heavy is imported before a command runs."""

import click

from scheduler.cli.check import check
from scheduler.cli.demo import demo
from scheduler.cli.explain import explain
from scheduler.cli.feed import feed
from scheduler.cli.init import init
from scheduler.cli.log import log
from scheduler.cli.plan import plan
from scheduler.cli.publish import publish, unpublish
from scheduler.cli.session import session
from scheduler.cli.shared import Commands
from scheduler.cli.timer import timer


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: microcycle demo",
)
@click.version_option(package_name="microcycle")
def main() -> None:
    """Place strength sessions around your runs, and prove the week best.

    microcycle reads your constraint file and your calendars, finds the best slots for your strength
    sessions, tells you why they are there, and writes them as calendar events.
    """


COMMANDS = (
    plan, session, log, check, explain, init, demo, timer, feed, publish, unpublish,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
