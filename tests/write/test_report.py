"""The report: one safe, self-contained, accessible page that one sheet of paper holds."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.rules import RULES
from scheduler.write import phrases, report
from scheduler.write.report_grid import GUTTER, HEAD, HOURS, WIDTH, grid_of
from scheduler.write.report_ruler import axis_of, cut, lanes, text_width, wrap
from scheduler.write.report_story import SCALES, _height, story
from scheduler.write.view import weeks_of

from . import documents

PLANS = documents.every()
PAGES = {name: report.render(plan) for name, plan in PLANS.items()}
VOID = {"meta", "link", "br", "hr", "img"}


class Page(HTMLParser):
    """Reads a page: its elements, the text in each, and whether every tag is closed."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.texts = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if data.strip() and "style" not in self.open:
            self.texts.append(data.strip())

    def found(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def week_of(*sessions, **more):
    return weeks_of(documents.document(list(sessions), **more))[0]


@pytest.mark.parametrize("name", PLANS)
def test_page_is_well_formed(name):
    page = Page(PAGES[name])

    assert page.open == []
    assert page.found("html") == [{"lang": "en"}]
    assert len(page.found("title")) > 1


@pytest.mark.parametrize("name", PLANS)
def test_page_fetches_nothing_and_runs_nothing(name):
    page = Page(PAGES[name])
    attributes = {key for _, attrs in page.tags for key in attrs}

    assert not {"script", "link", "img", "iframe", "object"} & {t for t, _ in page.tags}
    assert not {"src", "href", "style", "srcset"} & attributes
    assert not [key for key in attributes if key.startswith("on")]
    assert re.findall(r"https?:|@import|@font-face", PAGES[name]) == []
    assert set(re.findall(r"url\(([^)]*)\)", PAGES[name])) == {"#busy"}


@pytest.mark.parametrize("name", PLANS)
def test_every_session_is_in_the_list_of_days_and_in_the_drawing(name):
    page = Page(PAGES[name])
    sessions = [session for week in weeks_of(PLANS[name]) for session in week.sessions]

    for session in sessions:
        assert session.title in page.texts
        assert phrases.session_words(session) in page.texts


@pytest.mark.parametrize("name", PLANS)
def test_every_sentence_is_told(name):
    text = " ".join(Page(PAGES[name]).texts)
    plan = PLANS[name]

    for session in plan["sessions"]:
        if session["activity"] == "strength":
            for sentence in (*session.get("keeps", ()), *(p["says"] for p in session["points"])):
                assert sentence in text
    for short in plan["shortfall"]:
        assert short["asked"] in text
        assert short["says"] in text
    for change in plan["changes"]:
        assert change["says"] in text


@pytest.mark.parametrize("name", PLANS)
def test_drawings_have_names_and_ids_are_unique(name):
    page = Page(PAGES[name])
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    drawings = [attrs for attrs in page.found("svg") if attrs.get("role") == "img"]

    assert len(ids) == len(set(ids))
    assert len(drawings) == len(weeks_of(PLANS[name]))
    for drawing in drawings:
        assert set(drawing["aria-labelledby"].split()) <= set(ids)


def test_what_to_do_stands_on_a_card():
    texts = Page(PAGES["good_week"]).texts

    assert "about 43 of 50 min" in " ".join(texts)
    for says in (
        "Split squat",
        "3 \N{MULTIPLICATION SIGN} 6 each side",
        "2 in reserve, rest 2 min, tempo 3-0-1, left side first",
    ):
        assert says in texts
    assert texts.index("Pogo hops") < texts.index("Couch stretch")


@pytest.mark.parametrize("name", ["race_week", "empty_week"])
def test_without_exercises_there_are_no_cards(name):
    assert "What to do" not in " ".join(Page(PAGES[name]).texts)


def test_foreign_text_is_escaped():
    html = PAGES["nasty_week"]

    assert "<script" not in html
    assert "<b>bold" not in html
    assert "<u>" not in html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert not set("\u202e\u202c\x1b\x07") & set(html)


def test_same_document_gives_the_same_bytes():
    assert report.render(documents.every()["nasty_week"]) == PAGES["nasty_week"]


def test_order_of_keys_and_sessions_does_not_matter():
    plan = PLANS["partial_week"]
    turned = dict(reversed(plan.items())) | {"sessions": plan["sessions"][::-1]}

    assert report.render(turned) == PAGES["partial_week"]


def test_bare_document_of_required_keys_is_drawn():
    html = report.render({"from": "2027-01-11", "to": "2027-01-17", "proof": "unknown"})

    assert "The time ran out before a plan was found" in html
    assert html.count('<text class="day"') == 7


def luminance(color):
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


READ_ON = [
    ("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("alert", "paper"),
    ("on-strength", "strength"), ("on-hard", "hard"), ("on-race", "race"), ("ink", "easy"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("letters", "ground"), READ_ON)
def test_letters_stand_out_from_their_ground(scheme, letters, ground):
    css = re.findall(r":root \{(.*?)\}", PAGES["good_week"], re.DOTALL)[scheme]
    colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css))

    assert contrast(colors[letters], colors[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["strength", "easy-edge", "hard-edge", "race-edge"])
def test_sessions_stand_out_from_the_page(scheme, edge):
    css = re.findall(r":root \{(.*?)\}", PAGES["good_week"], re.DOTALL)[scheme]
    colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css))

    assert contrast(colors[edge], colors["paper"]) >= 2.5


