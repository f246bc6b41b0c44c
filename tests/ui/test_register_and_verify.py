"""The register of certificates and the check whether one is genuine, by the window's own buttons."""

import os
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.actions.papers.certificate_register import certificate_states
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.codes.devices import Source
from kiosk.core.verification import Verdict
from kiosk.store.records import Records
from kiosk.ui.documents.certificate_card import CertificateCard
from kiosk.ui.documents.register_dialog import RegisterDialog
from kiosk.ui.documents.verify_dialog import VerifyDialog
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.words import catalogue
from kiosk.words.certificates import VERDICTS
from tests import making
from tests.printing import pages
from tests.ui.reading import finish_reading


@pytest.fixture
def issued(tmp_path: Path) -> Path:
    """Three certificates, the first of which says another name since; and somebody whose name no font has."""
    records = making.new_event(tmp_path)
    door, people = making.Desk(records), making.add_people(records, 4)
    for person in people:
        door.scan(person.ticket_code, "10:30", session="F")
    edit_attendee(records, people[3].id, {"name": "𗀀𗀁"})
    issue_certificates(records, tmp_path / "each", desk="A")
    edit_attendee(records, people[0].id, {"name": "이두리"})
    path = records.path
    records.close()
    return path


@pytest.fixture
def card(qtbot: QtBot, open_desk, issued: Path) -> Iterator[CertificateCard]:
    made = CertificateCard(open_desk(issued))
    qtbot.addWidget(made)
    made.resize(1250, 768)
    made.show()
    yield made


@pytest.fixture
def register(qtbot: QtBot, card: CertificateCard) -> RegisterDialog:
    dialog = card.open_register()
    finish_reading(qtbot, card.desk)
    return dialog


def shown(dialog: RegisterDialog | VerifyDialog, column: int) -> list[str]:
    model = dialog.model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def give_reason(qtbot: QtBot, dialog: RegisterDialog, reason: str) -> None:
    asking = dialog.findChild(ReasonDialog)
    assert not asking.confirm.isEnabled(), "a reason is needed"
    asking.reason.setText(reason)
    qtbot.mouseClick(asking.confirm, Qt.MouseButton.LeftButton)
    finish_reading(qtbot, dialog.desk)


def test_what_needs_something_done_stands_first_with_what_it_is(register: RegisterDialog) -> None:
    assert shown(register, 0) == ["–", "A-0001", "A-0002", "A-0003"]
    assert shown(register, 5) == ["withheld", "valid", "valid", "valid"]
    withheld, reissue, *rest = shown(register, 6)
    assert "𗀀𗀁" in withheld
    assert reissue == "needs a reissue: Name"
    assert rest == ["", ""]
    assert [register.part.itemText(place) for place in range(register.part.count())] == [
        "All: 4", "Needs a reissue: 1", "No longer earned: 0", "Withheld, no font has the name: 1",
        "Revoked or replaced: 0",
    ]  # fmt: skip


def test_all_that_need_it_are_issued_again_with_a_reason(qtbot: QtBot, register: RegisterDialog) -> None:
    qtbot.mouseClick(register.again_all, Qt.MouseButton.LeftButton)
    give_reason(qtbot, register, "개명")
    assert "A-0001-2" in register.notice.text()
    assert sorted(shown(register, 0)) == ["A-0001", "A-0001-2", "A-0002", "A-0003", "–"]
    register.part.setCurrentIndex(register.part.findData("ended"))
    assert (shown(register, 0), shown(register, 6)) == (["A-0001"], ["개명"])
    assert not register.again_all.isEnabled()


def test_the_chosen_ones_are_revoked_and_cannot_be_revoked_twice(qtbot: QtBot, register: RegisterDialog) -> None:
    assert not register.revoke.isEnabled()
    register.table.selectRow(2)
    qtbot.mouseClick(register.revoke, Qt.MouseButton.LeftButton)
    give_reason(qtbot, register, "발급 오류")
    register.search.setText("A-0002")
    assert (shown(register, 5), shown(register, 6)) == (["revoked"], ["발급 오류"])
    register.table.selectRow(0)
    assert not any(button.isEnabled() for button in (register.revoke, register.again, register.print))


def test_a_withheld_person_is_corrected_from_the_list(qtbot: QtBot, register: RegisterDialog) -> None:
    register.table.selectRow(0)
    assert register.correct.isEnabled()
    register._correct()
    dialog = next(child for child in register.children() if hasattr(child, "fields"))
    dialog.fields["name"].setText("Li Yuanhao")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    finish_reading(qtbot, register.desk)
    assert "withheld" not in shown(register, 5)


def test_register_and_chosen_certificates_are_written(qtbot: QtBot, register: RegisterDialog, tmp_path: Path) -> None:
    for name in ("register.xlsx", "register.pdf"):
        register.write_to(tmp_path / name)
        finish_reading(qtbot, register.desk)
        assert name in register.notice.text()
    rows = list(openpyxl.load_workbook(tmp_path / "register.xlsx").active.values)
    assert "A-0003" in {row[0] for row in rows}
    register.table.selectRow(1)
    register.print_to(tmp_path / "one.pdf")
    finish_reading(qtbot, register.desk)
    assert "A-0001" in pages.read(tmp_path / "one.pdf")[0].text


def test_both_languages(qtbot: QtBot, card: CertificateCard) -> None:
    catalogue.use_language("ko")
    dialog = card.open_register("withheld")
    finish_reading(qtbot, card.desk)
    assert dialog.windowTitle() == "수료증 발급대장"
    assert shown(dialog, 5) == ["보류"]


