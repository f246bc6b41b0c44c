"""Tickets by mail in the real window: to 84 people, past a refusal and a cut, with words and account of the office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from kiosk.actions.mails.account import keep_password, settings_of
from kiosk.actions.mails.words import mail_words
from kiosk.ui.documents.mail_card import MailCard
from kiosk.ui.mails.words_dialog import MailWordsDialog
from tests.key_rings import RingInMemory, laptop
from tests.mail_servers import PASSWORD, MailServer
from tests.making import add_people, new_event


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with MailServer(tmp_path) as server, laptop(RingInMemory()):
        yield server


@pytest.fixture
def invited(tmp_path: Path) -> Path:
    records = new_event(tmp_path)
    for number in range(1, 85):
        add_people(records, 1, email=f"p{number}@example.org")
    add_people(records, 1)
    records.close()
    return records.path


@pytest.fixture
def card(open_desk, qtbot: QtBot, invited: Path, server: MailServer) -> MailCard:
    desk = open_desk(invited)
    desk.device.change(**settings_of(server.account()))
    keep_password(server.account(), PASSWORD)
    made = MailCard(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def wait_for_rest(card: MailCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: card.make.isVisible() and card.notice.isVisible(), timeout=120_000)


def test_84_people_get_theirs_past_a_refusal_and_a_lost_line(card: MailCard, qtbot: QtBot, server: MailServer):
    server.inbox.refused["p7@example.org"] = "550 5.1.1 No such mailbox"
    server.inbox.cut_after.add("p9@example.org")
    card.make.click()
    wait_for_rest(card, qtbot)
    assert len({to for to, _mail in server.inbox.mails}) == len(server.inbox.mails) == 83
    assert "Sent: 82" in card.notice.text() and "refused: 1" in card.notice.text()
    assert "uncertain: 1" in card.notice.text() and "Without an address: 1" in card.notice.text()
    assert "550 5.1.1 No such mailbox" in {card.listing.model.index(row, 4).data() for row in range(2)}
    card.listing.reject()
    card.make.click()
    qtbot.waitUntil(lambda: "There is nothing to send" in card.notice.text(), timeout=30_000)
    assert len(server.inbox.mails) == 83


def test_a_run_is_cancelled_and_gone_on_with(card: MailCard, qtbot: QtBot, server: MailServer):
    card.make.click()
    qtbot.waitUntil(lambda: len(server.inbox.mails) >= 3, timeout=60_000)
    card.cancel.click()
    wait_for_rest(card, qtbot)
    assert "not yet: " in card.notice.text()
    card.make.click()
    qtbot.waitUntil(lambda: len(server.inbox.mails) == 84, timeout=120_000)
    wait_for_rest(card, qtbot)
    assert len({to for to, _mail in server.inbox.mails}) == 84


def test_the_words_are_previewed_checked_and_kept(card: MailCard, qtbot: QtBot):
    card.words.click()
    qtbot.waitUntil(lambda: bool(card.findChildren(MailWordsDialog)))
    (dialog,) = card.findChildren(MailWordsDialog)
    qtbot.waitUntil(lambda: "참석자1" in dialog.preview.toPlainText())
    dialog.subject.setText("{nmae}")
    qtbot.waitUntil(lambda: "{nmae}" in dialog.notice.text())
    dialog.subject.setText("For {name}")
    qtbot.waitUntil(lambda: "For 참석자1" in dialog.preview.toPlainText())
    dialog.save.click()
    kept: list[str] = []
    qtbot.waitUntil(lambda: not card.findChildren(MailWordsDialog))
    card.desk.reader.run(lambda records, _p, _c: mail_words(records)["en"].subject, kept.append)
    qtbot.waitUntil(lambda: kept == ["For {name}"])


def test_the_account_is_checked_tried_and_kept(card: MailCard, qtbot: QtBot, server: MailServer):
    dialog = card.open_account()
    dialog.address.setText("office")
    dialog.trial.click()
    assert "The sender has no e-mail address" in dialog.notice.text()
    dialog.address.setText("office@example.org")
    dialog.trial_to.setText("me@example.org")
    dialog.trial.click()
    qtbot.waitUntil(lambda: "Taken as 1" in dialog.notice.text(), timeout=30_000)
    assert [to for to, _mail in server.inbox.mails] == ["me@example.org"]
    dialog.save.click()
    assert card.desk.settings.mail_sender == "office@example.org" and PASSWORD not in str(card.desk.settings)


def test_the_certificate_of_an_own_server_is_dropped_on_its_field_or_chosen(
    card: MailCard, qtbot: QtBot, server: MailServer
):
    card.desk.device.change(mail_certificate="")
    dialog = card.open_account()
    dialog.trial_to.setText("me@example.org")
    dialog.trial.click()
    qtbot.waitUntil(lambda: "is not trusted" in dialog.notice.text(), timeout=30_000)
    assert dialog.certificate.choose.accessibleName() == "Choose a file: Custom certificate (PEM file)"
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(server.certificate))])
    dialog.certificate.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    dialog.trial.click()
    qtbot.waitUntil(lambda: "Taken as 1" in dialog.notice.text(), timeout=30_000)
    dialog.save.click()
    assert card.desk.settings.mail_certificate == str(server.certificate)
    again = card.open_account()
    assert again.certificate.path() == server.certificate
    again.reject()


def test_a_table_is_written_with_who_has_no_address(card: MailCard, qtbot: QtBot, tmp_path: Path):
    card.make_to(tmp_path / "merge.xlsx")
    wait_for_rest(card, qtbot)
    assert (tmp_path / "merge.xlsx").exists() and "Without an address: 참석자1" in card.notice.text()
