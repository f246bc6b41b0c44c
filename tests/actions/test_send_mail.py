"""Tickets are sent to a real server: each once, whatever the server does, and what became of each is known."""

from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
import zxingcpp
from PIL import Image

from kiosk.actions.mails.roll import chosen, due_count, mail_roll
from kiosk.actions.mails.send import Patience, Run, send_tickets, send_trial
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, set_status
from kiosk.actions.people.person_history import history_of
from kiosk.core.audit import Action
from kiosk.core.mail import Outcome
from kiosk.core.mail_account import Security
from kiosk.core.operation import Kind
from kiosk.core.roster import Attendee, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from tests.mail_servers import PASSWORD, MailServer
from tests.making import DAY

AT_ONCE = Patience(put_off=(0, 0, 0), lost=(0, 0, 0))


@pytest.fixture(params=[Security.STARTTLS, Security.TLS, Security.NONE], ids=str)
def any_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path, request.param) as server:
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path) as server:
        yield server


def people(event: Records, count: int) -> list[Attendee]:
    return [add_attendee(event, {"name": f"참석자{n}", "email": f"p{n}@example.org"}) for n in range(1, count + 1)]


def send(event: Records, server: MailServer, only: tuple[str, ...] = ("due",), **more: object) -> Run:
    given = {"account": server.account(), "password": PASSWORD, "patience": AT_ONCE} | more
    receivers = chosen(mail_roll(event), only)
    return send_tickets(event, receivers, note=lambda work: work(event), **given)  # type: ignore[arg-type]


def states(event: Records) -> list[str]:
    return [str(one.state) for one in mail_roll(event)]


# --- one mail ---


def test_a_mail_brings_picture_pdf_and_sessions(event: Records, any_server: MailServer):
    person = add_attendee(event, {"name": "도재담", "email": "do@example.org", "category": "산", "sessions": ["P"]})
    run = send(event, any_server)
    assert [result.outcome for result in run.results.values()] == [Outcome.SENT]
    (mail,) = any_server.inbox.to("do@example.org")
    assert mail["Subject"] == "[하루] 참가권을 보내 드립니다"
    assert [(box.display_name, box.addr_spec) for box in mail["To"].addresses] == [("도재담", "do@example.org")]
    assert [box.display_name for box in mail["From"].addresses] == ["사무국"]
    assert "도재담 님" in mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert "도재담 님" in html and 'src="cid:ticket.png"' in html
    parts = {part.get_filename(): part for part in mail.walk() if part.get_filename()}
    assert parts["ticket.png"]["Content-ID"] == "<ticket.png>"
    assert scanned(parts["ticket.png"].get_content()) == person.ticket_code
    assert parts["ticket.pdf"].get_content().startswith(b"%PDF")
    calendar = icalendar.Calendar.from_ical(parts["sessions.ics"].get_content())
    assert [str(one["summary"]) for one in calendar.walk("VEVENT")] == ["세션 E", "세션 F", "세션 P"]


def scanned(png: bytes) -> str:
    from io import BytesIO

    return zxingcpp.read_barcode(Image.open(BytesIO(png))).text


def test_each_is_written_to_in_their_language(event: Records, server: MailServer):
    for language in ("ko", "en", ""):
        add_attendee(event, {"name": "가", "email": f"a{language}@example.org", "language": language})
    send(event, server)
    subjects = {to: mail["Subject"] for to, mail in server.inbox.mails}
    assert subjects == {
        "ako@example.org": "[하루] 참가권을 보내 드립니다", "aen@example.org": "[하루] Your ticket",
        "a@example.org": "[하루] 참가권을 보내 드립니다",
    }  # fmt: skip


# --- whom ---


def test_who_does_not_stand_or_has_no_address_gets_none(event: Records, server: MailServer):
    add_attendee(event, {"name": "올", "email": "yes@example.org"})
    for number, status in enumerate((Status.WAITING, Status.CANCELLED, Status.BLOCKED)):
        person = add_attendee(event, {"name": "안", "email": f"no{number}@example.org"})
        set_status(event, person.id, status, "까닭")
    add_attendee(event, {"name": "주소 없음"})
    for address in ("a@example.org,b@example.org", "a@example.org\nBcc: c@example.org"):  # of an older program
        person = add_attendee(event, {"name": "옛"})
        with event.transaction():
            event.append(Kind.ATTENDEE, person.id, {"email": address}, at=DAY)
    assert due_count(event) == 1
    send(event, server)
    assert [to for to, _mail in server.inbox.mails] == ["yes@example.org"]
    assert states(event) == ["sent", *["not_invited"] * 3, "no_address", "bad_address", "bad_address"]


def test_nobody_gets_it_twice(event: Records, server: MailServer):
    people(event, 3)
    send(event, server)
    with pytest.raises(KioskError, match=r"mail\.nobody_due"):
        send(event, server)
    assert len(server.inbox.mails) == 3


