"""What each system's timer wants to be told: the unit, and where to put it.

Every text is made by functions without a clock or a file. Each runs the plan of one athlete once a
week, and a run in which nothing is new changes nothing, so that a timer may run more often too.
"""

import plistlib
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SECRETS = ".config/microcycle.env"  # below the user's home: the addresses of feeds
HOME = "MICROCYCLE_HOME"  # where the plans are kept, if not beside the athlete file
ACCOUNT = tuple(f"MICROCYCLE_CALDAV_{name}" for name in ("URL", "USER", "PASSWORD"))
_MISSING = 3  # the exit code of a plan in which something is missing: no failure of the timer


@dataclass(frozen=True)
class Weekly:
    """Whose week is planned when, and with what."""

    python: PurePath  # the interpreter that has microcycle installed
    file: PurePath  # the athlete file
    weekday: int  # 0 is Monday
    clock: int  # minutes since midnight
    zone: str  # the athlete's, as an IANA name
    home: PurePath | None = None  # where the plans are kept, if not beside the athlete file
    publishes: bool = False  # also takes in what was moved on the calendar server, and publishes

    @property
    def name(self) -> str:
        """What the timer is called."""
        stem = "".join(letter if letter.isalnum() else "-" for letter in self.file.stem)
        return f"microcycle-{stem}"

    @property
    def calls(self) -> tuple[tuple[str, ...], ...]:
        """What is asked of microcycle, one after the other."""
        plan = ("plan", str(self.file), "--brief")
        if not self.publishes:
            return (plan,)
        return (*plan, "--calendar-now", "caldav"), ("publish", str(self.file))

    @property
    def program(self) -> tuple[str, ...]:
        """By what it is asked."""
        return str(self.python), "-m", "scheduler"

    def line(self, *program: str) -> str:
        """The calls as one line of a shell; also a plan in which something is missing goes on."""
        plan, *publish = (shlex.join((*program, *call)) for call in self.calls)
        return " && ".join([f"{plan} || test $? -eq {_MISSING}", *publish])

    @property
    def time(self) -> tuple[int, int]:
        """Hour and minute."""
        return divmod(self.clock, 60)


@dataclass(frozen=True)
class Unit:
    """A text for the timer, and what to do with it."""

    text: str
    steps: tuple[str, ...]


def systemd(weekly: Weekly) -> Unit:
    """Two units in one text: the service, and the timer, which catches up after sleep."""
    hour, minute = weekly.time
    calls = [(*weekly.program, *call) for call in weekly.calls]
    run = "\n".join(f"ExecStart={' '.join(map(_command_word, call))}" for call in calls)
    home = f"Environment={_quoted_for_systemd(f'{HOME}={weekly.home}')}\n" if weekly.home else ""
    when = f"{DAYS[weekly.weekday]} *-*-* {hour:02d}:{minute:02d}:00 {weekly.zone}"
    text = f"""\
# {weekly.name}.service
[Unit]
Description=Plan the strength sessions of the coming week
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
{home}EnvironmentFile=-%h/{SECRETS}
{run}
SuccessExitStatus={_MISSING}

# {weekly.name}.timer
[Unit]
Description=Plan the strength sessions every week

[Timer]
OnCalendar={when}
Persistent=true

[Install]
WantedBy=timers.target
"""
    steps = (
        f"put the first part into ~/.config/systemd/user/{weekly.name}.service",
        f"and the second into ~/.config/systemd/user/{weekly.name}.timer, then run:",
        f"systemctl --user daemon-reload && systemctl --user enable --now {weekly.name}.timer",
        "loginctl enable-linger lets it run while you are not logged in",
        f"journalctl --user -u {weekly.name} shows what each run said",
        *_account(weekly, f"stand in ~/{SECRETS}, which only you may read: chmod 600"),
    )
    return Unit(text, steps)


