"""The checklist looks for real: at files, fonts, copies, printers and scans."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.door.try_scanner import note_trial, trial_code, tried_at
from kiosk.actions.event import change_details, details_of
from kiosk.actions.keeping.auto_backup import choose_folder, make_backup
from kiosk.actions.papers.print_documents import note_badges, print_badges
from kiosk.actions.papers.print_out import status_of
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.actions.preparing.checklist import checklist
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.actions.preparing.guide import (
    AFTER,
    BEFORE,
    Step,
    choose_layout,
    chosen_layout,
    longest_badge,
    progress_of,
)
from kiosk.actions.preparing.laptop import Laptop
from kiosk.core.access import Role
from kiosk.core.certificate import Rule
from kiosk.core.print_job import Paper
from kiosk.core.printer_setup import PrintSetup
from kiosk.core.readiness import State, Topic
from kiosk.errors import KioskError
from kiosk.settings import Settings
from printing.spooled import Status
from tests.making import SEOUL, Desk, examined, new_event
from tests.printers import PrintServer

DESK = "laptop-1"

OF_THE_EVENT = list(Topic)[: list(Topic).index(Topic.FILE) + 1]


@pytest.fixture
def records(tmp_path: Path):
    """The demonstration, beginning now."""
    opened = make_demonstration(tmp_path / "workshop.kiosk", desk_id=DESK)
    yield opened
    opened.close()


def ask(troubles: dict[str, str]):
    """Printers as they might be: those of ``troubles`` with what is wrong, every other is ready."""
    return lambda names: [Status(name, troubles.get(name, "")) for name in names]


NOW = clock.now()


def here(**changed) -> Settings:
    return Settings(desk_id=DESK, **changed)


def steps_done(records, **changed) -> frozenset[Step]:
    return progress_of(records, here(**changed), NOW).done


def laptop(**changed) -> Laptop:
    return replace(Laptop(DESK, None, PrintSetup(), ask({}), SEOUL), **changed)


def found(records, topic: Topic, **changed) -> list[str]:
    return [line.code for line in checklist(records, laptop(**changed)) if line.topic is topic]


def test_every_topic_is_looked_at_and_the_whole_is_told(records) -> None:
    told = []
    lines = checklist(records, laptop(), progress=lambda done, total: told.append((done, total)))
    assert list(dict.fromkeys(line.topic for line in lines)) == OF_THE_EVENT
    assert told[-1] == (11, 11)
    states = {line.topic: line.state for line in lines}
    assert {topic for topic, state in states.items() if state is State.TROUBLE} == {Topic.SCANNER, Topic.BACKUP}
    assert {topic for topic, state in states.items() if state is State.ATTENTION} == {Topic.DESK, Topic.PRINTER}


def test_after_the_last_session_no_desk_is_asked_to_get_ready(records) -> None:
    over = max(session.ends_at for session in records.programme.sessions().values()) + timedelta(hours=1)
    topics = [line.topic for line in checklist(records, laptop(), now=over)]
    assert topics == sorted(topics, key=list(Topic).index)
    assert set(OF_THE_EVENT) - set(topics) == {Topic.DESK, Topic.PRINTER, Topic.SCANNER}


def test_a_name_that_no_font_has_and_one_that_is_cut_are_named(records) -> None:
    assert found(records, Topic.FONTS) == ["ready.fonts"]
    add_attendee(records, {"name": "𠮷野", "category": "산"})
    add_attendee(records, {"name": "가나다", "affiliation": "아주긴소속이름" * 30, "category": "산"})
    lines = {line.code: line for line in checklist(records, laptop()) if line.topic is Topic.FONTS}
    assert lines["ready.missing_characters"].details["characters"] == "𠮷"
    assert "아주긴소속" in str(lines["ready.cut_texts"].details["names"])


def test_a_rule_that_requires_what_is_not_there_is_trouble(records) -> None:
    change_details(records, replace(details_of(records), rule=Rule(required=("S9",))))
    assert found(records, Topic.RULE) == ["ready.rule_missing"]


def test_the_printer_chosen_here_is_asked_and_its_paper_counted(records) -> None:
    setup = PrintSetup().with_paper(Paper.BADGE, printer="label")
    assert found(records, Topic.PRINTER, setup=setup) == ["ready.printer"]
    asked = ask({"label": "printer.missing"})
    assert found(records, Topic.PRINTER, setup=setup, ask_printers=asked) == ["printer.missing"]
    assert found(records, Topic.PRINTER, setup=setup.with_printer("label", paused=True)) == ["ready.printer_paused"]
    assert found(records, Topic.PRINTER, setup=setup.with_printer("label", left=3)) == ["ready.paper_low"]


@pytest.mark.long
def test_a_real_printer_is_asked_and_one_that_is_not_there_is_named(print_server: PrintServer, records) -> None:
    print_server.add("zebra")
    there = PrintSetup().with_paper(Paper.BADGE, printer="zebra")
    assert found(records, Topic.PRINTER, setup=there, ask_printers=status_of) == ["ready.printer"]
    gone = PrintSetup().with_paper(Paper.BADGE, printer="laser")
    (line,) = (one for one in checklist(records, Laptop(DESK, None, gone, zone=SEOUL)) if one.topic is Topic.PRINTER)
    assert (line.code, line.details["printer"], line.place) == ("printer.missing", "laser", "printing")


def test_a_real_code_has_to_arrive_and_nobody_is_checked_in_by_it(records) -> None:
    assert found(records, Topic.SCANNER) == ["ready.scanner_untried"]
    with pytest.raises(KioskError, match=r"scanner\.not_ours"):
        note_trial(records, "https://example.com/menu", at=clock.now())
    assert tried_at(records, DESK) is None
    assert note_trial(records, trial_code(records), at=clock.now()).name == ""
    person = records.people.all()[0]
    assert note_trial(records, person.ticket_code, at=clock.now()).name == person.name
    assert found(records, Topic.SCANNER) == ["ready.scanner"]
    assert list(records.scans.all()) == []
    assert tried_at(records, "another laptop") is None


def test_who_is_checked_in_by_hand_is_no_proof_that_the_scanner_works(records) -> None:
    session = records.programme.sessions()["S1"]
    Desk(records).scan(records.people.all()[0].ticket_code, session.starts_at, session="S1")
    assert found(records, Topic.SCANNER) == ["ready.scanner_untried"]


def test_a_clock_that_was_set_back_is_noticed_by_what_is_recorded(records) -> None:
    assert found(records, Topic.CLOCK) == ["ready.clock"]
    lines = checklist(records, laptop(), now=clock.now() - timedelta(hours=3))
    assert [line.code for line in lines if line.topic is Topic.CLOCK] == ["ready.clock_behind"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_cannot_be_written_is_trouble(records) -> None:
    records.path.parent.chmod(0o500)
    try:
        assert found(records, Topic.DISK) == ["ready.disk_refused"]
    finally:
        records.path.parent.chmod(0o700)


def test_the_disk_is_tried_with_a_file_that_goes_away_again(records) -> None:
    before = sorted(records.path.parent.iterdir())
    assert found(records, Topic.DISK) == ["ready.disk"]
    assert sorted(records.path.parent.iterdir()) == before


def test_copies_have_to_be_there_fresh_and_of_this_event(records, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert found(records, Topic.BACKUP) == ["ready.no_copies_folder"]
    assert found(records, Topic.BACKUP, copies=stick) == ["ready.copies_unreachable"]
    choose_folder(stick)
    assert found(records, Topic.BACKUP, copies=stick) == ["ready.no_copy"]
    make_backup(records, stick, desk_id=DESK, now=clock.now() - timedelta(days=2))
    assert found(records, Topic.BACKUP, copies=stick) == ["ready.same_drive"]
    add_attendee(records, {"name": "나중", "category": "산"})
    assert found(records, Topic.BACKUP, copies=stick) == ["ready.copy_old"]


def test_a_damaged_file_is_trouble(records) -> None:
    assert found(records, Topic.FILE) == ["ready.file"]
    with records.transaction():
        records.file.connection.execute("UPDATE attendee SET name = '바뀐' WHERE rowid = 1")
    assert found(records, Topic.FILE) == ["ready.file_damaged"]


def test_the_steps_of_the_guide_are_read_from_the_event_itself(tmp_path: Path) -> None:
    records = new_event(tmp_path, sessions=())
    assert steps_done(records) == frozenset()
    change_details(records, replace(details_of(records), places={"ko": "창원"}, organisers={"ko": "특구"}))
    assert progress_of(records, here(), NOW).next_step is Step.PROGRAMME
    choose_layout(records, "badge-a6")
    assert (steps_done(records), chosen_layout(records)) == ({Step.EVENT, Step.LAYOUT}, "badge-a6")
    with pytest.raises(KioskError, match=r"layout\.unknown"):
        choose_layout(records, "badge-of-nobody")
    note_trial(records, trial_code(records), at=clock.now())
    assert steps_done(records) == {Step.EVENT, Step.LAYOUT, Step.SCAN}
    assert steps_done(records, desk="gate", copies_folder=str(tmp_path)) == {
        Step.EVENT, Step.LAYOUT, Step.SCAN, Step.DESK, Step.BACKUP,
    }  # fmt: skip
    records.close()
    assert examined(tmp_path / "day.kiosk").sound


def test_the_guide_counts_what_was_made(records) -> None:
    whole = progress_of(records, here(desk="gate"), NOW)
    assert (whole.counts[Step.PROGRAMME], whole.counts[Step.ROSTER], whole.counts[Step.BADGES]) == (7, 84, 0)
    assert not {Step.BADGES, Step.TICKETS, Step.OPERATORS} & whole.done
    note_badges(records, print_badges(records, records.people.all()[:3], records.path.parent / "badges.pdf"))
    add_operator(records, "하늘", Role.ORGANISER, "4711")
    made = progress_of(records, here(desk="gate"), NOW)
    assert (made.counts[Step.BADGES], made.counts[Step.OPERATORS]) == (3, 1)
    assert {Step.BADGES, Step.OPERATORS} <= made.done
    assert Step.PRACTICE not in made.done
    assert Step.PRACTICE in progress_of(records, here(practised=True), NOW).done


def test_the_guide_turns_to_what_is_left_to_do_when_the_last_session_has_ended(records, tmp_path: Path) -> None:
    last = max(session.ends_at for session in records.programme.sessions().values())
    assert progress_of(records, here(), last).steps == BEFORE
    over = progress_of(records, here(), last + timedelta(hours=1))
    assert (over.is_over, over.steps, over.next_step) == (True, AFTER, Step.CERTIFICATES)
    assert not over.done & set(AFTER)
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(stick)
    make_backup(records, stick, desk_id=DESK, now=clock.now())
    assert Step.COPY in progress_of(records, here(copies_folder=str(stick)), last + timedelta(hours=1)).done
    add_attendee(records, {"name": "나중"})
    assert Step.COPY not in progress_of(records, here(copies_folder=str(stick)), last + timedelta(hours=1)).done
    assert (
        Step.COPY
        not in progress_of(records, here(copies_folder=str(tmp_path / "gone")), last + timedelta(hours=1)).done
    )


def test_the_layout_is_seen_with_the_longest_texts_of_the_event(records) -> None:
    before = longest_badge(records, "badge", 500)
    add_attendee(records, {"name": "남궁아름다운나라", "affiliation": "창원강소연구개발특구육성사업단 총괄기획본부"})
    seen = longest_badge(records, "badge", 500)
    assert (seen.width, seen.height) == (before.width, before.height) == (500, 306)
    add_attendee(records, {"name": "이철"})
    assert seen.pixels == longest_badge(records, "badge", 500).pixels != before.pixels
    assert records.papers.badge_times() == {}, "a look is no badge"