def test_another_ticket_is_a_changed_mail_and_sent_only_when_asked_for(event: Records, server: MailServer):
    first, _second = people(event, 2)
    send(event, server)
    edit_attendee(event, first.id, {"name": "새이름"})
    assert states(event) == ["changed", "sent"]
    send(event, server, ("changed",))
    assert [to for to, _mail in server.inbox.mails] == ["p1@example.org", "p2@example.org", "p1@example.org"]
    assert states(event) == ["sent", "sent"]


def test_what_changes_between_choosing_and_sending_is_not_sent(event: Records, server: MailServer):
    first, second, _third = people(event, 3)
    receivers = chosen(mail_roll(event))
    set_status(event, first.id, Status.CANCELLED, "")
    edit_attendee(event, second.id, {"email": "new@example.org"})
    run = send_tickets(
        event, receivers, server.account(), PASSWORD, note=lambda work: work(event), patience=AT_ONCE
    )  # fmt: skip
    assert [to for to, _mail in server.inbox.mails] == ["p3@example.org"]
    assert [person.id for person in run.left] == [first.id, second.id]


# --- servers ---


def test_one_refused_of_many_keeps_nobody_else_from_theirs(event: Records, server: MailServer):
    people(event, 5)
    server.inbox.refused["p3@example.org"] = "550 5.1.1 No such mailbox here"
    server.inbox.refused_content["p4@example.org"] = "554 5.7.1 Looks like junk"
    run = send(event, server)
    assert [to for to, _mail in server.inbox.mails] == ["p1@example.org", "p2@example.org", "p5@example.org"]
    assert {result.address: result.server for result in run.of(Outcome.REFUSED)} == {
        "p3@example.org": "550 5.1.1 No such mailbox here", "p4@example.org": "554 5.7.1 Looks like junk",
    }  # fmt: skip
    assert states(event) == ["sent", "sent", "refused", "refused", "sent"]


def test_a_corrected_address_is_due_again(event: Records, server: MailServer):
    (person,) = people(event, 1)
    server.inbox.refused["p1@example.org"] = "550 No"
    send(event, server)
    edit_attendee(event, person.id, {"email": "right@example.org"})
    send(event, server)
    assert [to for to, _mail in server.inbox.mails] == ["right@example.org"]


def test_a_greylisted_mail_is_tried_again_in_the_same_run(event: Records, server: MailServer):
    people(event, 3)
    server.inbox.later["p1@example.org"] = 2
    run = send(event, server)
    assert [to for to, _mail in server.inbox.mails].count("p1@example.org") == 1
    assert len(run.of(Outcome.SENT)) == 3
    assert states(event) == ["sent"] * 3


def test_one_put_off_for_ever_is_left_for_another_run(event: Records, server: MailServer):
    people(event, 2)
    server.inbox.later["p1@example.org"] = 100
    run = send(event, server)
    assert [result.server for result in run.of(Outcome.PUT_OFF)] == ["451 4.7.1 Greylisted, please come back"]
    assert states(event) == ["due", "sent"]


def test_a_line_cut_in_the_middle_of_a_mail_is_mended_without_a_second_copy(event: Records, any_server: MailServer):
    people(event, 4)
    any_server.inbox.cut_in_data["p2@example.org"] = 1
    run = send(event, any_server)
    got = sorted(to for to, _mail in any_server.inbox.mails)
    # Whether all of the mail had left this side before the cut only the network knows: then it is unsure, never twice.
    unsure = {result.address for result in run.of(Outcome.UNSURE)}
    assert unsure <= {"p2@example.org"}
    assert got == sorted({f"p{n}@example.org" for n in range(1, 5)} - unsure)
    assert any_server.inbox.sessions >= 2


def test_a_mail_taken_without_an_answer_is_unsure_and_not_sent_again(event: Records, server: MailServer):
    people(event, 3)
    server.inbox.cut_after.add("p2@example.org")
    run = send(event, server)
    assert [result.address for result in run.of(Outcome.UNSURE)] == ["p2@example.org"]
    assert states(event) == ["sent", "unsure", "sent"]
    with pytest.raises(KioskError, match=r"mail\.nobody_due"):
        send(event, server)
    send(event, server, ("unsure",))
    assert len(server.inbox.to("p2@example.org")) == 2


def test_a_mail_begun_when_the_program_died_is_unsure(event: Records, server: MailServer):
    (person, *_others) = people(event, 2)

    class PowerCutError(Exception):
        pass

    def note_until_the_cut(work: object) -> object:
        if server.inbox.mails:
            raise PowerCutError
        return work(event)  # type: ignore[operator]

    with pytest.raises(PowerCutError):
        send_tickets(event, chosen(mail_roll(event)), server.account(), PASSWORD, note=note_until_the_cut)
    assert len(server.inbox.to("p1@example.org")) == 1
    assert states(event) == ["unsure", "due"]
    assert next(line.action for line in history_of(event, person.id)) is Action.MAIL_BEGUN
    send(event, server)
    assert len(server.inbox.to("p1@example.org")) == 1
    told = [entry.action for entry in audit_trail(event) if entry.subject == person.id]
    assert Action.MAIL_UNSURE in told


