"""What each system's timer is told: the athlete's moment, the right command, nothing installed."""

import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from ruamel.yaml import YAML

from scheduler.cli.timers import TIMERS, Weekly, cron, github, launchd, systemd

WEEKLY = Weekly(
    python=PurePosixPath("/opt/py 3/bin/python"),
    file=PurePosixPath("/data/100% Ana's.yaml"),
    weekday=6,
    clock=18 * 60 + 5,
    zone="Europe/Lisbon",
)
RUN = ["/opt/py 3/bin/python", "-m", "scheduler", "plan", "/data/100% Ana's.yaml", "--brief"]


def test_systemd_catches_up_in_the_athletes_zone_and_takes_a_partial_plan_for_no_failure():
    text = systemd(WEEKLY).text

    assert "\nOnCalendar=Sun *-*-* 18:05:00 Europe/Lisbon\nPersistent=true\n" in text
    assert "\nSuccessExitStatus=3\n" in text
    assert '"/data/100%% Ana\'s.yaml"' in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_understands_its_calendar_line():
    when = re.search(r"^OnCalendar=(.*)$", systemd(WEEKLY).text, re.MULTILINE)[1]
    done = subprocess.run(  # noqa: S603 - the system's own program
        ["systemd-analyze", "calendar", when],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_launchd_counts_sunday_as_nought():
    told = plistlib.loads(launchd(WEEKLY).text.encode())

    assert told["ProgramArguments"] == RUN
    assert told["StartCalendarInterval"] == {"Weekday": 0, "Hour": 18, "Minute": 5}


def test_cron_keeps_the_percent_sign_that_would_end_its_command():
    zone, line = cron(WEEKLY).text.splitlines()
    minute, hour, *_, weekday = line.split()[:5]

    assert zone == "CRON_TZ=Europe/Lisbon"
    assert (minute, hour, weekday) == ("5", "18", "0")
    assert shlex.split(line.split("; ")[-1].replace(r"\%", "%")) == RUN


def test_github_runs_it_in_universal_time_and_says_so():
    told = YAML(typ="safe").load(github(WEEKLY).text)

    assert told["on"]["schedule"] == [{"cron": "5 18 * * 0"}]
    assert "not the time in Europe/Lisbon" in github(WEEKLY).text
    assert "'100% Ana'\"'\"'s.yaml'" in told["jobs"]["plan"]["steps"][-1]["run"]


@pytest.mark.parametrize("kind", TIMERS)
def test_the_unit_goes_to_standard_output_and_what_to_do_to_standard_error(
    microcycle, kim, written, kind
):
    before = written()
    result = microcycle("timer", kind, kim, "--at", "mon 06:30")

    assert result.exit_code == 0
    assert result.stdout == TIMERS[kind](_weekly_of(kim)).text
    assert result.stderr.count("\n") >= 3
    assert written() == before


def _weekly_of(kim):
    """What the command must have been told; the interpreter is the one that runs the tests."""
    return Weekly(Path(sys.executable), Path.cwd() / kim, 0, 6 * 60 + 30, "Europe/Berlin")


@pytest.mark.parametrize(
    "at", ["18:00", "sunday 18:00", "sun 24:00", "sun 25:00", "", "mon-fri 6:00"]
)
def test_a_moment_of_another_form_is_refused(microcycle, kim, at):
    result = microcycle("timer", "cron", kim, "--at", at)

    assert result.exit_code == 2
    assert "write one like" in result.stderr


def test_a_file_with_mistakes_is_refused(microcycle, here):
    (here / "bad.yaml").write_text("athlete: {name: Kim}\n")

    assert microcycle("timer", "systemd", "bad.yaml").exit_code == 2
