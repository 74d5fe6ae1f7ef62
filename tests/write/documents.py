"""Sample documents in the shape that ``plan --json`` prints."""

import datetime as dt
import statistics
from pathlib import Path

RPE = {"heavy": 7, "moderate": 6, "light": 4, "core": 3, "easy": 3, "recovery": 2, "long": 5}
RPE |= {"tempo": 6, "intervals": 7, "race": 9, "strides": 3, "steady": 5, "cross": 4}
MONDAY = dt.date(2027, 1, 11)


def at(day, clock, monday=MONDAY):
    hour, minute = map(int, clock.split(":"))
    midnight = dt.datetime.combine(monday, dt.time(), dt.UTC)
    return midnight + dt.timedelta(days=day, hours=hour, minutes=minute)


def iso(moment):
    return moment.isoformat()


def session(day, clock, minutes, kind, title, **more):
    monday = more.pop("monday", MONDAY)
    start = at(day, clock, monday)
    strength = kind in {"heavy", "moderate", "light", "core"}
    return {
        "uid": f"{title}-{start:%m%d}@microcycle",
        "activity": "strength" if strength else "race" if kind == "race" else "run",
        "kind": kind,
        "title": title,
        "start": iso(start),
        "end": iso(start + dt.timedelta(minutes=minutes)),
        "minutes": minutes,
        "rpe": RPE[kind],
        "load": RPE[kind] * minutes,
        "origin": "planned" if strength else "fixed",
        "asked": kind,
        "points": [],
    } | more


def spans(pattern, monday=MONDAY):
    return [
        {"start": iso(at(day, start, monday)), "end": iso(at(day, end, monday))}
        for days, start, end in pattern
        for day in days
    ]


WORK = [(range(5), "09:00", "12:30"), (range(5), "13:15", "17:00"), ([2], "19:00", "20:30")]
FREE = [(range(5), "06:00", "08:00"), (range(5), "17:30", "21:00"), ([5, 6], "08:00", "12:00")]


def figures(sessions, monday=MONDAY):
    dates = [(monday + dt.timedelta(days=step)).isoformat() for step in range(7)]
    loads = [sum(s["load"] for s in sessions if s["start"][:10] == date) for date in dates]
    deviation = statistics.stdev(loads)
    mono = round(statistics.mean(loads) / deviation, 2) if deviation else None
    return {
        "from": dates[0],
        "days": [{"date": d, "load": n} for d, n in zip(dates, loads, strict=True)],
        "week": sum(loads),
        "monotony": mono,
        "monotony_wanted": 1.5,
        "ddof": 1,
        "strain": None if mono is None else round(sum(loads) * mono, 1),
        "flags": _flags(mono),
    }


def _flags(mono):
    if mono is None:
        return ["uniform"]
    return ["monotony"] if mono >= 2 else []


def document(sessions, **more):
    first = figures(sessions)
    rest = [day["date"] for day in first["days"] if not day["load"]]
    return {
        "schema": "microcycle/1",
        "athlete": "Ana",
        "from": "2027-01-11",
        "to": "2027-01-17",
        "timezone": "Europe/London",
        "status": "planned",
        "proof": "optimal",
        "score": {"total": 31, "bound": 31, "rules": {"monotony": 16, "gap_between_strength": 15}},
        "sessions": sessions,
        "rest_days": rest,
        "shortfall": [],
        "load": first,
        "changes": [],
        "notes": [],
        "availability": spans(FREE),
        "busy": spans(WORK),
    } | more


RUNS = [
    session(1, "06:00", 60, "intervals", "6 x 800 m"),
    session(2, "06:30", 45, "recovery", "Recovery run"),
    session(3, "18:00", 55, "tempo", "Tempo 2 x 15 min"),
    session(5, "08:30", 50, "easy", "Easy with strides", origin="planned"),
    session(6, "08:00", 120, "long", "Long run"),
]


def exercise(part, name, sets, reps, **more):
    return {
        "id": name.lower().replace(" ", "_"), "name": name, "part": part, "sets": sets,
        "reps": reps, "unit": "reps", "per_side": True, "effort": 8, "rest": 90, "tempo": "3-0-1",
        "cue": None, "first_side": None, "new": False,
        "load": None, "extra": None, "last": None, "why": None,
    } | more  # fmt: skip


CONTENT = {
    "phase": "build",
    "easy": False,
    "takes": 43,
    "exercises": [
        exercise("jumps", "Pogo hops", 3, 15, unit="contacts", per_side=False, tempo=None,
                 rest=60, cue="stiff ankles"),
        exercise("heavy lifts", "Split squat", 3, 6, first_side="left", rest=120),
        exercise("lifts", "Bridge hold", 2, 25, unit="s", tempo="iso", rest=60, effort=6),
        exercise("lifts", "Single-leg hinge", 2, 8, new=True),
        exercise("calves and feet", "Calf raise", 2, 12, cue="on the flat floor"),
        exercise("calves and feet", "Short foot", 2, 9, effort=4, rest=20),
        exercise("core", "Suitcase carry", 2, 25, unit="m", tempo=None, rest=60),
        exercise("mobility", "Couch stretch", 1, 45, unit="s", tempo="iso", rest=15, effort=3),
    ],
}  # fmt: skip