@pytest.mark.parametrize("name", PLANS)
def test_words_fit_the_printed_page(name):
    plan = PLANS[name]
    weeks = weeks_of(plan)
    sizes = {scale.name: scale for scale in SCALES}

    for number in range(len(weeks)):
        told = story(plan, weeks, number)
        scale = sizes[told.scale]

        assert sum(_height(section, scale) for section in told.sections) <= scale.lines


def test_what_print_leaves_off_is_counted_and_stays_on_the_screen():
    told = story(PLANS["nasty_week"], weeks_of(PLANS["nasty_week"]), 0)
    notes = told.sections[-1]

    assert notes.left_off == sum(entry.spare for entry in notes.entries) > 0
    assert f"and {notes.left_off} more" in PAGES["nasty_week"]
    assert "note 29:" in PAGES["nasty_week"]


def test_long_shortfall_leaves_room_for_the_sections_below():
    reason = documents.refusal("quiet_hours", 3, "", "3h", "2027-01-13T18:00:00+00:00")
    because = [reason | {"rule": f"rule_{n}", "says": "a long sentence " * 8} for n in range(30)]
    shorts = [
        {"asked": f"Strength {n}", "says": "no room", "because": because[number:]}
        for number, n in enumerate("AB")
    ]
    plan = PLANS["partial_week"] | {"shortfall": shorts}
    told = story(plan, weeks_of(plan), 0)
    by_name = {section.name: section for section in told.sections}

    assert told.scale == "tight"
    assert by_name["missing"].left_off > 0
    assert not by_name["missing"].entries[1].spare
    assert by_name["missing"].entries[1].facts[-1].spare
    assert by_name["notes"].left_off == 0


def test_shortfall_of_the_second_week_stands_on_its_page():
    reason = documents.refusal("quiet_hours", 3, "late", "3h", "2027-01-20T18:00:00+00:00")
    plan = PLANS["two_weeks"] | {"shortfall": [{"asked": "Strength C", "because": [reason]}]}
    pages = [story(plan, weeks_of(plan), number) for number in (0, 1)]

    assert [[s.name for s in page.sections] for page in pages] == [
        ["strength"],
        ["strength", "missing"],
    ]


def test_axis_runs_from_five_to_twenty_two_and_grows_with_early_and_late_sessions():
    usual = week_of(documents.session(0, "05:00", 60, "easy", "Easy"), busy=[])
    early = week_of(documents.session(0, "04:10", 60, "easy", "Easy"), busy=[])
    late = week_of(documents.session(0, "21:30", 60, "easy", "Easy"), busy=[])
    past_midnight = week_of(documents.session(0, "23:20", 90, "easy", "Easy"), busy=[])

    assert (axis_of(usual).start, axis_of(usual).end) == (300, 1320)
    assert (axis_of(early).start, axis_of(early).end) == (240, 1320)
    assert (axis_of(late).start, axis_of(late).end) == (300, 1380)
    assert (axis_of(past_midnight).start, axis_of(past_midnight).end) == (0, 1440)


