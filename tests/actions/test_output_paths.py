"""Where documents may go, and what their files are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.actions.papers.output_paths import FOLDER, check_target
from kiosk.actions.papers.print_documents import choose_attendees, file_name, print_badges, print_tickets, shown_once
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.errors import KioskError
from kiosk.words.error_messages import explain, finding
from printing.documents import Findings
from printing.errors import PrintingError, cannot_write
from printing.setting import Finding, Trouble
from tests import making

PDF = (".pdf",)
PDF_OR_FOLDER = (".pdf", FOLDER)


@pytest.mark.parametrize(("name", "suffixes", "code"), [
    ("day.kiosk", PDF, "output.is_event"),
    ("DAY.KIOSK", PDF_OR_FOLDER, "output.is_event"),
    ("new.kiosk", PDF_OR_FOLDER, "output.is_event"),
    ("renamed.pdf", PDF, "output.is_event"),
    ("renamed", PDF_OR_FOLDER, "output.is_event"),
    ("badges", PDF, "output.wrong_ending"),
    ("badges.png", PDF, "output.wrong_ending"),
    (".pdf", PDF, "output.wrong_ending"),
    ("folder", PDF, "output.wrong_ending"),
    ("folder.pdf", PDF, "output.folder"),
    ("folder.pdf", PDF_OR_FOLDER, "output.folder"),
    ("notes.txt", PDF_OR_FOLDER, "output.file_in_the_way"),
])  # fmt: skip
def test_a_place_for_something_else_is_refused(name: str, suffixes: tuple, code: str, tmp_path: Path):
    event = making.new_event(tmp_path)
    event.close()
    for copy in ("renamed", "renamed.pdf"):
        (tmp_path / copy).write_bytes(event.path.read_bytes())
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "notes.txt").touch()
    with pytest.raises(KioskError) as caught:
        check_target(tmp_path / name, suffixes)
    assert caught.value.code == code
    assert "{" not in explain(code, caught.value.details)


@pytest.mark.parametrize(("name", "suffixes"), [
    ("new.pdf", PDF), ("OLD.PDF", PDF), ("folder", PDF_OR_FOLDER), ("tickets.2024", PDF_OR_FOLDER),
    ("none/new.pdf", PDF), ("new.pdf", PDF_OR_FOLDER),
])  # fmt: skip
def test_a_place_for_a_document_is_taken(name: str, suffixes: tuple, tmp_path: Path):
    (tmp_path / "OLD.PDF").write_bytes(b"%PDF-1.4")
    (tmp_path / "folder").mkdir()
    check_target(tmp_path / name, suffixes)


def test_no_document_takes_the_place_of_the_event(tmp_path: Path):
    records = making.new_event(tmp_path)
    people = making.add_people(records, 1)
    for make in (print_badges, print_tickets):
        with pytest.raises(KioskError, match=r"output\.is_event"):
            make(records, people, records.path)
    records.close()
    assert making.examined(records.path).sound


@given(st.lists(st.text(max_size=300) | st.sampled_from(["한" * 300, "👩" * 200, "a/b", "..."]), max_size=4))
def test_every_system_takes_a_file_name(parts: list[str]):
    name = file_name(*(part.encode("utf-8", "ignore").decode() for part in parts))
    assert 0 < len(name.encode()) <= 200
    assert not set(name) & set('/\\:*?"<>|\0\n') and name == name.strip() and not name.endswith(".")


def test_what_tells_files_apart_is_not_cut_off():
    assert file_name("수료증", "김" * 500, "1-0001").startswith("수료증_김김")
    assert file_name("수료증", "김" * 500, "1-0001").endswith("김_1-0001")


def test_tickets_of_long_names_are_whole_pictures(tmp_path: Path):
    records = making.new_event(tmp_path)
    add_attendee(records, {"name": "김" * 200, "affiliation": "창원" * 200})
    batch = print_tickets(records, choose_attendees(records), tmp_path / "tickets")
    records.close()
    assert list((tmp_path / "tickets").iterdir()) == list(batch.files)
    with Image.open(batch.files[0]) as picture:
        picture.verify()


def test_a_character_a_picture_cannot_show_is_named(tmp_path: Path):
    records = making.new_event(tmp_path)
    making.add_people(records, 1)
    add_attendee(records, {"name": "សុខា"})
    add_attendee(records, {"name": "\u1112\u1169\u11bc"})  # decomposed; drawn as one syllable
    batch = print_tickets(records, choose_attendees(records), tmp_path / "tickets")
    records.close()
    (found,) = batch.findings.all
    assert (found.document, found.text, found.detail) == (2, "សុខា", "សុខា")
    assert "សុខា" in finding(found)


def test_a_picture_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path):
    records = making.new_event(tmp_path)
    making.add_people(records, 1)
    blocked = tmp_path / "tickets" / f"{file_name('1', '참석자1')}.png"
    blocked.mkdir(parents=True)
    with pytest.raises(KioskError, match=r"printing\.cannot_write"):
        print_tickets(records, choose_attendees(records), tmp_path / "tickets")
    records.close()
    assert list((tmp_path / "tickets").iterdir()) == [blocked]


def test_what_the_event_lacks_is_told_once_and_what_a_person_lacks_for_each():
    def lacking(document: int, field: str) -> Finding:
        return Finding(Trouble.EMPTY_FIELD, document, field, "")

    told = shown_once(Findings(tuple(lacking(number, field) for number in (1, 2) for field in ("organiser", "name"))))
    assert told.all == (lacking(0, "organiser"), lacking(1, "name"), lacking(2, "name"))
    assert [finding(found) for found in told.all] == [
        "“Organiser” is not set for this event.", "Document 1: “name” is empty.", "Document 2: “name” is empty.",
    ]  # fmt: skip


@pytest.mark.parametrize(("error", "code"), [
    (OSError(28, "No space left on device"), "printing.disk_full"),
    (PermissionError(13, "Permission denied"), "printing.locked"),
    (OSError(5, "Input/output error"), "printing.cannot_write"),
])  # fmt: skip
def test_the_sentence_fits_the_cause(error: OSError, code: str):
    trouble = cannot_write(Path("badges.pdf"), error)
    assert isinstance(trouble, PrintingError)
    assert trouble.code == code and "{" not in explain(code, trouble.details)
