"""Signing in, and what is refused to whom: every permission by an action that asks for it."""

import ast
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions import access
from kiosk.actions.access import Try
from kiosk.actions.desks import manage_operators
from kiosk.actions.desks.conflicts import join_people
from kiosk.actions.door.check_in import check_in, undo
from kiosk.actions.event import change_details, details_of, open_event, opened, read_event
from kiosk.actions.keeping.purge import purge
from kiosk.actions.mails.roll import mail_roll
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.not_here import export_not_here
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.office.roll_call import read_roll_call
from kiosk.actions.papers.print_documents import choose_attendees, print_tickets
from kiosk.actions.people import manage_roster
from kiosk.actions.people.import_roster import guess, import_roster, open_roster, plan_roster
from kiosk.actions.people.person_history import history_of
from kiosk.actions.programme.import_programme import import_programme, plan_programme
from kiosk.core.access import AccessRules, Caller, Permission, Role, may
from kiosk.core.operation import Kind
from kiosk.core.roster import Status
from kiosk.core.scan import Verdict
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words.audit import columns
from kiosk.words.error_messages import explain
from tests import making
from tests.making import DEMO, Desk

CHIEF, CLERK, OTHER = "김주관", "박접수", "이접수"
PINS = {CHIEF: "402817", CLERK: "5150", OTHER: "7391"}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event with an organiser and two operators, closed."""
    made = making.new_event(tmp_path_factory.mktemp("staffed"))
    making.add_people(made, 3)
    manage_operators.add_operator(made, CHIEF, Role.ORGANISER, PINS[CHIEF])
    for name in (CLERK, OTHER):
        made = made.by(Caller(CHIEF))
        manage_operators.add_operator(made, name, Role.OPERATOR, PINS[name])
    made.close()
    return made.path


@pytest.fixture
def records(made_once: Path, tmp_path: Path) -> Iterator[Records]:
    """The event with its three people, nobody signed in."""
    path = Path(shutil.copy(made_once, tmp_path / "day.kiosk"))
    with opened(open_event(path, desk_id="laptop-1")) as made:
        yield made


def person(records: Records, number: int = 0):
    return records.people.all()[number]


def scanned_by(records: Records, name: str) -> str:
    theirs = records.by(Caller(name))
    return Desk(theirs, f"desk of {name or 'nobody'}").scan(person(records).ticket_code, "10:05").scan_id


def override_of_a_block(records: Records) -> object:
    theirs = records.by(Caller(CHIEF))
    manage_roster.set_status(theirs, person(records).id, Status.BLOCKED, "명단 확인")
    return Desk(records).scan(person(records).ticket_code, "10:10", session="E", override="주최 측 승인")


def imported(records: Records) -> object:
    table = open_roster(DEMO / "roster.xlsx")
    return import_roster(records, plan_roster(records, table, guess(records, table)))


def renamed_event(records: Records) -> object:
    return change_details(records, details_of(records))


ACTIONS: dict[Permission, Callable[[Records], object]] = {
    Permission.SCAN: lambda r: Desk(r).scan(person(r).ticket_code, "10:05"),
    Permission.FIND_PEOPLE: lambda r: manage_roster.find_attendees(r, "참석자"),
    Permission.SEE_CONTACTS: lambda r: export_not_here(r, r.people.all(), r.path.with_name("not-here.csv"), str, "ko"),
    Permission.CALL_ROLL: lambda r: read_roll_call(r, making.moment("10:45")),
    Permission.ADD_PERSON: lambda r: manage_roster.add_attendee(r, {"name": "현장"}),
    Permission.CORRECT_PERSON: lambda r: manage_roster.edit_attendee(r, person(r).id, {"name": "고침"}),
    Permission.NEW_TICKET: lambda r: manage_roster.reissue(r, person(r).id),
    Permission.PRINT: lambda r: print_tickets(r, r.people.all(), r.path.with_name("tickets.pdf")),
    Permission.OVERRIDE: lambda r: Desk(r).scan(person(r).ticket_code, "08:00", session="E", override="승인"),
    Permission.UNDO: lambda r: undo(r, scanned_by(r, r.caller.operator), "잘못 찍음"),
    Permission.OVERRIDE_STATUS: override_of_a_block,
    Permission.UNDO_OF_OTHERS: lambda r: undo(r, scanned_by(r, OTHER), "잘못 찍음"),
    Permission.CHANGE_STATUS: lambda r: manage_roster.set_status(r, person(r).id, Status.CANCELLED),
    Permission.IMPORT_ROSTER: imported,
    Permission.CHANGE_PROGRAMME: lambda r: import_programme(r, plan_programme(r, DEMO / "programme.csv")),
    Permission.CHANGE_RULES: renamed_event,
    Permission.PURGE: lambda r: purge(r, "하루", now=clock.now()),
    Permission.SHARE: lambda r: join_people(r, person(r).id, person(r, 1).id),
    Permission.EXPORT: lambda r: export_records(r, r.path.with_name("out.csv"), str, language="ko"),
    Permission.SEND_MAIL: lambda r: mail_roll(r),
    Permission.MANAGE_OPERATORS: lambda r: access.change_rules(r, AccessRules(5)),
}


def test_every_permission_has_an_action_here():
    assert set(ACTIONS) == set(Permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("name", ["", CLERK, CHIEF], ids=["nobody", "operator", "organiser"])
def test_an_action_is_done_for_whom_it_may_and_stores_nothing_for_others(records, permission, name):
    records = records.by(Caller(name))
    role = records.operators.all()[name].role if name else None
    length = records.journal.length()
    if may(role, permission, AccessRules()):
        ACTIONS[permission](records)
        return
    with pytest.raises(KioskError) as refused:
        ACTIONS[permission](records)
    assert refused.value.code == ("access.organiser_needed" if name else "access.nobody_signed_in")
    assert "{" not in explain(refused.value.code, refused.value.details)
    prepared = {Permission.OVERRIDE_STATUS: 1, Permission.UNDO_OF_OTHERS: 1, Permission.UNDO: 1}  # by somebody else
    assert records.journal.length() == length + prepared.get(permission, 0)


@pytest.mark.parametrize(
    "read",
    [
        audit_trail, attendance_of_all, manage_roster.all_attendees,
        lambda records: manage_roster.find_attendees(records, "가"),
        lambda records: history_of(records, person(records).id),
    ],
    ids=["audit", "attendance", "roster", "search", "history"],
)  # fmt: skip
def test_what_is_known_of_people_is_told_to_whoever_is_signed_in(records, read):
    with pytest.raises(KioskError, match="nobody_signed_in"):
        list(read(records))
    records = records.by(Caller(CLERK))
    list(read(records))


ASKED_ELSEWHERE = {
    "access.note_try",  # whoever enters a PIN is not signed in yet
    "authorise.become_organisers_laptop",  # making the hub asked
    "authorise.give_key",  # for whoever just entered the right PIN
    "event.create_records",  # nobody is an operator of an event that is not there
    "print_documents.note_badges",  # the paper was made by then, after asking
    "print_queue.next_jobs", "print_queue.note_spooled", "print_queue.take_step",  # what a printer did
    "recover.recover_event",
    "sync.heed_early_words", "sync.note_clock", "sync.note_refused",
    "sync.take_in",  # what other desks did was asked there
    "try_scanner.note_trial",  # that a scanner works
}  # fmt: skip


def test_every_action_that_stores_something_asks_first_who_it_is():
    storing = {}
    for file in Path(access.__file__).parent.rglob("*.py"):
        for function in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                calls = {ast.unparse(call.func) for call in ast.walk(function) if isinstance(call, ast.Call)}
                if "records.transaction" in calls:
                    storing[f"{file.stem}.{function.name}"] = "require" in calls
    assert len(storing) > 20
    assert {name for name, asks in storing.items() if not asks} <= ASKED_ELSEWHERE


@pytest.mark.parametrize("permission", ACTIONS)
def test_an_event_without_operators_is_open_to_everybody(event, permission):
    making.add_people(event, 3)
    if permission is Permission.OVERRIDE_STATUS:
        override_of_a_block(event)
    else:
        ACTIONS[permission](event)


def test_a_block_is_not_overruled_by_an_operator_because_something_else_comes_first(records):
    records = records.by(Caller(CHIEF))
    manage_roster.set_status(records, person(records).id, Status.BLOCKED, "명단 확인")
    old = person(records).ticket_code
    manage_roster.reissue(records, person(records).id)
    records = records.by(Caller(CLERK))
    with pytest.raises(KioskError, match="organiser_needed"):
        Desk(records).scan(old, "10:10", session="E", override="본인 확인")


def test_scans_and_corrections_say_who_made_them(records):
    records = records.by(Caller(CLERK))
    scan_id = scanned_by(records, CLERK)
    undo(records, scan_id, "잘못 찍음")
    assert records.journal.operation(scan_id).payload["operator"] == CLERK
    assert records.scans.voided()[scan_id].payload["operator"] == CLERK


def test_what_was_scanned_at_a_locked_desk_is_anybodys_to_take_back(records):
    scan_id = scanned_by(records, "")
    records = records.by(Caller(CLERK))
    undo(records, scan_id, "잘못 찍음")
    assert records.scans.is_voided(scan_id)


def test_a_locked_desk_takes_no_scans_where_the_organiser_decided_so(records):
    records = records.by(Caller(CHIEF))
    access.change_rules(records, AccessRules(scan_while_locked=False))
    records = records.by(Caller(""))
    with pytest.raises(KioskError, match="nobody_signed_in"):
        Desk(records).scan(person(records).ticket_code, "10:05")
    records = records.by(Caller(CLERK))
    assert Desk(records).scan(person(records).ticket_code, "10:05").verdict is Verdict.ADMITTED


def test_an_operator_who_was_removed_is_nobody_any_more(records):
    records = records.by(Caller(CHIEF))
    manage_operators.remove_operator(records, CLERK)
    records = records.by(Caller(CLERK))
    with pytest.raises(KioskError, match="nobody_signed_in"):
        manage_roster.find_attendees(records, "참석자")


# -- signing in --------------------------------------------------------------------------------------------------------


def test_the_right_pin_signs_in_and_that_is_kept(records):
    assert access.sign_in(records, CLERK, PINS[CLERK]) == Caller(CLERK)
    assert [op.payload["outcome"] for op in records.operators.sign_ins(CLERK)] == [Try.RIGHT]


def test_wrong_pins_cost_a_wait_that_outlives_the_program_and_that_the_right_one_does_not_shorten(records):
    path = records.path
    for code in ("access.wrong_pin", "access.wrong_pin", "access.wait"):
        with pytest.raises(KioskError) as wrong:
            access.sign_in(records, CLERK, "0000")
        assert wrong.value.code == code
    assert wrong.value.details["seconds"] in (29, 30)
    records.close()
    with opened(open_event(path)) as again, pytest.raises(KioskError) as waiting:
        access.sign_in(again, CLERK, PINS[CLERK])
    assert waiting.value.code == "access.wait"
    with opened(open_event(path)) as again:
        assert len(again.operators.sign_ins(CLERK)) == 3
        access.sign_in(again, CHIEF, PINS[CHIEF])  # somebody else is not kept waiting


def test_after_the_wait_one_more_wrong_pin_costs_twice_as_much_and_a_right_one_ends_the_count(records):
    with records.transaction():
        for _try in range(3):
            records.append(Kind.SIGN_IN, CLERK, {"outcome": Try.WRONG}, at=clock.now() - timedelta(seconds=31))
    assert not access.wait_for(records, CLERK)
    with pytest.raises(KioskError) as wrong:
        access.sign_in(records, CLERK, "0000")
    assert wrong.value.details["seconds"] in (59, 60)
    with records.transaction():
        records.append(Kind.SIGN_IN, OTHER, {"outcome": Try.WRONG}, at=clock.now())
        records.append(Kind.SIGN_IN, OTHER, {"outcome": Try.RIGHT}, at=clock.now())
    assert not access.wait_for(records, OTHER)


def test_the_pin_is_nowhere_in_the_file(records):
    path = records.path
    records.close()
    content = path.read_bytes()
    assert CHIEF.encode() in content
    assert not any(pin.encode() in content for pin in ("402817",))


# -- the list of people ------------------------------------------------------------------------------------------------


def test_the_first_person_has_to_be_an_organiser(event):
    with pytest.raises(KioskError, match="first_is_organiser"):
        manage_operators.add_operator(event, CLERK, Role.OPERATOR, PINS[CLERK])
    assert event.operators.all() == {}


def test_the_only_organiser_stays_until_the_others_are_gone_and_then_the_event_is_open(records):
    records = records.by(Caller(CHIEF))
    with pytest.raises(KioskError, match="last_organiser"):
        manage_operators.remove_operator(records, CHIEF)
    manage_operators.remove_operator(records, CLERK)
    manage_operators.remove_operator(records, OTHER)
    manage_operators.remove_operator(records, CHIEF)
    records = records.by(Caller(""))
    assert records.operators.all() == {}
    manage_roster.add_attendee(records, {"name": "현장"})


def test_a_name_is_there_once_and_may_come_back(records):
    records = records.by(Caller(CHIEF))
    with pytest.raises(KioskError, match="name_taken"):
        manage_operators.add_operator(records, f"  {CLERK} ", Role.OPERATOR, "8246")
    manage_operators.remove_operator(records, CLERK)
    manage_operators.add_operator(records, CLERK, Role.ORGANISER, "8246")
    assert records.operators.all()[CLERK].role is Role.ORGANISER


def test_everybody_changes_their_own_pin_and_an_organiser_that_of_others(records):
    records = records.by(Caller(CLERK))
    manage_operators.reset_pin(records, CLERK, "8246")
    with pytest.raises(KioskError, match="organiser_needed"):
        manage_operators.reset_pin(records, OTHER, "8246")
    records = records.by(Caller(CHIEF))
    manage_operators.reset_pin(records, OTHER, "8246")
    records = records.by(Caller(""))
    assert access.sign_in(records, OTHER, "8246").operator == OTHER


@pytest.mark.parametrize("pin", ["123", "1234", "abcd"])
def test_a_pin_that_will_not_do_changes_nothing(records, pin):
    records = records.by(Caller(CHIEF))
    length = records.journal.length()
    with pytest.raises(KioskError, match=r"access\.pin_"):
        manage_operators.reset_pin(records, CLERK, pin)
    assert records.journal.length() == length


def test_the_people_are_the_same_after_folding_the_whole_log_anew(records):
    before = records.operators.all()
    records.rebuild()
    assert records.operators.all() == before
    path = records.path
    records.close()
    assert making.examined(path).sound
    with opened(read_event(path)) as reading:
        assert reading.operators.all() == before


def test_the_audit_tells_who_let_whom_work_here_and_never_what_is_kept_of_a_pin(records):
    records = records.by(Caller(CHIEF))
    manage_operators.reset_pin(records, CLERK, "8246")
    manage_operators.remove_operator(records, OTHER)
    access.change_rules(records, AccessRules(5))
    told = [entry for entry in audit_trail(records) if entry.action in ("operator_changed", "event_changed")][-3:]
    assert [(entry.operator, entry.name, dict(entry.after)) for entry in told[:2]] == [
        (CHIEF, CLERK, {"pin": True}), (CHIEF, OTHER, {"removed": True}),
    ]  # fmt: skip
    lines = "\n".join(" ".join(columns(entry, making.SEOUL)) for entry in audit_trail(records))
    assert "Lock automatically 5" in lines
    assert not any(operator.pin.hash in lines for operator in records.operators.all().values())


def test_choosing_whom_to_print_for_is_open_and_printing_is_not(records):
    assert len(choose_attendees(records)) == 3
    with pytest.raises(KioskError, match="nobody_signed_in"):
        print_tickets(records, records.people.all(), records.path.with_name("tickets"))


def test_a_repeated_scan_id_gets_its_answer_also_from_another_operator(records):
    beam = Desk(records).beam(person(records).ticket_code, "10:05")
    records = records.by(Caller(CLERK))
    first = check_in(records, beam)
    records = records.by(Caller(OTHER))
    assert check_in(records, beam) == first
