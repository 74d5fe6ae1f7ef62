"""A session as a workout file for a watch, in the FIT format."""

import zlib
from typing import Any

from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile import profile_type as fit
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

from scheduler.exercises.watch import WatchName, watch_names
from scheduler.write.view import Document, SessionView, one_session
from scheduler.write.workout import Repeat, Step, Steps, name_of, steps_of

_UNKNOWN = WatchName("unknown")
_INTENSITY = {
    "warm up": fit.Intensity.WARMUP,
    "work": fit.Intensity.ACTIVE,
    "rest": fit.Intensity.REST,
}
_MOMENTS = (631_065_600 + 0x1000_0000, 631_065_600 + 0xFFFF_FFFE)  # that FIT can tell [s, Unix]
_MILLISECONDS = 1000
_MOST_WEIGHT = 655.34  # that FIT can tell [kg]
_FILE, _WORKOUT, _WARM_UP, _WORK, _REST, _REPEAT = range(6)  # the local types of the messages
_LOCAL = {"warm up": _WARM_UP, "work": _WORK, "rest": _REST}


def to_fit(document: Document) -> bytes:
    """The workout as bytes: the same document always gives the same.

    Parameters
    ----------
    document
        What ``session --json`` prints, of a session that has exercises.
    """
    session = one_session(document)
    steps = steps_of(session.as_told)
    builder = FitFileBuilder()
    builder.add(_file_id(session))
    builder.add(_workout(session, steps))
    for number, step in enumerate(steps):
        builder.add(_repeat(step, number) if isinstance(step, Repeat) else _step(step, number))
    return bytes(builder.build_bytes())


def _file_id(session: SessionView) -> Any:  # noqa: ANN401 - fit-tool has no types
    message = FileIdMessage(local_id=_FILE)
    message.type = fit.FileType.WORKOUT
    message.manufacturer = fit.Manufacturer.DEVELOPMENT.value
    message.product = 0
    # A watch tells its workouts apart by this number, which may not be 0.
    message.serial_number = zlib.crc32(session.uid.encode()) or 1
    first, last = _MOMENTS
    message.time_created = min(max(int(session.start.timestamp()), first), last) * _MILLISECONDS
    return message


def _workout(session: SessionView, steps: Steps) -> Any:  # noqa: ANN401
    message = WorkoutMessage(local_id=_WORKOUT)
    message.workout_name = name_of(session)
    message.sport = fit.Sport.TRAINING
    message.sub_sport = fit.SubSport.STRENGTH_TRAINING
    # All of them: watches count the repeats as well, though fit-tool's own check does not.
    message.num_valid_steps = len(steps)
    return message


def _step(step: Step, number: int) -> Any:  # noqa: ANN401
    message = _blank(number, _LOCAL[step.kind])
    message.intensity = _INTENSITY[step.kind]
    if step.seconds:
        message.duration_type = fit.WorkoutStepDuration.TIME
        message.duration_time = step.seconds
    elif step.reps:
        message.duration_type = fit.WorkoutStepDuration.REPS
        message.duration_reps = step.reps
    else:
        message.duration_type = fit.WorkoutStepDuration.OPEN
    if step.kind == "work":  # a rest that had a category would be shown as a bench press
        _add_exercise(message, step)
    return message


def _add_exercise(message: Any, step: Step) -> None:  # noqa: ANN401
    message.workout_step_name = step.name
    message.notes = step.notes
    message.exercise_category, exercise = numbers_of(watch_names().get(step.exercise, _UNKNOWN))
    if exercise is not None:
        message.exercise_name = exercise
    if step.load is not None and step.load <= _MOST_WEIGHT:
        message.exercise_weight = step.load
        message.weight_display_unit = fit.FitBaseUnit.KILOGRAM.value


def numbers_of(name: WatchName) -> tuple[int, int | None]:
    """FIT's numbers of a category and of an exercise in it; None where it has no name for it."""
    category = fit.ExerciseCategory[(name.category or _UNKNOWN.category).upper()]
    if not name.name:
        return category.value, None
    words = "".join(word.capitalize() for word in name.category.split("_"))
    exercise = getattr(fit, f"{words}ExerciseName")[name.name.upper()]
    return category.value, exercise.value


def _repeat(repeat: Repeat, number: int) -> Any:  # noqa: ANN401
    message = _blank(number, _REPEAT)
    message.duration_type = fit.WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
    message.duration_step = repeat.first
    message.target_repeat_steps = repeat.times  # the first time counts
    return message


def _blank(number: int, local: int) -> Any:  # noqa: ANN401
    message = WorkoutStepMessage(local_id=local)
    message.message_index = number
    message.target_type = fit.WorkoutStepTarget.OPEN
    return message
