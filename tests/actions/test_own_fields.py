"""An event's own fields: defined, imported, merged, edited, searched, exported, printed, undone."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from kiosk.actions.desks.conflicts import join_people
from kiosk.actions.event import Records
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.export_records import export_records
from kiosk.actions.papers.document_fields import badge_fields
from kiosk.actions.papers.shipped_layouts import load_layout
from kiosk.actions.people.import_roster import guess, import_roster, open_roster, plan_roster
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, find_attendees
from kiosk.actions.people.own_fields import (
    answer_own_field,
    asked_of,
    own_fields_of,
    remove_own_field,
    save_own_field,
)
from kiosk.actions.people.take_back_import import take_back_import
from kiosk.core.own_field import OwnField, OwnKind
from kiosk.words import terms
from tests.making import new_event
from tests.trouble import refused

TABLE = OwnField("table", {"ko": "테이블", "en": "Table"})
SHIRT = OwnField("shirt", {"ko": "티셔츠", "en": "T-shirt size"}, OwnKind.CHOICE, ("S", "M", "L"), asked=True)
DINNER = OwnField("dinner", {"ko": "만찬", "en": "Dinner"}, OwnKind.YES_NO, shown=False)
SCHEMA = Path(__file__).parents[2] / "resources" / "schemas" / "export.schema.json"


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    made = new_event(tmp_path)
    for field in (TABLE, SHIRT, DINNER):
        save_own_field(made, field)
    yield made
    assert doctor(made).sound
    made.close()


def bring(records: Records, folder: Path, *lines: str, **mapping: str):
    path = folder / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    table = open_roster(path)
    planned = plan_roster(records, table, guess(records, table, mapping))
    import_roster(records, planned)
    return planned


def own(records: Records) -> dict[str, dict[str, str]]:
    return {person.name: dict(person.own) for person in records.people.all()}


HEAD = "성명,소속,이메일,테이블,T-shirt size,만찬"
KIM, LEE = "김하나,한빛정밀,a@b.kr,A3,m,○", "이두리,새솔전자,c@d.kr,B1,,×"


def test_columns_headed_by_an_own_field_are_read_into_it(records: Records, tmp_path: Path):
    planned = bring(records, tmp_path, HEAD, KIM, LEE)
    assert own(records) == {
        "김하나": {"table": "A3", "shirt": "M", "dinner": "yes"}, "이두리": {"table": "B1", "dinner": "no"},
    }  # fmt: skip
    assert {column.field for column in planned.summary.columns} >= {"own.table", "own.shirt", "own.dinner"}


def test_another_heading_is_mapped_by_a_person_and_known_the_next_time(records: Records, tmp_path: Path):
    bring(records, tmp_path, "성명,소속,자리", "김하나,한빛정밀,A3", **{"own.table": "자리"})
    bring(records, tmp_path, "성명,소속,자리", "김하나,한빛정밀,A4")
    assert own(records) == {"김하나": {"table": "A4"}}
    with refused("own_field.unknown"):
        bring(records, tmp_path, "성명,소속,자리", "김하나,한빛정밀,A3", **{"own.seat": "자리"})


def test_a_value_that_is_no_choice_is_kept_as_the_file_has_it(records: Records, tmp_path: Path):
    bring(records, tmp_path, HEAD, "김하나,한빛정밀,a@b.kr,,XXL,")
    assert own(records)["김하나"] == {"shirt": "XXL"}


def test_a_list_that_comes_again_is_merged_three_ways(records: Records, tmp_path: Path):
    bring(records, tmp_path, HEAD, KIM, LEE)
    kim = records.people.all()[0]
    edit_attendee(records, kim.id, {"own.table": "VIP 1"})
    planned = bring(records, tmp_path, HEAD, KIM, LEE.replace("B1", "B2"))
    assert not planned.plan.questions
    assert (own(records)["김하나"]["table"], own(records)["이두리"]["table"]) == ("VIP 1", "B2")
    (asked,) = bring(records, tmp_path, HEAD, KIM.replace("A3", "A9")).plan.questions  # both changed it
    assert (asked.field, asked.desk, asked.file) == ("own.table", "VIP 1", "A9")


def test_an_import_that_is_undone_takes_its_values_along(records: Records, tmp_path: Path):
    bring(records, tmp_path, HEAD, KIM)
    bring(records, tmp_path, HEAD, KIM.replace("A3", "A4"))
    take_back_import(records)
    assert own(records)["김하나"]["table"] == "A3"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("own.table", " A  3 ", "A 3"),
        ("own.shirt", "l", "L"),
        ("own.dinner", "네", "yes"),
        ("own.dinner", "no", "no"),
        ("own.table", "", None),
    ],
)
def test_values_are_corrected_by_hand_as_other_fields_are(records: Records, name: str, value: str, kept: str | None):
    person = add_attendee(records, {"name": "김하나", "own.table": "A1", "own.dinner": "yes"})
    after = edit_attendee(records, person.id, {name: value})
    assert after.own.get(name.removeprefix("own.")) == kept


def test_what_the_field_does_not_have_is_refused_with_what_it_has(records: Records):
    person = add_attendee(records, {"name": "김하나"})
    for name, value in (("own.shirt", "XXL"), ("own.dinner", "perhaps")):
        with refused("own_field.bad_value"):
            edit_attendee(records, person.id, {name: value})
    with refused("own_field.unknown"):
        edit_attendee(records, person.id, {"own.seat": "1"})
    assert not records.people.get(person.id).own


def test_definitions_are_edited_and_removed_and_what_was_answered_comes_back(records: Records):
    person = add_attendee(records, {"name": "김하나", "own.table": "A1"})
    save_own_field(records, OwnField("table", {"ko": "원탁"}), known="table")
    assert own_fields_of(records)["table"].labels == {"ko": "원탁"}
    remove_own_field(records, "table")
    assert "table" not in own_fields_of(records)
    save_own_field(records, TABLE)
    assert records.people.get(person.id).own == {"table": "A1"}
    assert save_own_field(records, OwnField("", {"ko": "찾아 온 길"})).code == "찾아_온_길"
    for code, field in (
        ("own_field.no_label", OwnField("x", {})),
        ("own_field.taken", OwnField("Table", {"en": "x"})),
        ("own_field.bad_code", OwnField("a-b", {"en": "x"})),
        ("own_field.no_choices", OwnField("x", {"en": "x"}, OwnKind.CHOICE)),
    ):
        with refused(code):
            save_own_field(records, field)


def test_the_desk_asks_what_is_not_answered_yet(records: Records):
    person = add_attendee(records, {"name": "김하나"})
    assert [field.code for field in asked_of(records, person.id)] == ["shirt"]
    answer_own_field(records, person.id, SHIRT, "M")
    assert asked_of(records, person.id) == ()
    assert asked_of(records, "nobody") == ()


def test_people_are_found_by_their_values(records: Records):
    person = add_attendee(records, {"name": "김하나", "own.table": "국화"})
    add_attendee(records, {"name": "이두리"})
    assert [found.id for found in find_attendees(records, "국화")] == [person.id]
    assert [found.id for found in find_attendees(records, "김하 국화")] == [person.id]


def test_two_entries_joined_keep_what_one_of_them_lacks(records: Records):
    one = add_attendee(records, {"name": "김하나", "own.table": "A1"})
    other = add_attendee(records, {"name": "김하나", "own.table": "B2", "own.shirt": "M"})
    assert join_people(records, one.id, other.id).own == {"table": "A1", "shirt": "M"}


def test_they_are_exported_and_printed(records: Records, tmp_path: Path):
    person = add_attendee(records, {"name": "김하나", "own.table": "A1", "own.dinner": "yes"})
    out = tmp_path / "all.csv"
    export_records(records, out, terms.export_word, language="en")
    (row,) = csv.DictReader(out.read_text("utf-8-sig").splitlines())
    assert (row["Table"], row["T-shirt size"], row["Dinner"]) == ("A1", "", "yes")
    data = tmp_path / "all.json"
    export_records(records, data, terms.export_word, language="en")
    document = json.loads(data.read_text("utf-8"))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    assert document["people"][0]["own"] == {"table": "A1", "dinner": "yes"}
    assert [field["code"] for field in document["own_fields"]] == ["dinner", "shirt", "table"]
    (badge,) = badge_fields(records, [person], load_layout("badge-a6-folded"))
    assert badge["own_table"] == "A1"
