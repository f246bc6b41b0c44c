"""After an erasure nothing passes for a result: every paper refuses or says what was kept."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.door.type_in_sheet import plan_typed_sheet
from kiosk.actions.keeping.privacy import consents
from kiosk.actions.keeping.purge import purge
from kiosk.actions.mails.files import write_mail_files
from kiosk.actions.office.export_records import export_records
from kiosk.actions.papers.certificate_register import register_now, reissue, revoke
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.print_documents import print_badges, print_ticket_list, print_tickets
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.preparing.checklist import Laptop, checklist
from kiosk.core.printer_setup import PrintSetup
from kiosk.core.readiness import Topic
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words.terms import export_word
from tests import making


@pytest.fixture
def erased(tmp_path: Path) -> Iterator[Records]:
    with closing(making.new_event(tmp_path)) as records:
        desk = making.Desk(records)
        for person in making.add_people(records, 2):
            desk.scan(person.ticket_code, "10:30", session="F")
        issue_certificates(records, tmp_path / "all.pdf", desk="A")
        purge(records, "하루", now=making.moment("23:30"), folder=tmp_path)
        yield records


PAPERS: dict[str, Callable[[Records, Path], object]] = {
    "badges": lambda records, folder: print_badges(records, [], folder / "b.pdf"),
    "tickets": lambda records, folder: print_tickets(records, [], folder / "t.pdf"),
    "pictures": lambda records, folder: print_tickets(records, [], folder / "t"),
    "list": lambda records, folder: print_ticket_list(records, [], folder / "l.pdf"),
    "certificates": lambda records, folder: issue_certificates(records, folder / "c.pdf", desk="A"),
    "revoke": lambda records, _folder: revoke(records, ["A-0001"], "x"),
    "reissue": lambda records, _folder: reissue(records, [], "x"),
    "sign-in": lambda records, folder: print_sign_in_sheet(records, "F", folder / "s.pdf"),
    "typed in": lambda records, folder: plan_typed_sheet(records, folder / "s.csv", "F"),
    "csv": lambda records, folder: export_records(records, folder / "e.csv", export_word, language="ko"),
    "mail": lambda records, folder: write_mail_files(records, folder / "m.xlsx", export_word),
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_list_of_nobody_is_refused_with_when_they_were_erased(erased: Records, tmp_path: Path, paper: str) -> None:
    with pytest.raises(KioskError) as caught:
        PAPERS[paper](erased, tmp_path)
    assert caught.value.code == "figures.erased"


def test_nothing_is_said_of_nobody(erased: Records) -> None:
    """No zero passes for a count of people: not that all of none can earn it, nor that none of none agreed."""
    lines = checklist(erased, Laptop("laptop-1", None, PrintSetup(), lambda _names: [], making.SEOUL))
    said = {line.topic: line.code for line in lines if line.topic in (Topic.ROSTER, Topic.FONTS, Topic.RULE)}
    assert said == {Topic.ROSTER: "ready.erased"}
    assert consents(erased).erased == "2024-02-28 23:30"


def test_the_register_lists_the_numbers_that_were_kept(erased: Records) -> None:
    found = register_now(erased)
    assert ([line.serial for line in found.kept], found.certificate_states) == (["A-0001", "A-0002"], ())


def test_who_was_added_since_gets_a_badge(erased: Records, tmp_path: Path) -> None:
    assert print_badges(erased, making.add_people(erased, 1), tmp_path / "b.pdf").files
