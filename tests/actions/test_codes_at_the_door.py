"""Whose code was scanned: own tickets, reissued ones, codes of other systems, people not listed yet."""

import unicodedata

import pytest

from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.people.manage_roster import add_attendee, reissue
from kiosk.core import ticket
from kiosk.core.checkin import Found
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee
from kiosk.core.scan import Verdict
from kiosk.store.records import Records
from tests.making import DAY, Desk, foreign, secret


def test_a_ticket_admits_its_bearer(desk: Desk, people: list[Attendee]):
    answer = desk.scan(people[0].ticket_code, "10:30", session="F")
    assert (answer.verdict, answer.person.id, answer.badge_due) == (Verdict.ADMITTED, people[0].id, True)


def test_each_kind_of_code_is_told_apart(desk: Desk, event: Records, people: list[Attendee]):
    tag, other_tag = event.event.ticket_key().tag, f"{(int(event.event.ticket_key().tag) + 1) % 10_000:04d}"
    revoked = people[0].ticket_code
    reissue(event, people[0].id)
    codes = {
        "ABC123": Verdict.UNKNOWN,
        ticket.issue("1234567890123", other_tag, secret(event)): Verdict.OTHER_EVENT,
        ticket.issue(people[1].id, tag, b"somebody else's secret"): Verdict.FORGED,
        revoked: Verdict.REVOKED,
        ticket.issue("1234567890123", tag, secret(event)): Verdict.ADMITTED_UNLISTED,
        people[1].ticket_code: Verdict.ADMITTED,
    }
    assert {code: desk.scan(code, "10:30", session="F").verdict for code in codes} == codes


def test_a_reissued_ticket_is_the_same_person(desk: Desk, event: Records, people: list[Attendee]):
    desk.scan(people[0].ticket_code, "10:30", session="F")
    new = reissue(event, people[0].id, "분실")
    assert new.ticket_code != people[0].ticket_code
    again = desk.scan(new.ticket_code, "10:40", "in", session="F")
    assert (again.verdict, again.person.id) == (Verdict.ALREADY_IN, people[0].id)


def test_of_several_reissues_only_the_last_code_is_in_force(desk: Desk, event: Records, people: list[Attendee]):
    codes = [people[0].ticket_code, *(reissue(event, people[0].id).ticket_code for _ in range(5))]
    verdicts = [desk.scan(code, "10:30", session="F").verdict for code in codes]
    assert verdicts == [Verdict.REVOKED] * 5 + [Verdict.ADMITTED]
    event.rebuild()
    assert event.people.get(people[0].id).ticket_code == codes[-1]


@pytest.mark.parametrize("scanned", ["ABC123HAJ", "abc123haj", "뮻123ㅗ머", " ABC123HAJ\r", "ＡＢＣ１２３ＨＡＪ"])
def test_a_code_of_another_system_is_found_as_a_keyboard_types_it(scanned: str, desk: Desk, people, event: Records):
    foreign(event, people[0], "ABC123HAJ")
    assert desk.scan(scanned, "10:30", session="F").person.id == people[0].id
    decomposed = unicodedata.normalize("NFD", scanned)
    assert desk.scan(decomposed, "10:31", "in", session="F").person.id == people[0].id


def test_codes_of_another_system_that_differ_only_by_case_are_taken_to_the_letter(desk: Desk, people, event: Records):
    foreign(event, people[0], "Ab1x")
    foreign(event, people[1], "aB1X")
    assert desk.scan("Ab1x", "10:30", session="F").person.id == people[0].id
    assert desk.scan("aB1X", "10:30", session="F").person.id == people[1].id
    assert desk.scan("AB1X", "10:30", session="F").verdict is Verdict.UNKNOWN


def test_a_reissue_withdraws_the_other_systems_code_and_our_own(desk: Desk, people, event: Records):
    foreign(event, people[0], "ABC123")
    own = ticket.issue(people[0].id, event.event.ticket_key().tag, secret(event))
    assert desk.scan(own, "10:30", session="F").verdict is Verdict.ADMITTED
    new = reissue(event, people[0].id)
    assert [desk.scan(code, "10:31", "in", session="F").verdict for code in ("ABC123", own, new.ticket_code)] == [
        Verdict.REVOKED, Verdict.REVOKED, Verdict.ALREADY_IN,
    ]  # fmt: skip


def test_a_code_of_another_system_may_look_like_ours(desk: Desk, people, event: Records):
    lookalike = ticket.issue("1234567890123", event.event.ticket_key().tag, b"the other system's secret")
    assert desk.scan(lookalike, "10:30", session="F").verdict is Verdict.FORGED
    foreign(event, people[0], lookalike)
    assert desk.scan(lookalike, "10:30", session="F").person.id == people[0].id


def test_a_code_withdrawn_from_one_person_may_be_given_to_another(desk: Desk, people, event: Records):
    foreign(event, people[0], "ABC123")
    foreign(event, people[0], "DEF456", replaces="ABC123")
    foreign(event, people[1], "ABC123")
    for _ in range(2):
        assert desk.scan("ABC123", "10:30", "in", session="F").person.id == people[1].id
        assert doctor(event).sound
        event.rebuild()


def test_a_code_may_be_given_back(desk: Desk, people, event: Records):
    foreign(event, people[0], "ABC123")
    foreign(event, people[0], "DEF456", replaces="ABC123")
    again = foreign(event, people[0], "ABC123", replaces="DEF456")
    assert again.ticket_code == "ABC123"
    assert desk.scan("DEF456", "10:30", session="F").verdict is Verdict.REVOKED
    assert desk.scan("ABC123", "10:30", session="F").verdict is Verdict.ADMITTED
    assert doctor(event).sound