def test_a_server_that_goes_away_ends_the_run_and_the_next_goes_on(event: Records, server: MailServer):
    people(event, 6)

    def away_after_three(run: Run) -> None:
        if len(run.results) == 3:
            server.close()

    run = send(event, server, tell=away_after_three)
    assert run.stopped is not None and run.stopped.code == "mail.unreachable"
    assert len(run.of(Outcome.SENT)) == 3
    server.listen()
    send(event, server)
    assert sorted(to for to, _mail in server.inbox.mails) == [f"p{n}@example.org" for n in range(1, 7)]


def test_a_run_can_be_cancelled_and_gone_on_with(event: Records, server: MailServer):
    people(event, 4)
    run = send(event, server, cancelled=lambda: len(server.inbox.mails) >= 2)
    assert len(run.of(Outcome.SENT)) == 2 and len(run.left) == 2
    send(event, server)
    assert sorted(to for to, _mail in server.inbox.mails) == [f"p{n}@example.org" for n in range(1, 5)]


def test_a_slow_server_is_waited_for(event: Records, server: MailServer):
    people(event, 2)
    server.inbox.slow = 1.5
    assert len(send(event, server).of(Outcome.SENT)) == 2


# --- refused before anything is sent ---


@pytest.mark.parametrize(
    ("change", "password", "code"),
    [
        ({"certificate": ""}, PASSWORD, "mail.certificate"),
        ({"host": "localhost"}, PASSWORD, "mail.certificate"),
        ({}, "wrong", "mail.sign_in_refused"),
        ({"user": "somebody"}, PASSWORD, "mail.sign_in_refused"),
        ({"security": Security.TLS}, PASSWORD, "mail.no_tls"),
        ({"port": 1}, PASSWORD, "mail.unreachable"),
        ({"security": Security.NONE}, PASSWORD, "mail.password_in_clear"),
        ({"host": ""}, PASSWORD, "mail.no_server"),
        ({"sender": "office"}, PASSWORD, "mail.no_sender"),
        ({"reply_to": "office@example.org, x@example.org"}, PASSWORD, "mail.bad_reply_to"),
    ],
)
def test_what_is_wrong_with_the_account_is_told_before_anything_is_sent(
    event: Records, server: MailServer, change: dict[str, object], password: str, code: str
):
    people(event, 2)
    with pytest.raises(KioskError) as told:
        send(event, server, account=server.account(**change), password=password)
    assert told.value.code == code
    assert server.inbox.mails == [] and states(event) == ["due", "due"]


def test_a_server_without_tls_is_not_spoken_to_in_clear(event: Records, tmp_path: Path):
    people(event, 1)
    with MailServer(tmp_path, Security.NONE) as server, pytest.raises(KioskError, match=r"mail\.no_tls"):
        send(event, server, account=server.account(security=Security.STARTTLS))


def test_a_sender_who_is_refused_is_nobody_elses_fault(event: Records, server: MailServer):
    people(event, 3)
    server.inbox.sender_refused = "553 5.7.1 Sender address rejected"
    with pytest.raises(KioskError, match=r"mail\.sender_refused"):
        send(event, server)
    assert states(event) == ["due"] * 3


# --- told afterwards ---


def test_history_and_audit_tell_who_was_sent_what(event: Records, server: MailServer):
    person, _other = people(event, 2)
    server.inbox.refused["p2@example.org"] = "550 No such mailbox"
    send(event, server)
    (line,) = [entry for entry in history_of(event, person.id) if entry.action is Action.MAIL_SENT]
    assert line.after == {"address": "p1@example.org", "server": "250 2.0.0 Taken as 1"}
    told = [(entry.action, entry.name, entry.after["address"]) for entry in audit_trail(event)
            if entry.kind == "mail"]  # fmt: skip
    assert told == [
        (Action.MAIL_SENT, "참석자1", "p1@example.org"), (Action.MAIL_REFUSED, "참석자2", "p2@example.org"),
    ]  # fmt: skip


def test_a_trial_goes_to_oneself_and_is_noted_of_nobody(event: Records, server: MailServer):
    people(event, 1)
    letter = mail_roll(event)[0].letter
    said = send_trial(event, letter, server.account(), PASSWORD, "me@example.org")
    assert said == "250 2.0.0 Taken as 1"
    assert [to for to, _mail in server.inbox.mails] == ["me@example.org"]
    assert states(event) == ["due"]
    with pytest.raises(KioskError, match=r"mail\.bad_trial"):
        send_trial(event, letter, server.account(), PASSWORD, "me@example.org\nBcc: x@example.org")


def test_names_and_addresses_stay_out_of_the_log(event: Records, server: MailServer, caplog: pytest.LogCaptureFixture):
    people(event, 2)
    server.inbox.refused["p1@example.org"] = "550 p1@example.org is unknown"
    with caplog.at_level("DEBUG", logger="kiosk"):
        send(event, server)
    assert not [record for record in caplog.records if record.name.startswith("kiosk")]
