"""Certificates once issued: what a number says stays, what changed is told, and what is wrong is not issued."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.actions.desks.conflicts import join_people, keep_apart
from kiosk.actions.door.check_in import undo
from kiosk.actions.event import change_details, details_of
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.papers.certificate_register import CertificateState, certificate_states, reissue, revoke
from kiosk.actions.papers.issue_certificates import give_numbers, issue_certificates, judge
from kiosk.actions.papers.keep_seal import keep_seal
from kiosk.actions.papers.own_layouts import find_layout, remove_layout, save_layout
from kiosk.actions.papers.render_certificates import render_papers
from kiosk.actions.people.manage_roster import edit_attendee, set_status
from kiosk.core.audit import Action
from kiosk.core.certificate import Credits
from kiosk.core.certificate_paper import PaperState
from kiosk.core.operation import Kind
from kiosk.core.programme import Tracking
from kiosk.core.roster import Attendee, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from tests import making
from tests.making import Desk
from tests.printing import pages

SEAL = Path(__file__).parents[1] / "printing" / "seal.png"


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Records]:
    """Three people at the forum, one of whom left early."""
    records = making.new_event(tmp_path)
    desk = Desk(records)
    for person in making.add_people(records, 3):
        desk.scan(person.ticket_code, "10:30", session="F")
    desk.scan(records.people.all()[2].ticket_code, "11:30", "out", session="F")
    yield records
    records.close()


@pytest.fixture
def people(event: Records) -> list[Attendee]:
    return event.people.all()


def trouble_of(call: Callable[..., object], *values: object) -> str:
    """The code of the trouble that a call meets."""
    with pytest.raises(KioskError) as caught:
        call(*values)
    return caught.value.code


def issue(event: Records, folder: Path, **more: str):
    return issue_certificates(event, folder / "all.pdf", desk="A", **more)


def text_of(file: Path) -> list[str]:
    return [" ".join(page.text.split()) for page in pages.read(file)]


def state(event: Records, serial: str) -> CertificateState:
    (found,) = (one for one in certificate_states(event) if one.certificate.serial == serial)
    return found


def states(event: Records) -> dict[str, str]:
    return {one.serial: str(one.state) for one in event.papers.certificates()}


def new_place(event: Records, people: list[Attendee]) -> None:
    change_details(event, replace(details_of(event), places={"ko": "창원"}))


def new_seal(event: Records, people: list[Attendee]) -> None:
    keep_seal(event, SEAL)


def new_name(event: Records, people: list[Attendee]) -> None:
    edit_attendee(event, people[0].id, {"name": "이두리"})


def other_hours(event: Records, people: list[Attendee]) -> None:
    forum = event.programme.sessions()["F"]
    making.add_sessions(event, [replace(forum, ends_at=forum.ends_at - timedelta(minutes=10))])


CHANGES = {new_place: "event_place", new_seal: "seal", new_name: "name", other_hours: "sessions_text"}


@pytest.mark.parametrize("change", CHANGES)
def test_a_later_change_alters_nothing_that_a_number_says_and_is_told(
    event: Records, people: list[Attendee], tmp_path: Path, change
):
    issue(event, tmp_path)
    before = [page.tobytes() for page in (pages.picture(tmp_path / "all.pdf", number) for number in range(3))]
    change(event, people)
    issue(event, tmp_path)
    assert [pages.picture(tmp_path / "all.pdf", number).tobytes() for number in range(3)] == before
    assert CHANGES[change] in state(event, "A-0001").reasons
    assert state(event, "A-0001").needs_reissue


def test_nothing_needs_a_reissue_where_nothing_changed(event: Records, tmp_path: Path):
    issue(event, tmp_path)
    assert [one.reasons for one in certificate_states(event)] == [(), (), ()]


def test_a_layout_changed_since_is_not_the_one_a_certificate_is_printed_again_in(event: Records, tmp_path: Path):
    own = replace(find_layout(event, "certificate"), name="certificate-own")
    save_layout(event, own)
    issue(event, tmp_path, layout_name="certificate-own")
    before = pages.picture(tmp_path / "all.pdf").tobytes()
    save_layout(event, replace(own, items=own.items[:-3]))
    issue(event, tmp_path, layout_name="certificate-own")
    assert pages.picture(tmp_path / "all.pdf").tobytes() == before
    remove_layout(event, "certificate-own")
    render_papers(event, event.papers.certificates(), tmp_path / "again.pdf")
    assert pages.picture(tmp_path / "again.pdf").tobytes() == before
    forms = list(event.journal.of_kind(Kind.FORM))
    assert len({op.subject for op in forms}) == len(forms) == 1


def test_a_reissue_says_what_is_true_now_under_a_number_of_its_own(
    event: Records, people: list[Attendee], tmp_path: Path
):
    issue(event, tmp_path)
    new_name(event, people)
    (made,) = reissue(event, [], "개명")
    assert (made.serial, made.replaces) == ("A-0001-2", "A-0001")
    assert states(event)["A-0001"] == "replaced"
    assert issue(event, tmp_path).issued[0][1].serial == "A-0001-2"
    assert "이 두 리" in text_of(tmp_path / "all.pdf")[0]
    edit_attendee(event, people[0].id, {"name": "이두나"})
    assert reissue(event, ["A-0001-2"], "오기")[0].serial == "A-0001-3"
    last = list(audit_trail(event))[-1]
    assert (last.action, last.before, last.reason) == (Action.CERTIFIED, {"serial": "A-0001-2"}, "오기")


def test_the_next_number_goes_on_after_numbers_that_were_given_again(
    event: Records, people: list[Attendee], tmp_path: Path
):
    issue(event, tmp_path)
    reissue(event, ["A-0003"], "훼손")
    (new,) = making.add_people(event, 1)
    Desk(event, "late").scan(new.ticket_code, "10:40", session="F")
    assert {one.serial for _, one in issue(event, tmp_path).issued} == {"A-0001", "A-0002", "A-0003-2", "A-0004"}


def test_who_earned_it_no_longer_is_named_and_can_be_revoked(event: Records, people: list[Attendee], tmp_path: Path):
    issue(event, tmp_path)
    set_status(event, people[0].id, Status.CANCELLED)
    (scan,) = (one for one in event.scans.of(people[1].id) if one.payload["accepted"])
    undo(event, scan.op_id, "다른 사람")
    assert [one.no_longer_earned for one in certificate_states(event)] == [True, True, False]
    assert trouble_of(reissue, event, ["A-0002"], "그냥") == "certificate.no_longer_earned"
    (taken,) = revoke(event, ["A-0002"], "출석 취소")
    assert (taken.state, taken.state_reason) == (PaperState.REVOKED, "출석 취소")
    assert [one.no_longer_earned for one in certificate_states(event)] == [True, False, False]
    assert next(iter(reversed(list(audit_trail(event))))).action is Action.CERTIFICATE_REVOKED


def test_who_earns_it_again_after_a_revocation_gets_a_new_number(event: Records, tmp_path: Path):
    issue(event, tmp_path)
    revoke(event, ["A-0001"], "잘못 발급")
    assert issue(event, tmp_path).issued[0][1].serial == "A-0004"
    assert states(event) == {"A-0001": "revoked", "A-0002": "valid", "A-0003": "valid", "A-0004": "valid"}


@pytest.mark.parametrize(
    ("serial", "reason", "code"),
    [
        ("A-9999", "왜", "certificate.unknown"),
        ("A-0001", " ", "certificate.reason_missing"),
        ("A-0002", "또", "certificate.not_valid"),
    ],
)
def test_what_cannot_be_revoked_is_told_and_nothing_is_stored(
    event: Records, tmp_path: Path, serial: str, reason: str, code: str
):
    issue(event, tmp_path)
    revoke(event, ["A-0002"], "먼저")
    before = states(event)
    for change in (revoke, reissue):
        assert trouble_of(change, event, ["A-0003", serial], reason) == code
    assert states(event) == before


def test_joined_people_keep_both_numbers_and_one_is_revoked(event: Records, people: list[Attendee], tmp_path: Path):
    issue(event, tmp_path)
    join_people(event, people[0].id, people[1].id)
    assert states(event) == {"A-0001": "valid", "A-0002": "revoked", "A-0003": "valid"}
    keep_apart(event, people[0].id, people[1].id)
    assert states(event) == {"A-0001": "valid", "A-0002": "valid", "A-0003": "valid"}


def test_papers_of_another_kind_have_numbers_of_their_own(event: Records, tmp_path: Path):
    issue(event, tmp_path)
    attended = issue(event, tmp_path, layout_name="certificate-attendance")
    of_session = issue(event, tmp_path, session="F")
    assert [one.serial for _, one in attended.issued] == ["A-C0001", "A-C0002", "A-C0003"]
    assert [one.serial for _, one in of_session.issued] == ["A-S0001", "A-S0002", "A-S0003"]
    assert set(states(event).values()) == {"valid"}
    assert not any(one.reasons for one in certificate_states(event))


def test_an_english_certificate_is_another_paper_than_the_korean_one(event: Records, tmp_path: Path):
    issue(event, tmp_path)
    assert next(one.serial for _, one in issue(event, tmp_path, layout_name="certificate-en").issued) == "A-0004"
    assert set(states(event).values()) == {"valid"}


def test_without_an_issuer_no_number_is_given(event: Records, tmp_path: Path):
    change_details(event, replace(details_of(event), organisers={}))
    assert trouble_of(issue, event, tmp_path) == "certificate.no_issuer"
    assert (states(event), (tmp_path / "all.pdf").exists()) == ({}, False)


def test_a_name_that_no_font_has_gets_no_number_until_it_can_be_printed(
    event: Records, people: list[Attendee], tmp_path: Path
):
    edit_attendee(event, people[0].id, {"name": "𗀀𗀁"})
    made = issue(event, tmp_path)
    assert [(one.attendee.id, one.field, one.characters) for one in made.withheld] == [(people[0].id, "name", "𗀀𗀁")]
    assert [one.serial for _, one in made.issued] == ["A-0001", "A-0002"]
    edit_attendee(event, people[0].id, {"name": "Li Yuanhao"})
    assert issue(event, tmp_path).withheld == ()
    edit_attendee(event, people[1].id, {"name": "𗀀"})
    assert trouble_of(reissue, event, ["A-0001"], "개명") == "certificate.no_font"


def test_more_sessions_than_a_page_holds_go_on_on_the_next_and_add_up(tmp_path: Path):
    starts = [f"{8 + number // 2:02}:{number % 2 * 3}" for number in range(23)]
    many = [making.session(f"S{number:02}", f"{start}0-{start}9") for number, start in enumerate(starts)]
    records = making.new_event(tmp_path, many)
    (person,) = making.add_people(records, 1)
    desk = Desk(records)
    for one in many:
        desk.scan(person.ticket_code, one.starts_at, "in", session=one.code)
    issue(records, tmp_path)
    found = text_of(tmp_path / "all.pdf")
    assert len(found) == 3
    told = " ".join(found)
    assert all(f"세션 {one.code}" in told for one in many)
    assert len(re.findall(r"~\d\d:\d9 9 ", told)) == 23
    assert all("모두 23개 세션" in page and f"A-0001 ({number}/3)" in page for number, page in enumerate(found, 1))
    records.close()


def test_a_certificate_of_an_earlier_program_is_issued_again_before_it_is_printed(event: Records, tmp_path: Path):
    person = event.people.all()[0]
    with event.transaction():
        event.append(Kind.CERTIFICATE, person.id, {"serial": "A-0001", "basis": {"minutes": 90}}, at=making.DAY)
    assert state(event, "A-0001").reasons == ("not_kept",)
    again = issue(event, tmp_path)
    assert [(one.serial, trouble.code) for one, trouble in again.left_out] == [("A-0001", "certificate.not_kept")]
    assert len(text_of(tmp_path / "all.pdf")) == len(again.issued) - 1 > 0, "the others are made"
    (made,) = reissue(event, [], "양식 변경")
    assert made.serial == "A-0001-2"
    assert issue(event, tmp_path).issued[0][1].serial == "A-0001-2"


def test_of_one_number_for_two_people_the_later_is_to_be_issued_again(event: Records, people: list[Attendee]):
    given = give_numbers(event, judge(event), "A").certificates
    (op,) = (op for op in event.journal.of_kind(Kind.CERTIFICATE) if op.subject == people[0].id)
    with event.transaction():
        event.append(Kind.CERTIFICATE, people[1].id, {**op.payload}, at=making.DAY + timedelta(days=9999))
    twice = [one for one in certificate_states(event) if one.certificate.serial == given[people[0].id].serial]
    assert [("number_twice" in one.reasons) for one in twice] == [False, True]


def with_credits(event: Records, minutes: int, minimum: int = 0) -> None:
    change_details(event, replace(
        details_of(event), credits=Credits(minutes, minimum), credit_units={"ko": "시간", "en": "CPD hours"},
        providers={"ko": "창원특례시", "en": "Changwon City"}, course_numbers={"ko": "2026-가-17"},
        instructors={"ko": "남궁늘봄"},
    ))  # fmt: skip


@pytest.mark.parametrize("layout", [
    "certificate", "certificate-landscape", "certificate-bilingual", "certificate-attendance",
    "certificate-attendance-landscape", "certificate-attendance-bilingual", "certificate-en",
])  # fmt: skip
def test_credits_provider_course_number_and_speakers_stand_on_every_layout(event: Records, tmp_path: Path, layout: str):
    with_credits(event, 50)
    issued = issue(event, tmp_path, layout_name=layout)
    assert issued.issued[0][1].basis["credits"] == 1, "90 minutes are one credit of 50"
    told = text_of(tmp_path / "all.pdf")[0]
    unit = "CPD hours" if layout == "certificate-en" else "시간"
    provider = "Changwon City" if layout == "certificate-en" else "창원특례시"
    for words in (f"1{unit}" if f"1{unit}" in told else f"1 {unit}", "2026-가-17", provider, "남궁늘봄"):
        assert words in told
    assert not [found for findings in issued.findings for found in findings.all if found.trouble != "empty_field"]


def test_too_few_credits_are_none_and_an_event_without_them_says_nothing(event: Records, tmp_path: Path):
    with_credits(event, 50, minimum=2)
    assert issue(event, tmp_path).issued[0][1].basis["credits"] == 0
    assert "인정 시간" not in text_of(tmp_path / "all.pdf")[0]
    change_details(event, replace(details_of(event), credits=Credits()))
    (made,) = reissue(event, ["A-0001"], "시험")
    assert "credits" not in made.basis


def test_another_rule_for_credits_asks_for_a_reissue(event: Records, tmp_path: Path):
    with_credits(event, 50)
    issue(event, tmp_path)
    with_credits(event, 30)
    assert "credits" in state(event, "A-0001").reasons


def test_a_certificate_lists_what_was_attended_in_part_with_its_minutes(tmp_path: Path):
    """The lines add up to the total; a session attended in part is marked and is none of those the rule counts."""
    sessions = [
        making.session("A", "09:00-10:00", tracking=Tracking.ENTRY_EXIT, minimum_share=0.8, speakers=("한봄",)),
        making.session("B", "10:30-11:30", tracking=Tracking.ENTRY_EXIT, minimum_share=0.8),
    ]
    records = making.new_event(tmp_path, sessions)
    (person,) = making.add_people(records, 1)
    desk = Desk(records)
    desk.scan(person.ticket_code, "09:00", session="A")
    desk.scan(person.ticket_code, "10:30", session="B")
    desk.scan(person.ticket_code, "10:50", "out", session="B")
    issued = issue(records, tmp_path).issued[0][1]
    assert (issued.basis["sessions"], issued.basis["minutes"]) == (["A"], 80)
    told = text_of(tmp_path / "all.pdf")[0]
    assert "세션 A 2. 28.(수) 09:00~10:00 60" in told
    assert "세션 B (일부 참석) 2. 28.(수) 10:30~11:30 20" in told
    assert "강사 한봄" in told, "the speakers of what was attended, where the event names none"
    records.close()