def test_an_erased_event_lists_the_numbers_that_were_kept(qtbot: QtBot, card: CertificateCard, tmp_path: Path) -> None:
    from kiosk.actions.keeping.purge import purge

    done: list[object] = []
    card.desk.lane.run(
        lambda records: purge(records, card.desk.details.names["ko"], now=making.moment("23:30"), folder=tmp_path),
        done.append,
    )
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    dialog = card.open_register()
    finish_reading(qtbot, card.desk)
    assert shown(dialog, 0) == ["A-0001", "A-0002", "A-0003"]
    assert set(shown(dialog, 2)) == {"–"}
    dialog.table.selectRow(0)
    assert not any(button.isEnabled() for button in (dialog.revoke, dialog.again, dialog.print))


@pytest.fixture
def verify(qtbot: QtBot, card: CertificateCard) -> VerifyDialog:
    return card.open_verify()


def found(qtbot: QtBot, dialog: VerifyDialog) -> str:
    finish_reading(qtbot, dialog.desk)
    words = {catalogue._(text): verdict for verdict, text in VERDICTS.items()}
    return words.get(dialog.verdict.accessibleName(), dialog.verdict.accessibleName())


def test_a_file_is_genuine_and_changed_with_one_byte(qtbot: QtBot, verify: VerifyDialog, tmp_path: Path) -> None:
    file = next((tmp_path / "each").glob("*A-0002*"))
    verify.take_file(file)
    assert found(qtbot, verify) == Verdict.GENUINE
    assert (shown(verify, 1), shown(verify, 2), shown(verify, 4)) == (["A-0002"], ["참석자2"], ["90"])
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "changed.pdf").write_bytes(content)
    verify.take_file(tmp_path / "changed.pdf")
    assert found(qtbot, verify) == Verdict.CHANGED


def test_a_picture_a_pasted_text_and_what_a_scanner_reads(qtbot: QtBot, verify: VerifyDialog, tmp_path: Path) -> None:
    file = next((tmp_path / "each").glob("*A-0002*"))
    (code,) = pages.codes(pages.picture(file))
    pages.picture(file).save(tmp_path / "photo.png")
    verify.take_file(tmp_path / "photo.png")
    assert found(qtbot, verify) == Verdict.GENUINE
    verify.typed.setText(code[:-8] + ("A" * 8))
    qtbot.mouseClick(verify.check, Qt.MouseButton.LeftButton)
    assert found(qtbot, verify) == Verdict.CHANGED
    verify._news.arrived.emit(Source.CAMERA, code)
    assert found(qtbot, verify) == Verdict.GENUINE


def test_revoked_replaced_other_event_and_nothing_at_all(
    qtbot: QtBot, verify: VerifyDialog, register: RegisterDialog, tmp_path: Path
) -> None:
    register._take_back(("A-0002",), "착오")
    register._issue_again(("A-0001",), "개명")
    finish_reading(qtbot, verify.desk)
    verify.take_file(next((tmp_path / "each").glob("*A-0002*")))
    assert found(qtbot, verify) == Verdict.REVOKED
    assert shown(verify, 5) == ["착오"]
    verify.take_file(next((tmp_path / "each").glob("*A-0001*")))
    assert found(qtbot, verify) == Verdict.REPLACED
    assert "A-0001-2" in shown(verify, 5)[0]
    (tmp_path / "other").mkdir()
    other: Records = making.new_event(tmp_path / "other")
    (person,) = making.add_people(other, 1)
    making.Desk(other).scan(person.ticket_code, "10:30", session="F")
    (theirs,) = issue_certificates(other, tmp_path / "other" / "x.pdf", desk="A").files
    other.close()
    verify.take_file(theirs)
    assert found(qtbot, verify) == Verdict.OTHER_EVENT
    verify.check_text("그냥 글")
    assert found(qtbot, verify) == Verdict.UNKNOWN
    verify.check_text(os.fspath(tmp_path / "gone.pdf"))
    finish_reading(qtbot, verify.desk)
    assert "gone.pdf" in verify.notice.text()
    assert verify.verdict.text() == "", "what was found before does not stand beside it"


def test_nobody_is_checked_in_while_it_is_open_and_the_camera_is_as_before(qtbot: QtBot, verify: VerifyDialog) -> None:
    news, desk = verify._news, verify.desk
    assert news.testing
    qtbot.mouseClick(verify.camera, Qt.MouseButton.LeftButton)
    assert desk.settings.camera_scanner
    qtbot.mouseClick(verify.close_button, Qt.MouseButton.LeftButton)
    assert (news.testing, desk.settings.camera_scanner) == (False, False)


def test_a_certificate_that_is_withheld_is_told_when_they_are_made(
    qtbot: QtBot, card: CertificateCard, tmp_path: Path
) -> None:
    card.make_to(tmp_path / "again.pdf")
    qtbot.waitUntil(lambda: card.make.isVisible() and bool(card.notice.text()), timeout=20_000)
    assert "no font has the name: 1" in card.notice.text()


def test_an_event_of_whom_nobody_can_be_given_one_makes_no_file_and_says_so(
    qtbot: QtBot, open_desk, tmp_path: Path
) -> None:
    records = making.new_event(tmp_path)
    (person,) = making.add_people(records, 1)
    making.Desk(records).scan(person.ticket_code, "10:30", session="F")
    edit_attendee(records, person.id, {"name": "𗀀"})
    assert certificate_states(records) == []
    path = records.path
    records.close()
    card = CertificateCard(open_desk(path))
    qtbot.addWidget(card)
    card.show()
    card.make_to(tmp_path / "none.pdf")
    qtbot.waitUntil(lambda: card.make.isVisible() and bool(card.notice.text()), timeout=20_000)
    assert "no font has the name: 1" in card.notice.text()
    assert not (tmp_path / "none.pdf").exists()
