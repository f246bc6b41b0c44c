"""A whole event, played: what it leaves is counted against itself, as an auditor would."""

import json
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from kiosk.actions.event import read_event
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.preparing.rehearse import rehearse
from kiosk.core.attendance import AttendanceStatus
from kiosk.core.programmes.partnering import Result
from kiosk.errors import KioskError
from kiosk.words import catalogue, terms
from kiosk.words.report import report_word
from tests import making
from tests.printing import pages


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The demonstration workshop, played once for all these tests."""
    catalogue.use_language("en")
    return rehearse(
        tmp_path_factory.mktemp("rehearsal") / "out", desks=3, words=terms.export_word, report_words=report_word,
        language="en",
    )  # fmt: skip


@pytest.fixture(scope="module")
def records(played):
    opened = read_event(played.event)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def workbook(played):
    book = openpyxl.load_workbook(played.folder / "attendance.xlsx")
    yield book
    book.close()


@pytest.fixture(scope="module")
def scan_log(played):
    return [json.loads(line) for line in (played.folder / "scans.jsonl").read_text(encoding="utf-8").splitlines()]


def rows_of(sheet) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_every_step_was_made_and_every_kind_of_trouble_met(played):
    assert [step.code for step in played.steps] == [
        "roster", "tickets", "arrivals", "meetings", "badges", "certificates", "export", "scan_log", "report",
    ]  # fmt: skip
    assert {"admitted", "left", "already_in", "repeat", "unknown", "other_event", "forged", "revoked", "cancelled",
            "blocked"} <= set(played.verdicts)  # fmt: skip


def test_everybody_whose_registration_stands_has_a_badge_whose_code_is_theirs(played, records):
    registered = [person for person in records.people.all() if person.is_registered]
    badges = pages.read(played.folder / "badges.pdf")
    assert len(badges) == len(registered) == len(records.papers.badge_times())
    for number, person in list(enumerate(registered))[::9]:
        assert person.name in badges[number].text
        assert pages.codes(pages.picture(played.folder / "badges.pdf", number)) == [person.ticket_code]


def test_the_scan_log_the_workbook_and_the_counts_hold_the_same_scans(played, workbook, scan_log):
    verdicts = Counter(scan["verdict"] for scan in scan_log)
    in_workbook = Counter(row["Answer"] for row in rows_of(workbook["Scans"]))
    assert verdicts == Counter({str(verdict): count for verdict, count in played.verdicts.items()})
    assert in_workbook == Counter({terms.headline(verdict): count for verdict, count in played.verdicts.items()})


def test_the_attendance_sheet_says_what_the_log_folds_to(records, workbook):
    sheet = rows_of(workbook["Attendance"])
    programme = records.programme.sessions()
    for row, person in zip(sheet, attendance_of_all(records), strict=True):
        assert (row["Name"], row["E-mail"]) == (person.attendee.name, person.attendee.email)
        for attended in person.attendances:
            session = programme[attended.session]
            absent = attended.status is AttendanceStatus.ABSENT
            word = row[f"{session.code} {session.titles['en']}"]
            assert (word or "") == ("" if absent else terms.export_word(attended.status))
            if session.kind != "registration":
                assert row[f"{session.code} minutes"] == (None if absent else attended.minutes)


def test_the_totals_are_the_sums_of_the_attendance_sheet(workbook):
    sheet = rows_of(workbook["Attendance"])
    totals = {(row["Session"], row["Category"]): row for row in rows_of(workbook["Totals"])}
    for (session, category), total in totals.items():
        group = [row for row in sheet if category in ("All", row["Category"])]
        words = Counter(row[session] for row in group)
        assert (total["Present"], total["Partial"]) == (words["present"], words["partial"])
        assert total["Came"] == words["present"] + words["partial"]
        assert total["Expected"] == total["Came"] - total["Of those, beside the list"] + total["Absent"]


def test_the_meetings_matched_are_six_in_the_steps_the_log_and_the_workbook(played, records, workbook):
    matched = [meeting for meeting in records.programme.meetings() if meeting.result is Result.MATCHED]
    in_workbook = [row for row in rows_of(workbook["Meetings"]) if row["Result"] == "matched"]
    assert {step.code: step.count for step in played.steps}["meetings"] == len(matched) == len(in_workbook) == 6
    names = records.event.translations()
    assert [row["Partner"] for row in in_workbook] == [names.called(meeting.partner, "en") for meeting in matched]


def test_the_report_tells_the_figures_of_the_workbook(played, records, workbook):
    told = " ".join(" ".join(page.text.split()) for page in pages.read(played.folder / "report.pdf"))
    certificates = {certificate.attendee_id for certificate in records.papers.certificates()}
    assert f"{len(certificates)} certificates" in told
    assert "6 tasks matched of 9 meetings" in told
    totals = {row["Session"]: row for row in rows_of(workbook["Totals"]) if row["Category"] == "All"}
    for session in records.programme.sessions().values():
        total = totals[f"{session.code} {session.titles['en']}"]
        came = total["Came"] - total["Of those, beside the list"]
        assert f"{came} of {total['Expected']} " in told
        row = (total["Expected"], total["Came"], total["Of those, beside the list"], total["Absent"], total["Partial"])
        assert f" {' '.join(map(str, row))} " in told
    called = records.event.translations()
    matched = [called.called(one.partner, "en") for one in records.programme.meetings() if one.result is Result.MATCHED]
    assert len(matched) == 6 and all(partner in told for partner in matched)
    assert f"{sum(played.verdicts.values())} scans" in told


def test_there_is_a_certificate_for_each_number_and_for_nobody_else(played, records):
    files = sorted((played.folder / "certificates").glob("*.pdf"))
    issued = {certificate.serial: certificate for certificate in records.papers.certificates()}
    names = {person.id: person.name for person in records.people.all()}
    assert len(files) == len(issued) == len(records.people.all()) - played.refused_certificates
    for file in files:
        serial = re.search(r"_([^_]+)\.pdf$", file.name)[1]
        (page,) = pages.read(file)
        assert serial in page.text
        # Short Korean names are spread out on a certificate: 홍 길 동.
        assert names[issued[serial].attendee_id] in page.text.replace(" ", "").replace("\xa0", "")


def test_minutes_on_a_certificate_are_those_of_the_attendance_sheet(played, records, workbook):
    sheet = {row["E-mail"]: row for row in rows_of(workbook["Attendance"])}
    people = {person.id: person for person in records.people.all()}
    for certificate in records.papers.certificates():
        row = sheet[people[certificate.attendee_id].email]
        assert certificate.basis["minutes"] == row["Minutes that count"]
        assert len(certificate.basis["sessions"]) == row["Sessions that count"]


def test_the_event_of_the_rehearsal_folds_to_what_its_screens_read(played):
    assert making.examined(played.event).sound


def test_the_total_on_a_certificate_is_the_sum_of_its_rows(played):
    for file in sorted((played.folder / "certificates").glob("*.pdf")):
        (page,) = pages.read(file)
        minutes = [int(number) for number in re.findall(r"\d\d:\d\d\s+(\d+)\s", page.text)]
        count, hours, rest = re.search(r"모두 (\d+)개 세션, (?:(\d+)시간 ?)?(?:(\d+)분)?", page.text).groups()
        assert (len(minutes), sum(minutes)) == (int(count), int(hours or 0) * 60 + int(rest or 0))


def test_a_given_event_is_copied_and_stays_as_it_was(played, tmp_path):
    before = played.event.read_bytes()
    again = rehearse(tmp_path / "again", played.event, words=terms.export_word)
    assert again.event != played.event
    assert played.event.read_bytes() == before


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(KioskError) as trouble:
        rehearse(tmp_path, words=terms.export_word)
    assert trouble.value.code == "rehearse.folder_in_use"
    assert [path.name for path in Path(tmp_path).iterdir()] == ["mine.txt"]


def test_any_number_of_invented_people_can_be_played(tmp_path):
    played = rehearse(tmp_path / "many", people=150, desks=4, words=terms.export_word)
    assert {step.code: step.count for step in played.steps}["roster"] == 150
    assert played.verdicts["admitted"] > 150
