"""An athlete and a plan that both change their minds, in an order that nobody chose."""

import json
import random

import pytest

STEPS = 10
SEEDS = [pytest.param(n, marks=() if n in (7, 22) else pytest.mark.full) for n in range(40)]


def moves(kim, draw):
    kim.program.move(draw.choice(ours(kim)), hours=draw.choice([-24, -1, 1, 2, 24]))


def deletes(kim, draw):
    kim.program.delete(draw.choice(ours(kim)))


def renames(kim, draw):
    title = f"Strength {draw.choice('XYZ')}{draw.randrange(1000)}"
    kim.program.change(draw.choice(ours(kim)), lambda event: event.update({"SUMMARY": title}))


def notes(kim, draw):
    def annotate(event):
        event["DESCRIPTION"] = f"{event['DESCRIPTION']}\nNote {draw.randrange(1000)}"

    kim.program.change(draw.choice(ours(kim)), annotate)


def wants_more_or_less(kim, draw):
    text = kim.file.read_text()
    before = next(line for line in text.splitlines() if line.startswith("strength:"))
    after = f"strength: {{sessions: {draw.choice([1, 2, 3])}, class: heavy, minutes: 45}}"
    kim.file.write_text(text.replace(before, after))


def has_other_evenings(kim, draw):
    text = kim.file.read_text()
    before = next(line for line in text.splitlines() if line.startswith("availability:"))
    start = draw.choice(["16:30", "17:00", "18:00"])
    after = f"availability: {{mon-fri: [{start}-20:00], sat: [09:00-12:00]}}"
    kim.file.write_text(text.replace(before, after))


def starts_afresh(kim, _draw):
    kim.plan("--fresh")


def loses_the_notes(kim, _draw):
    (kim.plans / "caldav.json").unlink(missing_ok=True)


BY_HAND = (moves, deletes, renames, notes)
OTHERWISE = (wants_more_or_less, has_other_evenings, starts_afresh, loses_the_notes)


def ours(kim):
    return sorted(name for name in kim.program.events() if name != "Dentist")


def on_the_server(kim):
    events = [event.icalendar_component for event in kim.program.calendar.get_events()]
    uids = [str(event["UID"]) for event in events if event["UID"] != "other"]
    assert len(set(uids)) == len(uids)
    return {str(e["UID"]): (e.start.isoformat(), e["SEQUENCE"]) for e in events if "SEQUENCE" in e}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_server_always_has_the_plan_and_the_athlete_the_last_word(published, seed):
    kim, draw = published, random.Random(seed)  # noqa: S311 - no secret
    kim.program.add("other", "Dentist")
    dentist = kim.program.events()["Dentist"].data
    for step in range(STEPS):
        does = draw.choice(BY_HAND if ours(kim) and step % 2 else OTHERWISE)
        before = on_the_server(kim)
        does(kim, draw)
        by_hand = on_the_server(kim)
        result = kim.plan_as_it_is("--json")
        assert kim.publish().exit_code == 0, does

        plan = {
            session["uid"]: session["start"]
            for session in json.loads(result.stdout)["sessions"]
            if session["activity"] == "strength"
        }
        after = on_the_server(kim)
        assert {uid: start for uid, (start, _) in after.items()} == plan, does
        for uid, (start, sequence) in by_hand.items():
            if uid in before and start != before[uid][0]:
                assert after[uid][0] == start, "what was moved stays"
            if uid in after:
                assert after[uid][1] >= sequence, "the counter never falls"
        assert (
            by_hand.keys() >= before.keys() or not (before.keys() - by_hand.keys()) & after.keys()
        )
        assert kim.publish().stdout == "nothing to do\n"
        assert kim.program.events()["Dentist"].data == dentist
