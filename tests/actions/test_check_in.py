"""Checking in at a real event file: whose code it is, what is stored, what a retry gives back."""

import unicodedata
from dataclasses import replace

import pytest

from kiosk.actions.door.check_in import check_in, new_scan_id, undo
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.people.manage_roster import edit_attendee, reissue, set_status
from kiosk.core import ticket
from kiosk.core.answer_shape import answer_of
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee, Status
from kiosk.core.scan import Previous, Verdict
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words import answers as answer_words
from kiosk.words import catalogue
from tests import making
from tests.making import DAY, Desk, foreign, moment, seconds, secret

# --- retries ---


def test_the_same_scan_id_gets_its_first_answer_whatever_has_changed(desk: Desk, people, event: Records):
    beam = desk.beam(people[0].ticket_code, "10:30", session="P", override="명단 확인")
    first = check_in(event, beam)
    edit_attendee(event, people[0].id, {"name": "다른 이름", "affiliation": "다른 곳"})
    set_status(event, people[0].id, Status.BLOCKED, "사유")
    reissue(event, people[0].id)
    undo(event, beam.id, "잘못 찍음")
    making.add_sessions(event, [replace(making.PARTNERING, titles={"ko": "다른 제목"}, capacity=0)])
    assert check_in(event, beam) == first
    assert check_in(event, replace(beam, text="전혀 다른 것", at=moment("15:00"), session="E")) == first
    assert len(event.scans.newest(9)) == 1


def test_a_retry_comes_before_every_rule(desk: Desk, people, event: Records):
    beam = desk.beam(people[0].ticket_code, "10:30", session="F")
    check_in(event, beam)
    with event.transaction():
        event.append(Kind.SESSION, "F", {"removed": True}, at=DAY)
    assert check_in(event, beam).verdict is Verdict.ADMITTED


def test_an_answer_is_read_back_from_the_log_as_it_was_given(desk: Desk, people, event: Records):
    set_status(event, people[1].id, Status.BLOCKED, "명찰 양도")
    answers = [
        desk.scan(people[0].ticket_code, "10:30:00.123456", session="F"),
        desk.scan(people[0].ticket_code, "10:30:02", session="F"),
        desk.scan(people[0].ticket_code, "10:31", "in", session="F"),
        desk.scan(people[0].ticket_code, "10:32", "in", session="F", override="이유"),
        desk.scan(people[0].ticket_code, "10:32:01", "in", session="F"),
        desk.scan(people[1].ticket_code, "10:30", session="F"),
        desk.scan(people[1].ticket_code, "08:00", room="Hall", override="이유"),
        desk.scan("nothing", "08:00", room="Hall"),
        desk.scan(people[2].ticket_code, "08:00", room="Hall"),
    ]
    assert [answer_of(event.journal.operation(answer.scan_id)) for answer in answers] == answers
    assert answers[4].previous.overridden and answers[4].colour == "green"
    assert answers[5].reason == "명찰 양도"


def test_an_id_of_something_else_is_refused(event: Records, people: list[Attendee], desk: Desk):
    (taken,) = event.file.connection.execute("SELECT op_id FROM op WHERE kind = 'attendee' LIMIT 1").fetchone()
    with pytest.raises(KioskError, match="id_taken"):
        check_in(event, replace(desk.beam(people[0].ticket_code, "10:30"), id=taken))


def test_scan_ids_are_made_new_each_time():
    assert len({new_scan_id() for _ in range(1000)}) == 1000


# --- what is stored ---


def test_a_refused_scan_is_stored_with_what_was_scanned(desk: Desk, event: Records):
    answer = desk.scan("  Что это?\t", "10:30", session="F", operator="접수 1")
    stored = event.journal.operation(answer.scan_id).payload
    assert (stored["text"], stored["verdict"], stored["accepted"]) == ("  Что это?\t", "unknown", False)
    assert stored["operator"] == "접수 1"


def test_an_override_is_stored_with_verdict_reason_and_operator(desk: Desk, event: Records, people: list[Attendee]):
    set_status(event, people[0].id, Status.CANCELLED)
    answer = desk.scan(people[0].ticket_code, "10:30", session="F", override="초청 인사", operator="접수 1")
    stored = event.journal.operation(answer.scan_id).payload
    assert (answer.verdict, answer.accepted, answer.overridden) == (Verdict.CANCELLED, True, True)
    assert (stored["override"], stored["operator"], stored["verdict"]) == ("초청 인사", "접수 1", "cancelled")


def test_a_toggle_is_stored_as_the_way_it_was(desk: Desk, event: Records, people: list[Attendee]):
    answers = [desk.scan(people[0].ticket_code, at, session="F") for at in ("10:30", "11:00", "11:30")]
    assert [event.journal.operation(answer.scan_id).direction for answer in answers] == ["in", "out", "in"]


def test_an_unknown_session_stores_nothing(desk: Desk, event: Records, people: list[Attendee]):
    with pytest.raises(KioskError, match="unknown_session"):
        desk.scan(people[0].ticket_code, "10:30", session="Z")
    assert event.scans.newest(1) == []


HARMFUL = ["\0", "\ud800", "\udcff\udcfe", "\x1b[2J", "'; DROP TABLE op; --", "x" * 100_000, "\u202e", "김" * 50_000]


