"""Names in other languages: said once, shown wherever readers of the language look, gone with the people."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from kiosk.actions.keeping.purge import certify, purge
from kiosk.actions.office.audit import audit_trail
from kiosk.actions.office.event_report import report_event
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.handed_out import export_holders, read_holders
from kiosk.actions.office.roll_call import print_roll_call, read_roll_call
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.people import import_roster
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.actions.people.take_back_import import take_back_import
from kiosk.actions.preparing.demonstration import demonstration_records, results_of_meetings
from kiosk.actions.preparing.translate_names import translate_names, translations_of, used_names
from kiosk.actions.programme.edit_handouts import save_handout
from kiosk.actions.programme.hold_meetings import mark_meeting
from kiosk.actions.programme.import_meetings import import_meetings, plan_meetings
from kiosk.actions.programme.import_programme import import_programme, plan_programme
from kiosk.core.audit import Action
from kiosk.core.handout import Handout
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words import names
from kiosk.words.live import roll_call_word
from kiosk.words.report import report_word
from kiosk.words.terms import export_word
from tests import making
from tests.printing import pages

KOREAN = ("㈜한빛정밀", "대강당", "산", "언론", "부장")
ENGLISH = {
    "㈜한빛정밀": {"en": "Hanbit Precision"}, "대강당": {"en": "Main Hall"}, "언론": {"en": "Press"},
    "부장": {"en": "Director"},
}  # fmt: skip


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Records]:
    sessions = [making.session("A", room="대강당", titles={"ko": "가", "en": "Opening"})]
    with closing(making.new_event(tmp_path, sessions)) as records:
        desk = making.Desk(records)
        for name, category in (("Kim", "산"), ("Lee", "언론")):
            fields = {
                "name": name,
                "name_latin": name,
                "affiliation": "㈜한빛정밀",
                "category": category,
                "title": "부장",
                "language": "en",
            }
            desk.scan(add_attendee(records, fields).ticket_code, "10:00", session="A")
        translate_names(records, ENGLISH)
        yield records


def called(records: Records, *written: str) -> list[str]:
    said = translations_of(records)
    return [said.called(name, "en") for name in written]


def paper(out: Path) -> str:
    return " ".join(page.text for page in pages.read(out))


def cells(out: Path) -> str:
    with closing(openpyxl.load_workbook(out)) as book:
        return " ".join(str(cell.value or "") for sheet in book for row in sheet.iter_rows() for cell in row)


PAPERS = {
    "certificates": lambda r, out: issue_certificates(r, out, desk="A"),
    "sign-in sheet": lambda r, out: print_sign_in_sheet(r, "A", out, language="en"),
    "report": lambda r, out: report_event(r, out, report_word, "en"),
    "roll-call": lambda r, out: print_roll_call(
        r, read_roll_call(r, making.moment("11:00")), out, roll_call_word, "en"
    ),
}


@pytest.mark.parametrize("kind", PAPERS)
def test_an_english_paper_says_the_english_names(day: Records, tmp_path: Path, kind: str) -> None:
    PAPERS[kind](day, tmp_path / "out.pdf")
    said = paper(tmp_path / "out.pdf")
    assert [name for name in KOREAN if name in said] == []
    assert "Hanbit Precision" in said
    assert kind != "roll-call" or "Roll-call: who is inside now" in said


def test_the_english_workbook_says_them_and_comes_back_as_the_same_people(day: Records, tmp_path: Path) -> None:
    export_records(day, tmp_path / "out.xlsx", export_word, language="en")
    said = cells(tmp_path / "out.xlsx")
    assert [name for name in KOREAN if name in said] == []
    assert all(name in said for name in ("Hanbit Precision", "Industry", "Press"))
    table = import_roster.open_roster(tmp_path / "out.xlsx")
    again = import_roster.plan_roster(day, table, import_roster.guess(day, table))
    assert (len(again.plan.new), len(again.plan.changed), len(again.plan.unchanged)) == (0, 0, 2)


def test_screens_call_them_so_too(day: Records) -> None:
    names.use_names(translations_of(day))
    said = (names.name_of("대강당"), names.name_of("대강당", "ko"), names.category_of("산"), names.category_of("언론"))
    assert said == ("Main Hall", "대강당", "Industry", "Press")


def test_a_roster_and_a_programme_bring_them_and_an_import_taken_back_takes_them_along(
    day: Records, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "성명,소속(영문),소속,구분,구분(영문)\n박,KERI,한국전기연구원,취재,Reporter\n김,Hanbit,㈜한빛정밀,언론,\n",
        "utf-8",
    )
    table = import_roster.open_roster(roster)
    import_roster.import_roster(day, import_roster.plan_roster(day, table, import_roster.guess(day, table)))
    assert called(day, "한국전기연구원", "취재", "㈜한빛정밀") == [
        "KERI",
        "Reporter",
        "Hanbit",
    ]
    take_back_import(day)
    assert called(day, "한국전기연구원", "㈜한빛정밀") == [
        "한국전기연구원",
        "Hanbit Precision",
    ]
    programme = tmp_path / "programme.csv"
    programme.write_text(
        "code,title_ko,room,room_en,room_ja,starts_at,ends_at\nA,가,대강당,Great Hall,大講堂,2024-02-28 10:00,"
        "2024-02-28 12:00\n", "utf-8",
    )  # fmt: skip
    import_programme(day, plan_programme(day, programme), even_scanned=True)
    assert translations_of(day).of("대강당") == {"en": "Great Hall", "ja": "大講堂"}


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Records]:
    """The demonstration with its meetings held and something handed out to everybody of its first company."""
    with closing(demonstration_records(tmp_path / "workshop.kiosk", as_planned=True)) as records:
        for meeting, result in results_of_meetings(records).items():
            mark_meeting(records, meeting, result)
        save_handout(records, Handout("KIT", {"ko": "자료집", "en": "Kit"}))
        giving = making.Desk(records)
        for person in records.people.affiliated(["두산에너빌리티㈜"]):
            assert giving.scan(person.ticket_code, "10:00", session="KIT").accepted
        yield records


def test_english_papers_of_meetings_and_handouts_have_no_korean_but_names(workshop: Records, tmp_path: Path) -> None:
    report_event(workshop, tmp_path / "report.pdf", report_word, "en")
    export_records(workshop, tmp_path / "out.xlsx", export_word, language="en")
    export_holders(
        workshop, read_holders(workshop), tmp_path / "kits.pdf", export_word, language="en", title="Handed out"
    )
    said = paper(tmp_path / "report.pdf")
    assert "AI for planning robot motion" in said
    assert not re.search("[가-힣]", said), re.findall("[가-힣 ]{2,}", said)[:10]
    with closing(openpyxl.load_workbook(tmp_path / "out.xlsx")) as book:
        for title, names_in in (("Meetings", ()), ("Handed out", (1,))):
            rows = list(book[title].iter_rows(values_only=True))
            texts = [str(cell) for row in rows for place, cell in enumerate(row) if place not in names_in]
            assert [text for text in texts if re.search("[가-힣]", text)] == []
    kits = paper(tmp_path / "kits.pdf")
    assert "Doosan Enerbility" in kits and "Industry" in kits and "두산" not in kits


def test_a_plan_of_meetings_brings_english_names_and_companies_nobody_is_from_can_have_one(
    workshop: Records, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "번호,테이블,시작,종료,수요기업,제안기업,제안기업(영문),협업 제안,proposal_en\n"
        "21,T9,2024-02-28 15:30,2024-02-28 15:50,두산에너빌리티㈜,㈜새이름,New Name,배터리 진단,Battery check\n",
        "utf-8",
    )
    import_meetings(workshop, plan_meetings(workshop, plan))
    assert called(workshop, "새이름 주식회사", "배터리 진단") == ["New Name", "Battery check"]
    listed = {(one.field, one.name) for one in used_names(workshop)}
    assert {("affiliation", "㈜새이름"), ("proposal", "배터리 진단")} <= listed
    assert [name for field, name in listed if field == "affiliation" and "한빛정밀" in name] == ["(주)한빛정밀"]


def test_every_name_in_use_is_listed_once_and_another_is_refused(day: Records) -> None:
    listed = [(one.field, one.name, dict(one.others)) for one in used_names(day)]
    assert listed == [
        ("category", "산", {}), ("category", "언론", {"en": "Press"}), ("room", "대강당", {"en": "Main Hall"}),
        ("affiliation", "㈜한빛정밀", {"en": "Hanbit Precision"}), ("title", "부장", {"en": "Director"}),
    ]  # fmt: skip
    with pytest.raises(KioskError) as caught:
        translate_names(day, {"없는 곳": {"en": "Nowhere"}})
    assert caught.value.code == "event.no_such_name"
    assert translate_names(day, ENGLISH) == 0, "nothing of it is news"
    assert translate_names(day, {"언론": {"en": ""}}) == 1
    assert translations_of(day).called("언론", "en") == "언론"


def test_the_change_history_tells_of_them(day: Records) -> None:
    told = {entry.name: entry.after for entry in audit_trail(day) if entry.action is Action.TRANSLATED}
    assert told == {name: {"names": others} for name, others in ENGLISH.items()}


def test_an_erasure_leaves_rooms_and_categories_and_no_organisation(day: Records, tmp_path: Path) -> None:
    purged = purge(day, "하루", now=making.moment("23:30"), folder=tmp_path)
    assert called(day, "대강당", "언론", "㈜한빛정밀") == [
        "Main Hall",
        "Press",
        "㈜한빛정밀",
    ]
    certify(day, purged, tmp_path / "erased.pdf", export_word, "en")
    assert "Press" in paper(tmp_path / "erased.pdf")
    day.close()
    assert b"Hanbit" not in day.path.read_bytes()
