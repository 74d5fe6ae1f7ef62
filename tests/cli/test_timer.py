"""What each system's timer is told: the athlete's moment, the right command, nothing installed."""

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
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
    command = shlex.split(line.split("; ")[-1].replace(r"\%", "%"))
    assert command == [*RUN, "||", "test", "$?", "-eq", "3"]


def test_cron_says_that_its_zone_counts_for_the_lines_below():
    assert "at the end: CRON_TZ counts for all lines below it" in cron(WEEKLY).steps[0]


def test_github_runs_it_in_universal_time_and_says_so():
    told = YAML(typ="safe").load(github(WEEKLY).text)

    assert told["on"]["schedule"] == [{"cron": "5 18 * * 0"}]
    assert "not the time in Europe/Lisbon" in github(WEEKLY).text
    assert "'100% Ana'\"'\"'s.yaml'" in told["jobs"]["plan"]["steps"][-2]["run"]


HOME = replace(WEEKLY, home=PurePosixPath('/data/50% "own" $x'))


def test_the_home_of_the_plans_is_carried_along():
    systems = systemd(HOME).text.splitlines()
    line = cron(HOME).text.splitlines()[-1].replace(r"\%", "%")

    assert r'''Environment="MICROCYCLE_HOME=/data/50%% \"own\" $x"''' in systems
    assert plistlib.loads(launchd(HOME).text.encode())["EnvironmentVariables"] == {
        "MICROCYCLE_HOME": str(HOME.home)
    }
    assert f"MICROCYCLE_HOME={HOME.home}" in [word.rstrip(";") for word in shlex.split(line)]
    assert "not in MICROCYCLE_HOME" in " ".join(github(HOME).steps)
    assert "HOME" not in github(HOME).text


PUBLISHES = replace(WEEKLY, publishes=True)
PLAN_AND_PUBLISH = [[*RUN, "--calendar-now", "caldav"], [*RUN[:3], "publish", RUN[4]]]


def in_the_shell(line):
    """The two commands that a line runs, and what stands between them."""
    words = shlex.split(line)
    at = words.index("&&")
    return [words[: at - 5], words[at + 1 :]], words[at - 5 : at]


def test_publishing_follows_the_plan_also_where_something_is_missing():
    starts = re.findall(r"^ExecStart=(.*)$", systemd(PUBLISHES).text, re.MULTILINE)
    assert [shlex.split(line.replace("%%", "%")) for line in starts] == PLAN_AND_PUBLISH

    shell, option, line = plistlib.loads(launchd(PUBLISHES).text.encode())["ProgramArguments"]
    assert (shell, option) == ("/bin/sh", "-c")
    assert in_the_shell(line) == (PLAN_AND_PUBLISH, ["||", "test", "$?", "-eq", "3"])
    crontab = cron(PUBLISHES).text.splitlines()[-1].replace(r"\%", "%")
    assert crontab.endswith(line)


def test_github_keeps_what_was_noted_also_when_the_server_fails():
    told = YAML(typ="safe").load(github(PUBLISHES).text)["jobs"]["plan"]["steps"]

    assert told[2]["run"] == "pip install 'microcycle[caldav]'"
    assert {"RUN_FEED", "MICROCYCLE_CALDAV_PASSWORD"} < set(told[3]["env"])
    assert in_the_shell(told[3]["run"])[0] == [
        ["microcycle", "plan", "100% Ana's.yaml", "--brief", "--calendar-now", "caldav"],
        ["microcycle", "publish", "100% Ana's.yaml"],
    ]
    assert told[4]["if"] == "always()"


@pytest.mark.parametrize("kind", TIMERS)
def test_whoever_publishes_is_told_where_the_account_belongs(kind):
    assert "MICROCYCLE_CALDAV_PASSWORD" in TIMERS[kind](PUBLISHES).steps[-1]
    assert "CALDAV" not in " ".join(TIMERS[kind](WEEKLY).steps)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(("code", "published"), [(0, True), (3, True), (2, False), (5, False)])
def test_the_line_publishes_after_a_plan_that_was_made(tmp_path, code, published):
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$1"\ntest "$1" = publish || exit {code}\n')
    program.chmod(0o755)
    done = subprocess.run(  # noqa: S602 - the line is made for a shell
        PUBLISHES.line(str(program)), shell=True, capture_output=True, text=True, check=False
    )

    assert done.stdout.split() == ["plan", *(["publish"] if published else [])]
    assert (done.returncode == 0) is published


def test_the_command_carries_the_home_along_and_publishes_where_it_is_asked_to(microcycle, kim):
    words = ("timer", "cron", kim, "--at", "mon 06:30")
    told = microcycle(*words, "--publish", env={"MICROCYCLE_HOME": "home"}).stdout
    weekly = replace(_weekly_of(kim), home=Path.cwd() / "home", publishes=True)

    assert told == cron(weekly).text
    assert microcycle(*words, env={"MICROCYCLE_HOME": ""}).stdout == cron(_weekly_of(kim)).text


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
