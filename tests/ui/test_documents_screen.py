"""The documents screen: what is made, what is told before and after, and what is noted in the event."""

from contextlib import closing
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import details_of, open_event, read_event
from kiosk.actions.office.check_evidence import check_evidence
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee
from kiosk.core.access import Caller
from kiosk.core.certificate import Rule
from kiosk.core.print_job import Paper
from kiosk.core.printer_setup import PaperSetup, PrintSetup
from kiosk.core.scan import Scan
from kiosk.store.records import Records
from kiosk.ui.documents.documents_card import DocumentsCard
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.documents.paper_choice import PaperChoice
from kiosk.ui.services.desk import Desk

SLOW_MS = 20_000
SEAL = Path(__file__).parents[1] / "printing" / "seal.png"


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> DocumentsScreen:
    made = DocumentsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1250, 768)
    made.show()
    return made


def finished(qtbot: QtBot, card: DocumentsCard) -> str:
    """What the card says when its work is over."""
    qtbot.waitUntil(lambda: card.make.isVisible() and bool(card.notice.text()))
    return card.notice.text()


def pages(path: Path) -> int:
    with closing(pypdfium2.PdfDocument(path)) as document:
        return len(document)


def do(qtbot: QtBot, desk: Desk, work) -> None:
    """Change the event as another screen would."""
    done = []
    desk.lane.run(work, done.append)
    qtbot.waitUntil(lambda: bool(done))


def attend(records: Records, name: str, *sessions: str) -> None:
    person = next(person for person in records.people.all() if person.name == name)
    for code in sessions:
        at = records.programme.sessions()[code].starts_at
        check_in(records, Scan(new_scan_id(), person.ticket_code, at, "desk-1", session=code))


