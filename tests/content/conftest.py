"""A week of strength sessions made by hand."""

import pytest

from scheduler.content.asked import Asked, Runner
from scheduler.exercises.session import Filled

from .weeks import HOME, lines, sessions


@pytest.fixture
def week():
    """A week and its filled sessions, by hand."""

    def make(*texts: str, runner=None, known=None, effort: int = 8, **more):
        who = runner or Runner(equipment=HOME)
        asked = Asked(who, sessions(*texts, **more), known)
        filled = [
            Filled(one.key, one.phase, lines(text, effort=effort))
            for one, text in zip(asked.sessions, texts, strict=True)
        ]
        return asked, filled

    return make