def unlisted(event: Records, number: str = "1234567890123") -> str:
    return ticket.issue(number, event.event.ticket_key().tag, secret(event))


def test_the_unlisted_count_and_may_leave(event: Records, desk: Desk):
    code = unlisted(event)
    assert desk.scan(code, "11:00", session="P").verdict is Verdict.ADMITTED_UNLISTED
    assert event.scans.counts()["P"] == [1, 1]
    assert desk.scan(code, "11:10", "in", session="P").verdict is Verdict.ALREADY_IN
    assert desk.scan(code, "11:20", session="P").verdict is Verdict.LEFT
    (told,) = list(attendance_of_all(event))
    assert (told.attendee.id, told.attendee.name) == ("1234567890123", "")


def test_the_scans_of_the_unlisted_become_theirs_when_their_record_arrives(event: Records, desk: Desk):
    """By the number they were born with, and by a new number given since."""
    born, given = unlisted(event), unlisted(event, "3210987654321")
    desk.scan(born, "10:30", session="F")
    desk.scan(given, "11:00", session="P")
    with event.transaction():
        event.append(Kind.ATTENDEE, "1234567890123", {"name": "늦은이", "sessions": ["P"]}, at=DAY)
        event.append(
            Kind.TICKET, "1234567890123", {"key": "3210987654321", "code": "", "revokes": ["1234567890123"]}, at=DAY
        )
    (told,) = list(attendance_of_all(event))
    assert told.attendee.name == "늦은이"
    assert {a.session for a in told.attendances if a.first_in} == {"F", "P"}
    assert event.scans.counts() == {"F": [1, 0], "P": [1, 1]}
    assert desk.scan(given, "11:20", "in", session="P").verdict is Verdict.ALREADY_IN
    assert desk.scan(born, "11:20", session="P").verdict is Verdict.REVOKED
    assert doctor(event).sound


def test_found_says_all_that_a_code_can_be():
    assert set(Found) == {"nothing", "other_event", "forged", "revoked", "unlisted", "listed"}


def test_a_walk_in_is_admitted_at_once(event: Records, desk: Desk):
    person = add_attendee(event, {"name": "현장 등록"})
    assert desk.scan(person.ticket_code, "10:30", session="F").verdict is Verdict.ADMITTED


UUID = "3f2b8a6c-1d4e-4f70-9a2b-7c5d6e8f9012"


@pytest.mark.parametrize(
    ("code", "scanned"),
    [
        ("g-AAA1", "https://guest.example.org/check-in/evt-1?pk=g-AAA1"),
        ("g-AAA1", "https://guest.example.org/t/g-AAA1/"),
        ("g-AAA1", "https://guest.example.org/#/ticket/g-AAA1"),
        ("https://guest.example.org/c?pk=g-1", "https://guest.example.org/c?pk=g-1"),
        ("k3x9q2m7v5t8w1z4", '{"ticket":"k3x9q2m7v5t8w1z4","version":1}'),
        ("k3x9q2m7v5t8w1z4", '{"data": {"secret": "k3x9q2m7v5t8w1z4"}}'),
        ("500110001", '{"barcode": 500110001}'),
        ("TK-001", "]Q1TK-001"),
        ("TK-001", "]C1TK-001"),
        ("TK-001", "]d2\\000026TK-001"),
        ("TK-001", "]Q1https://t.example.org/?code=TK-001"),
        ("TK-001", "ticket: TK-001"),
        (UUID, UUID.replace("-", "")),
        (UUID.replace("-", ""), UUID.upper()),
        (UUID, "urn:uuid:" + UUID),
        (UUID, f"https://t.example.org/{UUID.replace('-', '')}"),
        ("g-AAA1", "ㅗㅅ섯ㄴ://ㅎㅕㄷㄴㅅ.ㄷㅌ므ㅔㅣㄷ.ㅐㄱㅎ/?ㅔㅏ=ㅎ-ㅁㅁㅁ1"),
    ],
)
def test_a_code_of_another_system_is_found_in_what_its_picture_says(
    code: str, scanned: str, desk: Desk, people, event: Records
):
    foreign(event, people[0], code)
    foreign(event, people[1], "A-7QK2M9")
    answer = desk.scan(scanned, "10:30", session="F")
    assert answer.verdict is Verdict.ADMITTED and answer.person.id == people[0].id


@pytest.mark.parametrize(
    "scanned", ['["TK-001", "TK-002"]', "https://t.example.org/?a=TK-001&b=TK-002", "TK-00", "]Q1"]
)
def test_a_text_that_carries_the_codes_of_two_people_or_of_nobody_is_unknown(
    scanned: str, desk: Desk, people, event: Records
):
    foreign(event, people[0], "TK-001")
    foreign(event, people[1], "TK-002")
    assert desk.scan(scanned, "10:30", session="F").verdict is Verdict.UNKNOWN


def test_what_a_picture_says_beside_the_code_has_no_say(desk: Desk, people, event: Records):
    foreign(event, people[0], "TK-001")
    answer = desk.scan('{"code": "TK-001", "override": "VIP", "at": "2024-05-10T16:00:00+09:00"}', "03:30", session="F")
    assert answer.verdict is Verdict.TOO_EARLY and not answer.accepted


@pytest.mark.parametrize("begins", ["x", " " * 5_000, "TK-001", '["TK-001"]', "https://t.example.org/?a=TK-001&b="])
def test_a_text_of_ten_megabytes_is_nobody_s_and_not_kept_whole(begins: str, desk: Desk, people, event: Records):
    foreign(event, people[0], "TK-001")
    assert desk.scan(begins + " " * 10_000_000 + "x", "10:30", session="F").verdict is Verdict.UNKNOWN
    (kept,) = event.journal.of_kind(Kind.SCAN)
    assert len(str(kept.payload)) < 10_000
