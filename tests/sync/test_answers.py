"""The rules of HTTP that subscribers count on, and that nothing else is to be had."""

import gzip
import hashlib
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.store.tokens import NAME, make_tokens
from scheduler.sync.answers import Question, addresses

from .scene import (
    BUSY,
    FULL,
    MADE,
    MONDAY,
    TOKEN,
    entry,
    get,
    keep,
    replan,
    site,
    week,
    write_tokens,
)

A = entry("a", "2027-01-12T17:30")
PIECES = st.sampled_from(
    ["/", ".", "..", TOKEN, "kim", ".ics", "-busy", "\0", "%2e", "plans", "robots.txt", "a"]
)


def test_a_calendar_is_sent_whole_with_all_that_a_subscriber_wants_to_know(here):
    found = get(here, FULL)

    assert found.status == 200
    assert found.body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert found.headers["Content-Length"] == str(len(found.body))
    assert found.headers["ETag"] == f'"{hashlib.sha256(found.body).hexdigest()}"'
    assert parsedate_to_datetime(found.headers["Last-Modified"]) == MADE
    assert found.headers["Last-Modified"].endswith(" GMT")
    assert found.headers["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert found.headers["Vary"] == "Accept-Encoding"
    assert found.headers["X-Robots-Tag"] == "noindex"


def test_the_busy_calendar_is_another_one(here):
    assert b"SUMMARY:Busy" in get(here, BUSY).body
    assert get(here, BUSY).headers["ETag"] != get(here, FULL).headers["ETag"]


def test_the_busy_address_does_not_open_the_full_calendar(here):
    full, busy = addresses("kim", TOKEN)
    tried = (f"/{busy.token}/kim.ics", f"/{full.token}/kim-busy.ics")

    assert [get(here, path).status for path in tried] == [404, 404]


@pytest.mark.parametrize("path", [FULL, BUSY, "/robots.txt", "/nothing"])
@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_head_is_get_without_the_body(here, path, packed):
    headers = {"accept-encoding": packed}
    got, head = (here.answer(Question(method, path, headers)) for method in ("GET", "HEAD"))

    assert (head.status, head.headers, head.body) == (got.status, got.headers, b"")


@pytest.mark.parametrize(
    "method", ["PUT", "POST", "DELETE", "OPTIONS", "PROPFIND", "PATCH", "TRACE", "get", ""]
)
@pytest.mark.parametrize("path", [FULL, "/robots.txt", "/nothing"])
def test_other_methods_are_refused_whatever_they_are_for(here, method, path):
    found = here.answer(Question(method, path))

    assert found.status == 405
    assert found.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "form",
    ["{}", "W/{}", '"other", {}', '"other",W/{}', '  {} , "x"', "*", " * ", '"a,b", {}'],
)
@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_who_has_it_already_is_told_so(here, form, packed):
    etag = get(here, FULL, accept_encoding=packed).headers["ETag"]
    found = get(here, FULL, if_none_match=form.format(etag), accept_encoding=packed)

    assert (found.status, found.body) == (304, b"")
    assert found.headers["ETag"] == etag
    assert {"Cache-Control", "Vary", "Last-Modified"} <= set(found.headers)
    assert "Content-Length" not in found.headers
    assert "Content-Type" not in found.headers


def test_who_has_it_in_the_other_form_has_it_too(here):
    etag = get(here, FULL, accept_encoding="gzip").headers["ETag"]

    assert get(here, FULL, if_none_match=etag).status == 304


@pytest.mark.parametrize("form", ['"other"', "", "W/", '"', "{bare}", '"{bare}', "x*"])
def test_who_has_something_else_gets_it(here, form):
    bare = get(here, FULL).headers["ETag"].strip('"')

    assert get(here, FULL, if_none_match=form.format(bare=bare)).status == 200


def test_a_date_alone_does_not_withhold_a_change_of_the_same_second(here):
    modified = get(here, FULL).headers["Last-Modified"]

    assert get(here, FULL, if_modified_since=modified).status == 200


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True), ("GZIP", True), ("x-gzip", True), ("deflate, gzip;q=0.5", True),
        ("*", True), ("gzip; q=0", False), ("gzip;q=0.0, *", False), ("*;q=0", False),
        ("", False), ("identity", False), ("br", False), ("gzip;q=x", False),
        ("gzip;q=1.1.1", False), ("gzipped", False), (",,;", False),
    ],
)  # fmt: skip
def test_it_is_packed_for_those_who_take_it(here, accepted, packed):
    plain, found = get(here, FULL), get(here, FULL, accept_encoding=accepted)

    assert (found.headers.get("Content-Encoding") == "gzip") is packed
    assert (gzip.decompress(found.body) if packed else found.body) == plain.body
    assert (found.headers["ETag"] == plain.headers["ETag"]) is not packed