def test_busy_time_outside_the_axis_still_shows_and_an_all_day_one_stretches_nothing():
    night = week_of(busy=documents.spans([([2], "22:30", "23:15")]))
    all_day = week_of(busy=documents.spans([([2], "00:00", "24:00")]))

    assert axis_of(night).end == 24 * 60
    assert len(grid_of(night, 1).columns[2].busy) == 1
    assert (axis_of(all_day).start, axis_of(all_day).end) == (300, 1320)


def test_every_block_lies_inside_its_column_and_none_covers_another():
    for plan in PLANS.values():
        for week in weeks_of(plan):
            for column in grid_of(week, 1000).columns:
                boxes = [block.box for block in column.blocks]
                for box in boxes:
                    assert column.x <= box.x
                    assert box.x + box.width <= column.x + (WIDTH - GUTTER) / 7
                    assert box.y >= HEAD
                    assert box.y + box.height <= HEAD + HOURS
                    assert box.height > 10
                for one, other in pairwise(sorted(boxes, key=lambda box: (box.x, box.y))):
                    side_by_side = one.x + one.width <= other.x
                    assert side_by_side or one.y + one.height <= other.y


def test_run_past_midnight_goes_on_in_the_next_column_without_labels():
    week = week_of(documents.session(0, "23:20", 90, "easy", "Night run"))
    first, second, *_ = grid_of(week, 1000).columns

    assert [len(first.blocks), len(second.blocks)] == [1, 1]
    assert first.blocks[0].labels
    assert not second.blocks[0].labels


def test_short_strength_session_is_drawn_high_enough_for_its_name():
    week = week_of(documents.session(0, "18:00", 20, "core", "Core A"))
    labels = grid_of(week, 1000).columns[0].blocks[0].labels

    assert [label.text for label in labels] == ["Core A", "18:00 · core"]


def test_session_is_not_drawn_longer_into_the_one_that_follows():
    week = week_of(
        documents.session(0, "18:00", 25, "core", "Core A"),
        documents.session(0, "18:25", 60, "easy", "Easy"),
    )
    core, easy = (block.box for block in grid_of(week, 1000).columns[0].blocks)

    assert core.x == easy.x
    assert core.y + core.height <= easy.y


def test_load_bar_splits_into_strength_on_top_of_runs():
    week = weeks_of(PLANS["good_week"])[0]
    tuesday = grid_of(week, 770).columns[1].bar
    friday = grid_of(week, 770).columns[4].bar

    assert tuesday.label.text == "770 AU"
    assert tuesday.strength.height + tuesday.runs.height == pytest.approx(66)
    assert tuesday.runs.height / tuesday.strength.height == pytest.approx(420 / 350, rel=0.01)
    assert friday.runs.height == 0


SPANS = st.lists(
    st.tuples(st.integers(0, 90), st.integers(1, 40)).map(lambda span: (span[0], sum(span))),
    max_size=8,
)


@given(spans=SPANS)
def test_lanes_keep_overlapping_spans_apart(spans):
    placed = lanes(spans)

    for at, (start, end) in enumerate(spans):
        lane, among = placed[at]
        assert 0 <= lane < among
        for other in range(at):
            if spans[other][0] < end and start < spans[other][1]:
                assert placed[other][0] != lane
                assert placed[other][1] == among


@given(text=st.text(max_size=40), width=st.integers(20, 200))
def test_cut_text_fits(text, width):
    assert text_width(cut(text, width, 12), 12) <= width


def test_wrap_breaks_at_spaces_and_cuts_the_last_line():
    assert wrap("Tempo 2 x 15 min", 75, 12, lines=2) == ["Tempo 2 x", "15 min"]
    assert wrap("Tempo 2 x 15 min", 65, 12, lines=1) == ["Tempo 2…"]
    assert wrap("", 60, 12, lines=2) == []


@given(title=st.text(max_size=80))
@settings(max_examples=25, deadline=None)
def test_any_title_leaves_the_page_well_formed(title):
    html = report.render(documents.document([documents.session(2, "18:00", 50, "heavy", title)]))

    assert Page(html).open == []