def test_tickets_become_one_pdf_with_a_page_for_each_person(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    screen.tickets.make_to(tmp_path / "tickets.pdf")
    assert finished(qtbot, screen.tickets) == "Tickets made for 84 people."
    assert pages(tmp_path / "tickets.pdf") == 84
    assert screen.tickets.show_file.isVisible()


def test_tickets_become_a_picture_for_each_person(qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path) -> None:
    screen.tickets.make_to(tmp_path / "pictures")
    finished(qtbot, screen.tickets)
    assert len(list((tmp_path / "pictures").glob("*.png"))) == 84
    assert screen.tickets.show_folder.isVisible()


def test_tickets_become_a_pdf_for_each_person_or_a_list_for_the_desk(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    card = screen.tickets
    card.form.setCurrentIndex(card.form.findData("pdfs"))
    card.make_to(tmp_path / "mail")
    finished(qtbot, card)
    assert len(list((tmp_path / "mail").glob("*.pdf"))) == 84
    card.form.setCurrentIndex(card.form.findData("list"))
    card.make_to(tmp_path / "list.pdf")
    finished(qtbot, card)
    assert pages(tmp_path / "list.pdf") == 4  # twenty-seven a page


def test_a_layout_and_a_paper_are_chosen_by_their_picture_and_printed(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    chooser = screen.badges.paper
    qtbot.waitUntil(lambda: not chooser.preview.picture.isNull(), timeout=SLOW_MS)
    narrow = chooser.preview.picture.size()
    chooser.change.click()
    dialog = chooser.dialog
    dialog.layouts.setCurrentRow(next(row for row in range(dialog.layouts.count()) if name(dialog, row) == "badge-a6"))
    offered = [dialog.sheet.itemData(row) for row in range(dialog.sheet.count())]
    assert {"single", "a4"} <= set(offered) and "formtec-3105" not in offered  # too small for it
    dialog.sheet.setCurrentIndex(offered.index("a4"))
    assert dialog.start.maximum() == 4
    dialog.start.setValue(4)
    dialog.agree.click()
    qtbot.waitUntil(lambda: chooser.preview.picture.size() != narrow, timeout=SLOW_MS)
    screen.badges.make_to(tmp_path / "badges.pdf")
    finished(qtbot, screen.badges)
    assert pages(tmp_path / "badges.pdf") == 22  # one on the first sheet, then four on each


def name(dialog, row: int) -> str:
    return dialog.layouts.item(row).data(Qt.ItemDataRole.UserRole)


def test_certificates_are_made_in_the_layout_chosen_with_the_seal_of_the_event(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    card = screen.certificates
    do(qtbot, card.desk, lambda records: attend(records, "남궁늘봄", "S1", "S3"))
    card.take_seal(SEAL)
    assert "printed over" in finished(qtbot, card)
    card.paper.take(PaperChoice("certificate-attendance", form="files"))
    card.make_to(tmp_path / "out")
    assert finished(qtbot, card) == "Certificates made: 1. Not earned: 83."
    (file,) = (tmp_path / "out").iterdir()
    assert file.name.startswith("참가확인서_남궁늘봄_desk-1-C0001")
    with closing(pypdfium2.PdfDocument(file)) as document:
        pictures = [found for found in document[0].get_objects() if isinstance(found, pypdfium2.PdfImage)]
        assert len(pictures) == 1


def test_a_picture_that_is_no_seal_is_told_and_nothing_is_kept(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    file = tmp_path / "seal.png"
    file.write_text("no picture")
    screen.certificates.take_seal(file)
    assert "cannot be read as a picture" in finished(qtbot, screen.certificates)


@pytest.mark.long
def test_a_hundred_thousand_badges_never_hold_up_the_window_and_can_be_cancelled(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The people are invented and not stored: what is tried is the batch, not the roster."""
    some = []
    do(qtbot, screen.badges.desk, lambda records: some.extend(records.people.all()))
    monkeypatch.setattr("kiosk.ui.documents.badge_card.choose_badges", lambda *_, **_choice: some * 1200)
    beats: set[int] = set()  # how far the batch was each time the window came round to looking
    heart = QTimer(interval=5)
    card = screen.badges
    card.make_to(tmp_path / "badges.pdf")
    qtbot.waitUntil(lambda: card.progress.maximum() > 100_000 and card.progress.value() > 2000, timeout=60_000)
    heart.timeout.connect(lambda: beats.add(card.progress.value()))
    heart.start()
    qtbot.waitUntil(lambda: card.progress.value() > 6000 and "left" in card.remaining.text(), timeout=120_000)
    parts = list(tmp_path.glob(".*.part"))
    card.cancel.click()
    assert "cancelled" in finished(qtbot, card)
    heart.stop()
    assert len(beats) > 10  # a window that waits for the batch would see its end only
    assert parts and [*tmp_path.glob("*badges*"), *tmp_path.glob(".*.part")] == []


def test_badges_are_noted_so_that_nobody_gets_two_unasked(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    card = screen.badges
    card.whose.who.setCurrentIndex(card.whose.who.findData("unprinted"))
    card.make_to(tmp_path / "badges.pdf")
    assert finished(qtbot, card) == "Badges made for 84 people."
    card.make_to(tmp_path / "again.pdf")
    assert "nothing to print" in finished(qtbot, card)
    assert not (tmp_path / "again.pdf").exists()


def test_what_the_paper_cannot_show_is_told_before_the_badges_are_made(qtbot: QtBot, screen: DocumentsScreen) -> None:
    do(qtbot, screen.badges.desk, lambda records: add_attendee(records, {"name": "ដារា"}))
    screen.badges.check()
    lines = findings(qtbot, screen.badges)
    assert any("no font has" in line and "ដ" in line for line in lines)


def test_what_a_certificate_cannot_show_is_told_before_it_is_made(qtbot: QtBot, screen: DocumentsScreen) -> None:
    card = screen.certificates
    do(qtbot, card.desk, lambda records: attend(records, "남궁늘봄", "S1", "S3"))
    person = []
    do(qtbot, card.desk, lambda records: person.extend(p for p in records.people.all() if p.name == "남궁늘봄"))
    do(qtbot, card.desk, lambda records: edit_attendee(records, person[0].id, {"name": "이𠮷철"}))
    card.check()
    lines = findings(qtbot, card)
    assert any("no font has" in line and "𠮷" in line for line in lines)


def findings(qtbot: QtBot, card: DocumentsCard) -> list[str]:
    qtbot.waitUntil(lambda: card.findings is not None, timeout=SLOW_MS)
    model = card.findings.model
    card.findings.reject()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_work_that_is_cancelled_leaves_no_file(qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path) -> None:
    screen.badges.make_to(tmp_path / "badges.pdf")
    assert screen.badges.cancel.isVisible()
    screen.badges.cancel.click()
    assert "cancelled" in finished(qtbot, screen.badges)
    assert list(tmp_path.glob("badges*")) == []


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    (tmp_path / "folder").write_text("a file where a folder should be")
    screen.tickets.make_to(tmp_path / "folder" / "tickets.pdf")
    assert "could not be saved" in finished(qtbot, screen.tickets)


def test_the_rule_is_changed_and_kept_in_the_event(qtbot: QtBot, screen: DocumentsScreen) -> None:
    card = screen.certificates
    dialog = card.open_rule()
    dialog.sessions.setValue(3)
    dialog.share.setValue(60)
    dialog.required["S1"].setChecked(True)
    with qtbot.waitSignal(card.desk.programme_changed):
        dialog.save.click()
    assert "3 sessions, 60 per cent" in card.rule_text.text()
    with closing(read_event(card.desk.path)) as records:
        assert details_of(records).rule == Rule(3, 0.6, ("S1",))


def test_certificates_go_to_those_who_earned_one_and_the_others_are_listed_with_the_reason(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    card = screen.certificates
    do(qtbot, card.desk, lambda records: attend(records, "남궁늘봄", "S1", "S3"))
    do(qtbot, card.desk, lambda records: attend(records, "위욱빈", "S1"))
    card.make_to(tmp_path / "certificates.pdf")
    assert finished(qtbot, card) == "Certificates made: 1. Not earned: 83."
    assert pages(tmp_path / "certificates.pdf") == 1
    card.list_people()
    qtbot.waitUntil(lambda: card.listing is not None, timeout=SLOW_MS)
    model = card.listing.model
    told = {model.index(row, 0).data(): model.index(row, 4).data() for row in range(model.rowCount())}
    assert told["남궁늘봄"] == "earned"
    assert "too few sessions" in told["위욱빈"]
    card.listing.reject()


def test_a_certificate_keeps_its_number_when_it_is_made_again(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    card = screen.certificates
    do(qtbot, card.desk, lambda records: attend(records, "남궁늘봄", "S1", "S3"))
    for name in ("first.pdf", "second.pdf"):
        card.make_to(tmp_path / name)
        finished(qtbot, card)
    do(qtbot, card.desk, lambda records: None)  # what was noted before is stored by now
    with closing(read_event(card.desk.path)) as records:
        assert len(records.papers.certificates()) == 1


def test_where_nobody_earned_a_certificate_no_file_is_made(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    screen.certificates.make_to(tmp_path / "certificates.pdf")
    assert "Nobody has earned" in finished(qtbot, screen.certificates)
    assert screen.certificates.notice.property("look") == "attention"
    assert not (tmp_path / "certificates.pdf").exists()


def test_certificates_go_to_the_printer_they_have_numbered_and_for_those_who_earned_one(
    qtbot: QtBot, screen: DocumentsScreen
) -> None:
    card = screen.certificates
    assert not card.to_printer.isVisible()
    card.desk.prints.change(PrintSetup(papers={Paper.CERTIFICATE: PaperSetup("laser")}))
    assert card.to_printer.text() == "Print on laser"
    do(qtbot, card.desk, lambda records: attend(records, "남궁늘봄", "S1", "S3"))
    card.to_printer.click()
    assert finished(qtbot, card) == "In the print queue: 1 certificate."
    with closing(read_event(card.desk.path)) as records:
        (job,) = records.print_jobs.newest(10)
        (number,) = records.papers.certificates()
        assert (job.paper, job.attendee_id) == (Paper.CERTIFICATE, number.attendee_id)


def test_the_sheet_to_sign_in_on_is_made_for_the_session_chosen(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    card = screen.export
    assert not card.session.isVisible()
    card.form.setCurrentIndex(card.form.findData("signin"))
    assert card.session.isVisible()
    card.session.setCurrentIndex(card.session.findData("S4"))
    card.make_to(tmp_path / "sheet.pdf")
    assert finished(qtbot, card) == "Saved: sheet.pdf."
    with closing(pypdfium2.PdfDocument(tmp_path / "sheet.pdf")) as document:
        assert "Bulmo Forum" in document[0].get_textpage().get_text_bounded()


def test_no_button_of_a_card_is_cut_where_open_and_folder_are_there_too(qtbot: QtBot, screen: DocumentsScreen) -> None:
    screen.resize(1280 - 117, 720)
    for card in screen.findChildren(DocumentsCard):
        card.finish("Made for 84 people.", card.desk.path)
        qtbot.waitUntil(card.show_file.isVisible)
        for button in (card.make, card.show_file, card.show_folder):
            qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_the_records_are_exported_in_each_form(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"attendance{suffix}"
    screen.export.form.setCurrentIndex(screen.export.form.findData(suffix[1:]))
    screen.export.make_to(out)
    assert finished(qtbot, screen.export) == f"Saved: attendance{suffix}."
    if suffix == ".xlsx":
        assert len(openpyxl.load_workbook(out).sheetnames) == 6
    else:
        assert "남궁늘봄" in out.read_text("utf-8-sig")


def test_a_safe_copy_is_a_whole_event(qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path) -> None:
    screen.backup.make_to(tmp_path / "copy.kiosk")
    assert "complete" in finished(qtbot, screen.backup)
    with closing(open_event(tmp_path / "copy.kiosk")) as records:
        assert records.people.count() == 84


def test_a_copy_onto_the_event_itself_is_refused(qtbot: QtBot, screen: DocumentsScreen) -> None:
    screen.backup.make_to(screen.backup.desk.path)
    assert "overwrite the event itself" in finished(qtbot, screen.backup)


def test_the_check_says_that_the_file_is_sound(qtbot: QtBot, screen: DocumentsScreen) -> None:
    screen.check.check()
    assert "is intact" in finished(qtbot, screen.check)


@pytest.mark.parametrize("name", ["tickets", "mail", "badges", "certificates", "export", "report", "backup", "check"])
def test_what_was_made_is_told_in_sight_on_the_smallest_laptop(
    qtbot: QtBot, screen: DocumentsScreen, name: str
) -> None:
    screen.resize(1280 - 117, 720)
    card = getattr(screen, name)
    card.finish("Made for 84 people.", card.desk.path)
    qtbot.waitUntil(lambda: card.notice.visibleRegion().boundingRect() == card.notice.rect())
    assert screen.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx"])
def test_the_report_is_written_in_each_form_and_tells_what_it_lacks(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"report{suffix}"
    screen.report.make_to(out)
    told = finished(qtbot, screen.report)
    assert told.startswith(f"Saved: report{suffix}.")
    assert "the budget" in told
    assert out.stat().st_size > 5_000


def test_the_evidence_is_one_zip_and_its_second_count_is_told(
    qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path
) -> None:
    screen.report.form.setCurrentIndex(screen.report.form.findData("zip"))
    screen.report.make_to(tmp_path / "evidence.zip")
    assert "counted twice, 0 differences." in finished(qtbot, screen.report)
    assert check_evidence(tmp_path / "evidence.zip").is_whole


def test_the_report_is_looked_at_page_by_page(qtbot: QtBot, screen: DocumentsScreen) -> None:
    screen.report.look.click()
    dialog = screen.report.preview
    qtbot.waitUntil(lambda: bool(dialog.pages), timeout=SLOW_MS)
    assert (dialog.count.text(), dialog.back.isEnabled()) == (f"Page 1 of {len(dialog.pages)}", False)
    first = dialog.sheet.pixmap().cacheKey()
    dialog.forth.click()
    assert dialog.count.text() == f"Page 2 of {len(dialog.pages)}"
    assert dialog.sheet.pixmap().cacheKey() != first
    dialog.turn(99)
    assert not dialog.forth.isEnabled()
    dialog.close()


def test_who_changed_what_can_be_narrowed_to_a_person(qtbot: QtBot, screen: DocumentsScreen) -> None:
    desk = screen.check.desk

    def correct(records: Records) -> None:
        records = records.by(Caller("김하늘"))
        edit_attendee(records, records.people.all()[0].id, {"name": "도재훈"})

    do(qtbot, desk, correct)
    screen.check.trail.click()
    qtbot.waitUntil(lambda: screen.check.listing is not None, timeout=SLOW_MS)
    dialog = screen.check.listing
    everything = dialog.model.rowCount()
    newest = [dialog.model.data(dialog.model.index(0, column)) for column in range(dialog.model.columnCount())]
    assert (newest[1], newest[3], newest[4]) == ("김하늘", "changed", "도재훈")
    assert newest[5].endswith("→ 도재훈")
    dialog.search.setText("도재훈")
    assert 0 < dialog.model.rowCount() < everything
    dialog.close()