def test_an_unchanged_plan_keeps_its_mark_and_a_changed_one_does_not(root, here):
    etag = get(here, FULL).headers["ETag"]
    again, _ = site(root)

    assert get(again, FULL).headers["ETag"] == etag
    replan(root, entry("a", "2027-01-13T17:30"))
    assert get(again, FULL, if_none_match=etag).status == 200


def test_robots_may_fetch(here):
    found = get(here, "/robots.txt")

    assert (found.status, found.body) == (200, b"User-agent: *\nDisallow:\n")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "",
        "*",
        "//",
        f"/{TOKEN}",
        f"/{TOKEN}/",
        f"/{TOKEN}/nobody.ics",
        f"/{TOKEN[::-1]}/kim.ics",
        f"/{TOKEN[:-1]}/kim.ics",
        f"/{TOKEN.upper()}/kim.ics",
        "/kim.ics",
        f"{FULL}/",
        f"/{FULL}",
        f"{FULL}\0",
        f"{FULL}\0.ics",
        f"/{TOKEN}/../{TOKEN}/kim.ics",
        f"/{TOKEN}/./kim.ics",
        f"/{TOKEN}/KIM.ics",
        f"/{TOKEN}/kim.yaml",
        f"/{TOKEN}/../kim.yaml",
        f"/{TOKEN}/{NAME}",
        f"/{NAME}",
        f"/plans/kim/{MONDAY}.json",
        "/../../../../etc/passwd",
        "\\..\\..\\kim.yaml",
        FULL.encode().decode("utf-16-le", errors="replace"),
        "/\ud800",
        "/\N{FULLWIDTH SOLIDUS}robots.txt",
        "/ROBOTS.TXT",
    ],
)
def test_nothing_else_is_there_and_all_of_it_alike(here, path):
    assert get(here, path) == get(here, "/nothing")
    assert get(here, path).status == 404


@given(st.text(st.characters(exclude_categories=()), max_size=80))
@example(f"/{TOKEN}/kim.ics/..")
def test_no_path_but_the_known_ones_is_answered(lasting, path):
    assert get(site(lasting)[0], path).status == (
        200 if path in {FULL, BUSY, "/robots.txt"} else 404
    )


@given(st.lists(PIECES, max_size=8).map("".join))
def test_no_path_of_known_pieces_but_the_known_ones_is_answered(lasting, path):
    assert get(site(lasting)[0], path).status == (
        200 if path in {FULL, BUSY, "/robots.txt"} else 404
    )


def test_an_unknown_athlete_with_a_token_is_answered_like_a_wrong_token(root):
    write_tokens(root, kim=TOKEN, gone=TOKEN[::-1])
    here, _ = site(root)

    assert get(here, f"/{TOKEN[::-1]}/gone.ics") == get(here, f"/{'0' * 32}/kim.ics")


@pytest.mark.parametrize("name", ["Zoë & Søn", "kim-busy", "100%", "a?b#c", "名前"])
def test_athletes_of_any_name_have_their_calendars(tmp_path, name):
    keep(tmp_path, week(A), athlete=name)
    here, _ = site(tmp_path)
    full, busy = addresses(name, make_tokens(tmp_path, [name])[name])

    assert [get(here, address.path).status for address in (full, busy)] == [200, 200]
    assert full.link.isascii()


def test_an_athlete_called_like_anothers_busy_calendar_gets_the_own_one(root):
    keep(root, week(entry("z", "2027-01-15T07:00")), athlete="kim-busy")
    write_tokens(root, **{"kim": TOKEN, "kim-busy": TOKEN[::-1]})
    here, _ = site(root)

    assert b"UID:z" in get(here, f"/{TOKEN[::-1]}/kim-busy.ics").body
    assert b"SUMMARY:Busy" in get(here, BUSY).body


def test_two_athletes_of_one_name_have_a_calendar_each(root):
    keep(root, week(entry("z", "2027-01-15T07:00")), athlete="kim2")
    write_tokens(root, kim=TOKEN, kim2=TOKEN[::-1])
    here, _ = site(root)

    assert b"UID:z" not in get(here, FULL).body
    assert b"UID:z" in get(here, f"/{TOKEN[::-1]}/kim2.ics").body
    assert get(here, f"/{TOKEN}/kim2.ics").status == 404