def good_week():
    first = session(
        1, "17:30", 50, "heavy", "Strength A", **CONTENT,
        keeps=["47.7 h before Tempo 2 x 15 min (48 h wanted)", "10.5 h after 6 x 800 m"],
        points=[{
            "rule": "gap_before_hard_run", "points": 0.6,
            "says": "47.7 h before Tempo 2 x 15 min on Thursday 18:00, 48 h wanted",
        }],
        backup={"start": "2027-01-12T18:30:00+00:00", "end": "2027-01-12T19:20:00+00:00"},
        if_missed="Tue 18:30",
    )  # fmt: skip
    second = session(
        4, "17:30", 50, "heavy", "Strength B",
        keeps=["72 h after Strength A", "37.7 h before Long run", "22.6 h after Tempo 2 x 15 min"],
        points=[
            {"rule": "same_day_policy", "points": 2, "says": "a heavy session on an easy day"},
            {"rule": "gap_before_hard_run", "points": 10.8,
             "says": "37.7 h before Long run on Sunday 08:00, 48 h wanted"},
        ],
    )  # fmt: skip
    rules = {"monotony": 4, "gap_before_hard_run": 11.4, "same_day_policy": 2}
    score = {"total": 17.4, "bound": 17.4, "rules": rules}
    return document([*RUNS, first, second], score=score)


def refusal(rule, line, says, found, slot):
    where = f"constraints/ana.yaml:{line}"
    wanted = "24h" if found else ""
    return {"rule": rule, "where": where, "says": says,
            "found": found, "wanted": wanted, "slot": slot}  # fmt: skip


def partial_week():
    gap = "gap_before_hard_run"
    tempo = "before Tempo 2 x 15 min on Thu 18:00, 24 h wanted"
    because = [
        refusal(gap, 31, f"Wed 18:00 leaves 23.1 h {tempo}",
                "23.1h", "2027-01-13T18:00:00+00:00"),
        refusal(gap, 31, f"Wed 20:00 leaves 21.1 h {tempo}",
                "21.1h", "2027-01-13T20:00:00+00:00"),
        refusal(gap, 31, f"Thu 06:30 leaves 10.6 h {tempo}",
                "10.6h", "2027-01-14T06:30:00+00:00"),
        refusal("gap_between_strength", 34,
                "Tue 06:00 starts 11.5 h before Strength A, 48 h wanted", "11.5h",
                "2027-01-12T06:00:00+00:00"),
        refusal("availability", 12, "Friday is taken from 17:00 to 22:00", None, None),
        refusal("no_strength_on_long_run_day", 40, "Sunday is the day of Long run",
                None, "2027-01-17T10:30:00+00:00"),
    ]  # fmt: skip
    short = {
        "asked": "Strength B (heavy, 50 min)",
        "says": "no slot in the week is far enough from the runs around it",
        "because": because,
        "would_help": [
            {"change": "free Friday 17:30-18:20", "gives": "Strength B on Fri 17:30"},
            {"change": "let it become moderate", "gives": "Strength B on Wed 06:00"},
        ],
    }
    week = good_week()
    kept = [s for s in week["sessions"] if s["title"] != "Strength B"]
    return document(
        kept,
        status="partial",
        proof="feasible",
        score={"total": 101.6, "bound": 95, "rules": {"strength_sessions": 90, "monotony": 11.6}},
        shortfall=[short],
        busy=spans([*WORK, ([4], "17:00", "22:00")]),
        changes=[{"uid": "x", "from": None, "to": None, "says":
                  "Strength A moved from Mon 17:30 to Tue 17:30: Monday is a rest day now"}],
        notes=["the intervals on Tuesday come from runs.ics and have no effort: 7 was taken"],
    )  # fmt: skip


def race_week():
    sessions = [
        session(0, "17:30", 30, "light", "Strength A", asked="heavy",
                keeps=["6 days before the race"],
                points=[{"rule": "strength_sessions", "points": 40,
                         "says": "light instead of heavy, two classes down"}]),
        session(1, "06:30", 40, "easy", "Easy"),
        session(2, "18:00", 40, "tempo", "3 x 1 km at race pace"),
        session(4, "06:30", 25, "strides", "Shake-out with strides"),
        session(6, "09:00", 210, "race", "Spring marathon"),
    ]  # fmt: skip
    return document(
        sessions,
        score={"total": 40, "bound": 40, "rules": {"strength_sessions": 40}},
        notes=["race week: heavy and moderate work is off until after the race"],
    )


