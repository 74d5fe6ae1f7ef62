"""The plan as static HTML: no script, nothing fetched; in print one A4 page a week.

What to do in each session stands on a page of cards behind its week.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from scheduler.write import phrases
from scheduler.write.exercises import PAIN, SIGNS, WARM_UP, ContentView, content_of
from scheduler.write.report_grid import STRIP, WIDTH, grid_of, strips_of
from scheduler.write.report_story import story
from scheduler.write.view import Document, SessionView, WeekView, clean, weeks_of


def render(document: Document) -> str:
    """Write the page of what ``plan --json`` prints; the same document gives the same bytes."""
    weeks = weeks_of(document)
    top_load = max(day.load for week in weeks for day in week.days)
    pages = [
        {
            "week": week,
            "grid": grid_of(week, top_load),
            "days": zip(week.days, strips_of(week), strict=True),
            "story": story(document, weeks, number),
            "cards": _cards(week),
        }
        for number, week in enumerate(weeks)
    ]
    return _template().render(
        athlete=clean(document.get("athlete") or "Runner", 80),
        zone=clean(document.get("timezone") or ""),
        dates=phrases.dates(weeks[0].first, weeks[-1].last),
        verdict=phrases.verdict(document, len(weeks)),
        given_up=phrases.breakdown(document),
        missing=phrases.falls_short(document),
        pages=pages,
        words=phrases,
        width=WIDTH,
        strip=STRIP,
        warm_up=WARM_UP,
        below=(SIGNS, PAIN),
    )


def _cards(week: WeekView) -> list[tuple[SessionView, ContentView]]:
    """The strength sessions whose exercises are known."""
    found = ((session, content_of(session.as_told)) for session in week.strength)
    return [(session, content) for session, content in found if content is not None]


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("scheduler", "write"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html.j2")