@pytest.mark.parametrize("text", HARMFUL, ids=range(len(HARMFUL)))
def test_no_text_does_harm_wherever_it_stands(text: str, desk: Desk, event: Records, people: list[Attendee]):
    foreign(event, people[0], "ABC123")
    scan = replace(
        desk.beam(people[1].ticket_code, "10:30", session="F"), id=f"id {text}", desk=text, operator=text, override=text
    )
    first = check_in(event, scan)
    assert check_in(event, scan) == first
    assert desk.scan(text, "10:30", session="F").verdict is Verdict.UNKNOWN
    assert doctor(event).sound


def test_an_id_of_nothing_but_control_characters_is_as_good_as_none(desk: Desk, event: Records, people):
    answer = check_in(event, replace(desk.beam(people[0].ticket_code, "10:30", session="F"), id="\0"))
    assert event.journal.operation(answer.scan_id) is not None


def test_a_desk_named_in_decomposed_hangul_is_the_same_desk(event: Records, people: list[Attendee]):
    typed, pasted = Desk(event, "로비"), Desk(event, unicodedata.normalize("NFD", "로비"))
    typed.scan(people[0].ticket_code, "10:30", session="F")
    answer = pasted.scan(people[0].ticket_code, "10:30:02", session="F", id="other")
    assert answer.verdict is Verdict.REPEAT


# --- double beeps ---


def test_a_chain_of_beeps_repeats_the_first_answer_until_the_scanner_falls_silent(desk: Desk, people):
    start = moment("10:30")
    first, *beeps = [desk.scan(people[0].ticket_code, start + seconds(at), session="F") for at in (0, 4, 8, 12)]
    assert first.verdict is Verdict.ADMITTED
    assert [beep.verdict for beep in beeps] == [Verdict.REPEAT] * 3
    assert {beep.previous for beep in beeps} == {Previous(start, "desk 1", "F", Verdict.ADMITTED)}
    assert desk.scan(people[0].ticket_code, start + seconds(18), session="F").verdict is Verdict.LEFT


def test_a_beep_at_another_desk_is_no_double_beep(event: Records, desk: Desk, people: list[Attendee]):
    desk.scan(people[0].ticket_code, "10:30:00", "in", session="F")
    answer = Desk(event, "desk 2").scan(people[0].ticket_code, "10:30:02", "in", session="F")
    assert (answer.verdict, answer.previous.desk) == (Verdict.ALREADY_IN, "desk 1")


def test_another_code_of_the_same_person_is_no_double_beep(event: Records, desk: Desk, people: list[Attendee]):
    foreign(event, people[0], "ABC123")
    own = ticket.issue(people[0].id, event.event.ticket_key().tag, secret(event))
    desk.scan("ABC123", "10:30:00", "in", session="F")
    assert desk.scan(own, "10:30:02", "in", session="F").verdict is Verdict.ALREADY_IN


def test_a_scan_taken_back_is_no_first_beep(event: Records, desk: Desk, people: list[Attendee]):
    first = desk.scan(people[0].ticket_code, "10:30:00", session="F")
    undo(event, first.scan_id, "잘못 찍음")
    assert desk.scan(people[0].ticket_code, "10:30:02", session="F").verdict is Verdict.ADMITTED


# --- scans of the past ---


def test_a_scan_of_the_past_does_not_see_what_came_later(desk: Desk, people: list[Attendee]):
    code = people[0].ticket_code
    desk.scan(code, "10:30", session="F")
    desk.scan(code, "11:30", session="F")
    late = desk.scan(code, "11:00", "in", session="F")
    assert (late.verdict, late.previous.at) == (Verdict.ALREADY_IN, moment("10:30"))
    assert desk.scan(code, "11:00:03", "in", session="F").verdict is Verdict.REPEAT
    assert desk.scan(code, "11:10", session="F").direction == "out"


# --- capacity ---


def test_a_full_room_has_room_again_when_somebody_leaves(desk: Desk, people: list[Attendee]):
    one, two, three = (person.ticket_code for person in people)
    verdicts = [desk.scan(code, at, session="P").verdict for code, at in [
        (one, "11:00"), (two, "11:01"), (three, "11:02"), (one, "11:10"), (three, "11:11"), (one, "11:12"),
    ]]  # fmt: skip
    assert verdicts == ["admitted", "admitted", "full", "left", "admitted", "full"]


def test_an_entry_names_the_session_whose_stay_it_ends_and_so_does_its_copy_in_the_log(desk: Desk, people):
    code = people[0].ticket_code
    assert desk.scan(code, "10:35", session="F").left == ()
    moved = desk.scan(code, "11:05", session="P")
    assert moved.left == ("F",)
    assert answer_of(desk.records.journal.operation(moved.scan_id)) == moved
    assert desk.scan(code, "11:20", session="P", override="다시 들어옴").left == ()  # who is there moves nowhere
    assert desk.scan(code, "11:30", session="P", direction="out").left == ()
    assert desk.scan(code, "11:40", session="R").left == ()  # a registration desk ends no stay
    catalogue.use_language("en")
    said = answer_words.message(moved, desk.records.programme.sessions(), making.SEOUL)
    assert said == "Welcome to Session P. Left Session F by entering here."


def test_who_goes_to_an_overlapping_session_makes_room_too(desk: Desk, people: list[Attendee]):
    one, two, three = (person.ticket_code for person in people)
    desk.scan(one, "11:00", session="P")
    desk.scan(two, "11:00", session="P")
    desk.scan(one, "11:10", session="F")
    assert desk.scan(three, "11:11", session="P").verdict is Verdict.ADMITTED