@pytest.mark.parametrize(
    ("proof", "total", "bound", "says"),
    [
        ("optimal", 31, 31, "Proven the best week under your rules: 31 points"),
        ("optimal", 1, 1, "Proven the best week under your rules: 1 point"),
        (
            "feasible",
            31.5,
            25,
            "The best found in the time: 31.5 points, at most 6.5 from the best",
        ),
        ("infeasible", 0, 0, "Proven impossible: your rules contradict each other"),
        ("unknown", 0, 0, "The time ran out before a plan was found"),
    ],
)
def test_verdict_says_how_sure_it_is(proof, total, bound, says):
    plan = {"proof": proof, "score": {"total": total, "bound": bound}}

    assert phrases.verdict(plan) == says


@pytest.mark.parametrize(
    ("status", "says", "short"),
    [
        ("planned", ", 1 session short of the target", False),
        ("partial", ", 1 session missing", True),
    ],
)
def test_session_above_the_minimum_is_only_short_of_the_target(status, says, short):
    plan = PLANS["partial_week"] | {"status": status}

    assert phrases.verdict(plan).endswith(says)
    assert ('class="verdict open"' in report.render(plan)) is short


@pytest.mark.parametrize(
    ("figures", "says"),
    [
        pytest.param({"monotony": 1.5}, "monotony 1.50, the days vary well", id="as wanted"),
        pytest.param({"monotony": 1.51}, "monotony 1.51, rather even days", id="a little above"),
        pytest.param(
            {"monotony": 1.7, "monotony_wanted": 1.8},
            "monotony 1.70, the days vary well",
            id="the athlete's own number",
        ),
        pytest.param(
            {"monotony": 2.2, "flags": ["monotony"]}, "monotony 2.20, too even days", id="flagged"
        ),
        pytest.param(
            {"monotony": 1.2, "monotony_wanted": None}, "monotony 1.20", id="nothing said"
        ),
    ],
)
def test_monotony_is_put_in_the_words_of_the_athletes_own_rule(figures, says):
    plan = PLANS["good_week"]
    week = weeks_of(plan | {"load": plan["load"] | figures})[0]

    assert phrases.monotony(week) == says


def test_every_rule_has_words_for_its_points_and_nothing_else_has():
    assert set(phrases.RULE_WORDS) == set(RULES)


def test_uniform_week_has_no_monotony_figure():
    plan = PLANS["good_week"]
    week = weeks_of(plan | {"load": plan["load"] | {"monotony": None, "strain": None}})[0]

    assert phrases.figures(week) == ("load 2290 AU", "no monotony figure: every day is alike")


def test_points_are_told_dearest_first_and_an_unknown_rule_by_its_name():
    plan = {"score": {"rules": {"my_own_rule": 2, "monotony": 16, "quiet_hours": 0}}}

    assert phrases.breakdown(plan) == ("16 for days too much alike", "2 for my own rule")


def test_dates_say_no_more_than_they_must():
    day = documents.dt.date
    to = "\N{EN DASH}"

    assert phrases.dates(day(2027, 1, 11), day(2027, 1, 17)) == f"11{to}17 January 2027"
    assert phrases.dates(day(2027, 3, 29), day(2027, 4, 4)) == f"29 March {to} 4 April 2027"
    assert (
        phrases.dates(day(2026, 12, 28), day(2027, 1, 3)) == f"28 December 2026 {to} 3 January 2027"
    )


def test_class_at_a_fixed_hour_is_called_fixed():
    circuit = documents.session(1, "18:00", 60, "moderate", "Circuit", origin="fixed")

    assert phrases.session_words(week_of(circuit).sessions[0]) == (
        "18:00 Circuit, moderate, 60 min, fixed"
    )


def test_availability_before_five_is_cut_at_the_axis():
    night = documents.spans([([0], "02:00", "04:00"), ([0], "04:00", "06:00")])
    boxes = grid_of(week_of(availability=night, busy=[]), 1).columns[0].free

    assert [(box.y, box.height) for box in boxes] == [(HEAD, pytest.approx(HOURS / 17, abs=0.01))]


def test_clocks_follow_the_time_zone_over_a_summer_time_night():
    late = documents.session(6, "00:30", 60, "easy", "Easy", monday=documents.dt.date(2027, 3, 22))
    late |= {"start": "2027-03-28T01:30:00+00:00", "end": "2027-03-28T02:30:00+00:00"}
    plan = documents.document([late]) | {"from": "2027-03-22", "to": "2027-03-28"}
    session = weeks_of(plan)[0].sessions[0]

    assert phrases.clock(session.start) == "02:30"