def launchd(weekly: Weekly) -> Unit:
    """A property list for macOS, which runs a missed time when the computer wakes."""
    hour, minute = weekly.time
    label = f"org.{weekly.name.replace('-', '.', 1)}"
    log = f"/tmp/{weekly.name}.log"  # noqa: S108 - a log that anybody may lose
    told = {
        "Label": label,
        "ProgramArguments": _program(weekly),
        # Sunday is 0 here.
        "StartCalendarInterval": {
            "Weekday": (weekly.weekday + 1) % 7,
            "Hour": hour,
            "Minute": minute,
        },
        "StandardOutPath": log,
        "StandardErrorPath": log,
        **({"EnvironmentVariables": {HOME: str(weekly.home)}} if weekly.home else {}),
    }
    steps = (
        f"put it into ~/Library/LaunchAgents/{label}.plist, then run:",
        f"launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{label}.plist",
        f"the time is that of the computer's own zone; yours is {weekly.zone}",
        "the address of a feed goes below EnvironmentVariables, as RUN_FEED",
        *_account(weekly, "go there too; then only you may read it: chmod 600"),
    )
    return Unit(plistlib.dumps(told).decode(), steps)


def cron(weekly: Weekly) -> Unit:
    """One line of a crontab; it misses what a sleeping computer misses."""
    hour, minute = weekly.time
    home = [f"{HOME}={shlex.quote(str(weekly.home))}"] if weekly.home else []
    secrets = f'test -f "$HOME/{SECRETS}" && . "$HOME/{SECRETS}"'
    # A percent sign ends the command in a crontab.
    run = "; ".join(["set -a", *home, secrets, weekly.line(*weekly.program)]).replace("%", r"\%")
    text = f"""\
CRON_TZ={weekly.zone}
{minute} {hour} * * {(weekly.weekday + 1) % 7} {run}
"""
    steps = (
        "add both lines with crontab -e, at the end: CRON_TZ counts for all lines below it",
        "some crons do not know CRON_TZ: there the time is that of the computer's own zone",
        "a computer that sleeps at that time misses the run; systemd and launchd catch up",
        *_account(weekly, f"stand in ~/{SECRETS}, which only you may read: chmod 600"),
    )
    return Unit(text, steps)


def github(weekly: Weekly) -> Unit:
    """A workflow for a private repository that holds the athlete file."""
    hour, minute = weekly.time
    run = replace(weekly, file=PurePath(weekly.file.name)).line("microcycle")
    package = "'microcycle[caldav]'" if weekly.publishes else "microcycle"
    names = ("RUN_FEED", *(ACCOUNT if weekly.publishes else ()))
    secrets = "\n".join(f"          {name}: ${{{{ secrets.{name} }}}}" for name in names)
    text = f"""\
name: Plan the week
on:
  schedule:
    # In UTC: {DAYS[weekly.weekday]} {hour:02d}:{minute:02d} UTC, not the time in {weekly.zone}.
    - cron: "{minute} {hour} * * {(weekly.weekday + 1) % 7}"
  workflow_dispatch:
permissions:
  contents: write
concurrency: microcycle
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.12"}}
      - run: pip install {package}
      - name: Plan
        env:
{secrets}
        run: |
          {run}
      - name: Keep the plan
        if: always()  # also what is noted of a server that failed half-way
        run: |
          git config user.name microcycle
          git config user.email microcycle@users.noreply.github.com
          git add -A
          git diff --cached --quiet || git commit -m "Plan of the week"
          git push
"""
    steps = (
        "put it into .github/workflows/microcycle.yml of a PRIVATE repository: it holds your data",
        f"{weekly.file.name} lies at the top of it; a feed's address is the secret RUN_FEED",
        "schedules of a public repository stop after 60 days without a commit",
        *([f"the plans are kept in the repository, not in {HOME}"] if weekly.home else []),
        *_account(weekly, "are secrets of the repository, too"),
    )
    return Unit(text, steps)


TIMERS: dict[str, Callable[[Weekly], Unit]] = {
    "systemd": systemd,
    "launchd": launchd,
    "cron": cron,
    "github": github,
}


def _account(weekly: Weekly, where: str) -> tuple[str, ...]:
    """Where the account of the calendar server belongs, if it is asked for."""
    return (f"{', '.join(ACCOUNT)} {where}",) if weekly.publishes else ()


def _program(weekly: Weekly) -> list[str]:
    """One program with its words, which is all that launchd starts."""
    if weekly.publishes:
        return ["/bin/sh", "-c", weekly.line(*weekly.program)]
    return [*weekly.program, *weekly.calls[0]]


def _command_word(word: str) -> str:
    """A word of a command line as systemd reads it: dollar signs are its own, too."""
    return _quoted_for_systemd(word).replace("$", "$$")


def _quoted_for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
