"""A watch made by hand: it reads a workout file and goes through it step by step."""

import fitdecode
from fitdecode.reader import CrcCheck

MANY = 10_000  # steps, after which a watch would be caught in a circle


def messages(data):
    """The messages of a FIT file by their name, each as a dict of what is in it."""
    found = {}
    with fitdecode.FitReader(data, check_crc=CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                values = {field.name: field.value for field in frame if field.value is not None}
                found.setdefault(frame.name, []).append(values)
    return found


def played(data):
    """What one is led through: (kind, name, seconds, reps) in order, with all that is repeated."""
    steps = messages(data)["workout_step"]
    assert [step["message_index"] for step in steps] == list(range(len(steps)))
    place, done, found = 0, {}, []
    while place < len(steps):
        step = steps[place]
        if step["duration_type"] == "repeat_until_steps_cmplt":
            assert step["duration_step"] < place
            done[place] = done.get(place, 1) + 1
            place = step["duration_step"] if done[place] <= step["repeat_steps"] else place + 1
            continue
        found.append(
            (
                step["intensity"],
                step.get("wkt_step_name", ""),
                step.get("duration_time", 0),
                step.get("duration_reps", 0),
            )
        )
        place += 1
        assert len(found) < MANY
    return found
