"""Hand-outs at a desk: given, returned, overridden, undone, exported, and nobody's attendance."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from pypdf import PdfReader

from kiosk.actions.door.check_in import undo
from kiosk.actions.door.walk_in import register_walk_in
from kiosk.actions.event import Records, doors_of, event_zone
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.figures import read_census
from kiosk.actions.office.handed_out import export_holders, read_holders
from kiosk.actions.people.manage_roster import set_status
from kiosk.actions.programme.edit_handouts import handouts_of, remove_handout, save_handout
from kiosk.core.handout import Handout
from kiosk.core.roster import Status
from kiosk.core.scan import Verdict
from kiosk.words import answers, terms
from tests.making import Desk, add_people, moment, new_event
from tests.trouble import refused

KIT = Handout("KIT", {"ko": "기념품", "en": "Welcome kit"}, stock=2)
RECEIVER = Handout("RCV", {"ko": "수신기", "en": "Receiver"}, lent=True)
DESKS = count(10)
SCHEMA = Path(__file__).parents[2] / "resources" / "schemas" / "export.schema.json"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    made = new_event(tmp_path)
    add_people(made, 3)
    for handout in (KIT, RECEIVER):
        save_handout(made, handout)
    yield made
    assert doctor(made).sound
    made.close()


@pytest.fixture
def codes(records: Records) -> list[str]:
    return [person.ticket_code for person in records.people.all()]


def verdicts(records: Records, session: str, *scans: tuple[str, str]) -> list[str]:
    desk = Desk(records, f"desk {next(DESKS)}")
    return [str(desk.scan(code, at, session=session).verdict) for code, at in scans]


def test_a_kit_is_given_once_and_a_receiver_comes_back(records: Records, codes: list[str]):
    one, two, three = codes
    given = verdicts(records, "KIT", (one, "10:00"), (one, "10:10"), (two, "10:11"), (three, "10:12"))
    assert given == ["given", "already_given", "given", "none_left"]
    desk = Desk(records, "desk 2")
    lent = [desk.scan(one, at, session="RCV").verdict for at in ("10:20", "11:00", "11:30")]
    assert lent == ["given", "returned", "given"]
    counted = {code: given for code, (_one, given) in handouts_of(records).items()}
    assert (counted["KIT"].people, counted["KIT"].pieces) == (2, 2)
    assert (counted["RCV"].people, counted["RCV"].pieces, counted["RCV"].out) == (1, 2, 1)
    (late,) = read_holders(records, not_returned=True)
    assert (late.handout.code, late.person.id, late.handed.desk) == ("RCV", records.people.all()[0].id, "desk 2")


def test_whatever_is_handed_out_is_in_no_figure_of_people(records: Records, codes: list[str]):
    before = read_census(records)
    verdicts(records, "KIT", (codes[0], "10:30"), (codes[1], "10:31"))
    verdicts(records, "RCV", (codes[2], "10:32"))
    after = read_census(records)
    assert after.whole == before.whole and after.sessions == before.sessions and after.days == before.days
    assert (before.scans.accepted, after.scans.accepted) == (0, 3)  # scans they are
    assert records.scans.counts() == {}


def test_a_stay_goes_on_while_something_is_handed_out(records: Records, codes: list[str]):
    verdicts(records, "F", (codes[0], "10:40"))
    verdicts(records, "RCV", (codes[0], "10:50"))
    assert records.scans.counts()["F"] == [1, 1]
    assert verdicts(records, "F", (codes[0], "11:30")) == ["left"]


def test_what_was_given_is_told_with_when_and_where_in_a_sentence(records: Records, codes: list[str]):
    desk = Desk(records, "로비")
    desk.scan(codes[0], "10:00", session="KIT")
    again = desk.scan(codes[0], "10:30", session="KIT")
    told = answers.message(again, doors_of(records), event_zone(records))
    assert told == "Welcome kit was handed out at 10:00 already, desk 로비."


def test_a_second_one_is_given_with_a_reason_and_is_nobodys_mistake(records: Records, codes: list[str]):
    desk = Desk(records)
    desk.scan(codes[0], "10:00", session="KIT")
    again = desk.scan(codes[0], "10:30", session="KIT", override="broken")
    assert (again.verdict, again.accepted, again.overridden) == (Verdict.ALREADY_GIVEN, True, True)
    assert handouts_of(records)["KIT"][1].pieces == 2
    assert not list(records.scans.conflicts())
    assert verdicts(records, "KIT", (codes[1], "10:40")) == ["none_left"]


def test_a_scan_that_is_undone_was_never_given(records: Records, codes: list[str]):
    answer = Desk(records).scan(codes[0], "10:00", session="KIT")
    undo(records, answer.scan_id, "wrong person")
    assert handouts_of(records)["KIT"][1].people == 0
    assert Desk(records, "desk 2").scan(codes[0], "10:01", session="KIT").verdict is Verdict.GIVEN


def test_who_is_blocked_or_of_another_category_gets_nothing(records: Records, codes: list[str]):
    set_status(records, records.people.all()[0].id, Status.BLOCKED, "unpaid")
    save_handout(records, Handout("VIP", {"en": "Dinner"}, categories=("관",)))
    assert verdicts(records, "KIT", (codes[0], "10:00")) == ["blocked"]
    assert verdicts(records, "VIP", (codes[1], "10:00")) == ["not_eligible"]


def test_somebody_new_at_the_desk_is_given_one(records: Records):
    _person, answer = register_walk_in(records, {"name": "김현장"}, Desk(records).beam("", "10:00", session="KIT"))
    assert answer.verdict is Verdict.GIVEN


def test_a_code_names_one_thing_and_what_was_given_is_not_removed_unasked(records: Records, codes: list[str]):
    with refused("handout.code_taken"):
        save_handout(records, Handout("f", {"en": "x"}))
    with refused("handout.code_taken"):
        save_handout(records, Handout("kit", {"en": "x"}))
    with refused("handout.no_title"):
        save_handout(records, Handout("X", {}))
    with refused("handout.no_code"):
        save_handout(records, Handout(" ", {"en": "x"}))
    with refused("handout.unknown"):
        remove_handout(records, "X")
    with refused("handout.unknown"):
        read_holders(records, code="X")
    verdicts(records, "KIT", (codes[0], "10:00"))
    with refused("handout.was_given"):
        remove_handout(records, "KIT")
    remove_handout(records, "KIT", even_given=True)
    assert list(handouts_of(records)) == ["RCV"] and not read_holders(records)
    save_handout(records, KIT)
    assert handouts_of(records)["KIT"][1].people == 1  # it comes back with who was given one


def test_it_is_exported_beside_the_attendance(records: Records, codes: list[str], tmp_path: Path):
    verdicts(records, "KIT", (codes[0], "10:00"))
    verdicts(records, "RCV", (codes[1], "10:05"), (codes[1], "11:05"), (codes[2], "11:10"))
    data = tmp_path / "all.json"
    export_records(records, data, terms.export_word, language="en")
    document = json.loads(data.read_text("utf-8"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    assert [one["code"] for one in document["handouts"]] == ["KIT", "RCV"]
    assert [(one["handout"], one["with_person"], bool(one["returned_at"])) for one in document["handed_out"]] == [
        ("KIT", True, False), ("RCV", False, True), ("RCV", True, False),
    ]  # fmt: skip
    assert {one["session"] for one in document["attendance"]}.isdisjoint({"KIT", "RCV"})
    book = tmp_path / "all.xlsx"
    export_records(records, book, terms.export_word, language="en")
    assert load_workbook(book)["Handed out"].max_row >= 4


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_what_is_not_returned_is_a_list_for_the_office(records: Records, codes: list[str], tmp_path: Path, ending: str):
    verdicts(records, "RCV", (codes[1], "10:05"), (codes[1], "11:05"), (codes[2], "11:10"))
    out = tmp_path / f"late.{ending}"
    late = read_holders(records, not_returned=True)
    export_holders(records, late, out, terms.export_word, language="en", title="Not returned yet")
    if ending == "csv":
        rows = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
        assert len(rows) == 2 and rows[1][1] == "참석자3"
    elif ending == "xlsx":
        assert "참석자3" in {cell.value for row in load_workbook(out).active for cell in row}
    else:
        assert "참석자3" in PdfReader(out).pages[0].extract_text()


def test_the_view_says_who_has_what(records: Records, codes: list[str]):
    verdicts(records, "RCV", (codes[1], "10:05"), (codes[2], "11:10"), (codes[2], "11:20"))
    with closing(sqlite3.connect(f"{records.path.resolve().as_uri()}?mode=ro", uri=True)) as plain:
        found = plain.execute(
            "SELECT name, handout, title_en, lent, pieces, given_at, returned_at, with_person "
            "FROM handed_out ORDER BY given_at"
        ).fetchall()
    given = moment("10:05").strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found[0][:6] == ("참석자2", "RCV", "Receiver", 1, 1, given)
    assert [row[7] for row in found] == [1, 0]