def empty_week():
    says = "every slot lies in a time that is taken"
    short = {"asked": "Strength A (heavy, 50 min)", "says": says, "because": []}
    return document(
        [],
        status="none",
        proof="infeasible",
        score={"total": 0, "bound": 0, "rules": {}},
        shortfall=[short, short | {"asked": "Strength B (heavy, 50 min)", "would_help": None}],
        availability=[],
        busy=spans([(range(7), "00:00", "24:00")]),
        notes=["away all week: ill"],
    )


def two_weeks():
    later = MONDAY + dt.timedelta(days=7)
    plan = good_week()
    second = [
        session(0, "18:00", 45, "moderate", "Strength A", monday=later, origin="pinned"),
        session(1, "06:00", 60, "intervals", "5 x 1000 m", monday=later),
        session(3, "18:00", 40, "heavy", "Strength B", monday=later, keeps=["62 h to Long run"]),
        session(5, "08:30", 50, "easy", "Easy", monday=later),
        session(6, "08:00", 150, "long", "Long run", monday=later),
    ]
    weeks = [plan["load"], figures(second, later)]
    rest = [day["date"] for week in weeks for day in week["days"] if not day["load"]]
    return plan | {
        "to": "2027-01-24",
        "sessions": plan["sessions"] + second,
        "load": plan["load"] | {"weeks": weeks},
        "rest_days": rest,
        "availability": spans(FREE) + spans(FREE, later),
        "busy": spans(WORK) + spans(WORK, later),
    }


NASTY = (
    "[bold red]not markup[/] [link=x]y[/link]",
    "<script>alert('x')</script> & <b>bold</b>",
    "👨‍👩‍👧 Family 5k 🏃🏽‍♀️❤️ 🇬🇧",
    "ריצה קלה \u202eevil\u202c",
    "日本語の長い長いタイトルのランニングセッション",
    "Z̷̡̧̛̗̰̖͎̤̱a̸̢̛l̵g̶o \x1b[31mred\x07",
    "an-endless-title-without-any-space-" * 6,
    "{{ 7 * 7 }} {% raw %} :smile:",
)


def nasty_week():
    sessions = [
        session(0, "04:10", 50, "easy", NASTY[0]),
        session(1, "06:00", 60, "intervals", NASTY[1]),
        session(1, "06:30", 60, "steady", NASTY[2]),
        session(1, "06:45", 10, "strides", NASTY[7]),
        session(2, "18:00", 50, "heavy", NASTY[3], keeps=["<i>keeps</i> [dim]x[/]"],
                points=[{"rule": "quiet_hours", "points": 1, "says": "<u>why</u> [blink]y[/]"}]),
        session(3, "23:20", 90, "cross", NASTY[4]),
        session(5, "07:00", 45, "core", NASTY[5], origin="missed"),
        session(6, "08:00", 120, "long", NASTY[6], origin="done"),
    ]  # fmt: skip
    sessions[4] |= {
        "phase": "race_week",
        "takes": 9,
        "exercises": [exercise("core", name, 2, 8, cue=name) for name in NASTY],
    }
    return document(
        sessions,
        athlete="Añá <script> [bold]",
        unmet=[{"requirement": "R4 step-up", "says": NASTY[0], "uid": None}],
        notes=[*NASTY, *(f"note {n}: " + "many words that go on and on " * 6 for n in range(30))],
        busy=[*spans(WORK), *spans([([4], "01:00", "02:00"), ([5], "22:00", "31:00")])],
    )


def every():
    makers = (good_week, partial_week, race_week, empty_week, two_weeks, nasty_week)
    return {maker.__name__: maker() for maker in makers}


def golden(folder):
    """Paths and texts of the golden files; run this file to write them, then read the diff."""
    from scheduler.write import report, terminal

    drawn = {
        "good_week_wide.txt": ("good_week", 120, False),
        "good_week_narrow.txt": ("good_week", 44, False),
        "good_week_ascii.txt": ("good_week", 120, True),
        "nasty_week_wide.txt": ("nasty_week", 100, False),
        "partial_week_list.txt": ("partial_week", 80, False),
        "race_week_ascii.txt": ("race_week", 80, True),
        "empty_week.txt": ("empty_week", 80, False),
        "two_weeks_wide.txt": ("two_weeks", 100, False),
    }
    for file, (name, width, ascii_only) in drawn.items():
        look = {"width": width, "ascii_only": ascii_only, "color": False}
        plan = every()[name]
        text = terminal.render(plan, **look) + "-- reasons --\n"
        yield folder / file, text + terminal.render_reasons(plan, **look)
    for name in ("good_week", "partial_week", "nasty_week"):
        yield folder / f"{name}.html", report.render(every()[name])


if __name__ == "__main__":
    for path, text in golden(Path(__file__).parent / "golden"):
        path.write_text(text, encoding="utf-8", newline="\n")
