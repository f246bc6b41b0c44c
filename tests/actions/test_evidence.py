"""The evidence folder: whole or nothing, every change of it is told, and a second count agrees on every figure."""

import base64
import hashlib
import json
import os
import subprocess
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import jsonschema
import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.keeping.purge import purge
from kiosk.actions.office import evidence as evidence_module
from kiosk.actions.office.check_evidence import check_evidence, lines_of_event
from kiosk.actions.office.evidence import MANIFEST, SIGNATURE, Evidence, hash_of, make_evidence, write_manifest
from kiosk.actions.papers.certificate_key import public_keys, signature_of
from kiosk.actions.papers.certificate_register import revoke
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.people.import_roster import guess, import_roster, open_roster, plan_roster
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.hash_chain import to_json
from kiosk.core.verification import Verdict
from kiosk.errors import KioskError
from kiosk.paths import resource
from kiosk.store.records import Records
from kiosk.words import catalogue, error_messages
from kiosk.words.evidence import evidence_words, found_lines
from tests import making
from tests.journeys.test_one_census import wild_event
from tests.printing import pages


@pytest.fixture(autouse=True)
def _in_english() -> None:
    catalogue.use_language("en")


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    (tmp_path / "event").mkdir()
    with closing(making.new_event(tmp_path / "event", making.A_DAY)) as records:
        people = making.add_people(records, 4, affiliation="㈜누리랩")
        desk = making.Desk(records)
        for person, clock in zip(people[:3], ("10:00", "10:02", "10:31"), strict=True):
            desk.scan(person.ticket_code, clock, session="E")
        undo(records, desk.scan(people[3].ticket_code, "10:40", session="E").scan_id, "잘못 찍음")
        edit_attendee(records, people[0].id, {"phone": "010-0000-1234"})
        yield records


def made(records: Records, out: Path) -> Evidence:
    return make_evidence(records, out, evidence_words(making.SEOUL))


def test_everything_a_funder_asks_for_lies_in_the_folder(records: Records, tmp_path: Path) -> None:
    evidence = made(records, tmp_path / "evidence")
    assert {name for name in evidence.files if not name.startswith("03-sign-in/")} == {
        "00-list.pdf", "01-report.pdf", "01-report.docx", "02-recount.pdf", "04-attendance.xlsx", "05-changes.csv",
        "data/event.json", "data/log.jsonl", "data/evidence.schema.json", "MANIFEST", "MANIFEST.sig", "key.json",
        "06-certificates.pdf", "06-certificates.xlsx",
    }  # fmt: skip
    assert sum(name.startswith("03-sign-in/") for name in evidence.files) == len(making.A_DAY)
    told = " ".join(pages.read(tmp_path / "evidence" / "02-recount.pdf")[0].text.split())
    assert f"{evidence.comparison.figures:,} figures, 0 differences." in told
    assert evidence.comparison.figures > 40
    changes = (tmp_path / "evidence" / "05-changes.csv").read_text("utf-8-sig")
    assert "잘못 찍음" in changes
    assert "Phone: …" in changes
    assert "010-0000-1234" not in changes
    assert len(list(tmp_path.iterdir())) == 2, "nothing is left beside it"


@pytest.mark.parametrize("name", ["evidence", "evidence.zip"])
def test_what_is_as_it_was_made_is_whole(records: Records, tmp_path: Path, name: str) -> None:
    made(records, tmp_path / name)
    found = check_evidence(tmp_path / name)
    assert (found.is_whole, found.verdict) == (True, Verdict.UNKNOWN), found_lines(found)
    assert found_lines(found)[0].startswith("Intact")
    assert check_evidence(tmp_path / name, public_keys(records)).verdict is Verdict.GENUINE


def test_both_counts_take_a_revoked_certificate_for_none(records: Records, tmp_path: Path) -> None:
    issued = issue_certificates(records, tmp_path / "certificates.pdf", desk="1").issued
    revoke(records, [issued[0][1].serial], "잘못 발급")
    assert made(records, tmp_path / "evidence").comparison.differences == ()
    assert check_evidence(tmp_path / "evidence").is_whole


def test_a_folder_of_another_event_is_told(records: Records, tmp_path: Path) -> None:
    made(records, tmp_path / "evidence")
    (tmp_path / "other").mkdir()
    with closing(making.new_event(tmp_path / "other")) as other:
        assert check_evidence(tmp_path / "evidence", public_keys(other)).verdict is Verdict.OTHER_EVENT


def test_a_list_that_was_made_anew_is_not_signed(records: Records, tmp_path: Path) -> None:
    made(records, tmp_path / "evidence")
    (tmp_path / "evidence" / "05-changes.csv").write_text("nothing", "utf-8")
    (tmp_path / "evidence" / MANIFEST).unlink()
    write_manifest(tmp_path / "evidence")
    found = check_evidence(tmp_path / "evidence", public_keys(records))
    assert (found.signed, found.verdict) == (False, Verdict.CHANGED)
    assert any("not signed" in line for line in found_lines(found))


def test_the_list_of_hashes_is_read_by_other_programs(records: Records, tmp_path: Path) -> None:
    made(records, tmp_path / "evidence")
    subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=tmp_path / "evidence", check=True)


def test_data_follows_the_published_schema_and_holds_no_way_to_reach_anybody(records: Records, tmp_path: Path) -> None:
    made(records, tmp_path / "evidence")
    folder = tmp_path / "evidence" / "data"
    schema = json.loads(resource("schemas", "evidence.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads((folder / "event.json").read_text("utf-8")), schema)
    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]
    for line in lines:
        jsonschema.validate(line, schema["$defs"]["line"] | {"$defs": schema["$defs"]})
    assert len(lines) == records.journal.count()
    whole = (folder / "log.jsonl").read_text("utf-8") + (folder / "event.json").read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "evidence" / "04-attendance.xlsx") as workbook:
        whole += "".join(workbook.read(part).decode() for part in workbook.namelist() if part.endswith(".xml"))
    assert "참석자1" in whole
    assert "010-0000-1234" not in whole
    assert "secret" not in whole


def test_nobody_can_enter_with_what_lies_in_the_folder(records: Records, tmp_path: Path) -> None:
    """Neither a code of this event nor one of another system, alone, in a link or behind a scanner's mark."""
    (tmp_path / "event" / "list.csv").write_text("name,ticket_code\n노을,EB-77-Ab4\n", "utf-8")
    table = open_roster(tmp_path / "event" / "list.csv")
    import_roster(records, plan_roster(records, table, guess(records, table)))
    desk = making.Desk(records)
    for text, clock in (
        ("EB-77-Ab4", "10:50"), ("https://t.example/?c=EB-77-Ab4", "10:55"), ("EB-77-Ab4 or nothing", "10:58"),
    ):  # fmt: skip
        desk.scan(text, clock, session="E")
    codes = {person.ticket_code for person in records.people.all()}
    made(records, tmp_path / "evidence")
    for file in (path for path in (tmp_path / "evidence").rglob("*") if path.is_file()):
        told = file.read_bytes()
        if file.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(file) as packed:
                told = b"".join(packed.read(name) for name in packed.namelist())
        elif file.suffix == ".pdf":
            told = "".join(page.text for page in pages.read(file)).encode()
        for code in codes:
            assert code.encode() not in told, file.name
    found = check_evidence(tmp_path / "evidence", public_keys(records), lines_of_event(records))
    assert found.verdict is Verdict.GENUINE


def test_equal_codes_have_equal_marks_and_different_ones_do_not(records: Records, tmp_path: Path) -> None:
    making.Desk(records).scan(records.people.all()[0].ticket_code, "10:20", session="E")
    made(records, tmp_path / "evidence")
    lines = (tmp_path / "evidence" / "data" / "log.jsonl").read_text("utf-8").splitlines()
    scans = [line for line in map(json.loads, lines) if line["kind"] == "scan"]
    marks: dict[str, set[str]] = {}
    for line in scans:
        marks.setdefault(line["subject"], set()).add(line["payload"]["text"])
    assert len(marks) == 4
    assert all(len(own) == 1 for own in marks.values()), marks
    assert len({own.pop() for own in marks.values()}) == 4


def test_with_the_event_a_line_that_says_something_else_is_told(records: Records, tmp_path: Path) -> None:
    """Also when its organiser made the list of hashes anew and signed it: the log of the event is asked."""
    made(records, tmp_path / "evidence")
    log = tmp_path / "evidence" / "data" / "log.jsonl"
    lines = log.read_text("utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if '"kind":"scan"' in line)
    said = json.loads(lines[number])
    said["payload"]["desk"] = "another"
    lines[number] = to_json(said)
    log.write_text("\n".join(lines) + "\n", "utf-8")
    for name in (MANIFEST, SIGNATURE):
        (tmp_path / "evidence" / name).unlink()
    write_manifest(tmp_path / "evidence")
    signed = base64.b64encode(signature_of(records, (tmp_path / "evidence" / MANIFEST).read_bytes()))
    (tmp_path / "evidence" / SIGNATURE).write_bytes(signed)
    found = check_evidence(tmp_path / "evidence", public_keys(records), lines_of_event(records))
    assert [(one.log_id, one.seq) for one in found.broken] == [(said["log_id"], said["seq"])]
    assert found.verdict is Verdict.CHANGED


@pytest.mark.parametrize("name", ["evidence", "evidence.zip"])
def test_what_a_killed_run_left_goes_with_the_next(records: Records, tmp_path: Path, name: str) -> None:
    left = tmp_path / f".{name}.0123456789ab.part"
    left.mkdir()
    (left / "half").write_text("x")
    (tmp_path / ".evidence[1].zip.0123456789ab.part").mkdir()  # of another
    made(records, tmp_path / name)
    assert {path.name for path in tmp_path.iterdir()} == {"event", name, ".evidence[1].zip.0123456789ab.part"}


@pytest.mark.parametrize("name", ["01-report.pdf", "data/log.jsonl", "data/event.json", "05-changes.csv"])
def test_one_changed_byte_is_told(records: Records, tmp_path: Path, name: str) -> None:
    made(records, tmp_path / "evidence")
    file = tmp_path / "evidence" / name
    content = bytearray(file.read_bytes())
    place = content.index(b"1")
    content[place] = ord("2")
    file.write_bytes(bytes(content))
    found = check_evidence(tmp_path / "evidence")
    assert not found.is_whole
    assert name in found.changed


def test_missing_and_added_files_are_told(records: Records, tmp_path: Path) -> None:
    made(records, tmp_path / "evidence")
    (tmp_path / "evidence" / "05-changes.csv").unlink()
    (tmp_path / "evidence" / "06-more.pdf").write_bytes(b"%PDF")
    found = check_evidence(tmp_path / "evidence")
    assert (found.missing, found.added) == (("05-changes.csv",), ("06-more.pdf",))
    assert not found.is_whole


def _link(folder: Path) -> None:
    (folder / "05-changes.csv").rename(folder.with_name("elsewhere.csv"))
    (folder / "05-changes.csv").symlink_to(folder.with_name("elsewhere.csv"))


def _linked_list(folder: Path) -> None:
    (folder / MANIFEST).rename(folder.with_name("elsewhere"))
    (folder / MANIFEST).symlink_to(folder.with_name("elsewhere"))


def _linked_folder(folder: Path) -> None:
    (folder / "more").symlink_to(folder / "data", target_is_directory=True)


@pytest.mark.parametrize(
    ("forge", "changed", "added"),
    [
        (_link, ("05-changes.csv",), ()),
        (_linked_list, (MANIFEST,), ()),
        (_linked_folder, (), ("more",)),
        (lambda folder: (folder / "more").mkdir(), (), ("more",)),
        (lambda folder: (folder / "gone").symlink_to("nowhere"), (), ("gone",)),
    ],
)
def test_what_is_no_file_of_the_folder_itself_is_told(
    records: Records, tmp_path: Path, forge, changed: tuple[str, ...], added: tuple[str, ...]
) -> None:
    made(records, tmp_path / "evidence")
    forge(tmp_path / "evidence")
    found = check_evidence(tmp_path / "evidence", public_keys(records))
    assert (found.verdict, found.changed, found.missing, found.added) == (Verdict.CHANGED, changed, (), added)


def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(records: Records, tmp_path: Path) -> None:
    made(records, tmp_path / "evidence")
    (tmp_path / "evidence" / "01-report.pdf").unlink()
    os.mkfifo(tmp_path / "evidence" / "01-report.pdf")
    assert check_evidence(tmp_path / "evidence").changed == ("01-report.pdf",)


@pytest.mark.parametrize("name", ["05-changes.csv", "more/", "../more"])
def test_what_is_put_into_a_zip_is_told_even_under_a_name_that_is_there(
    records: Records, tmp_path: Path, name: str
) -> None:
    made(records, tmp_path / "evidence.zip")
    with zipfile.ZipFile(tmp_path / "evidence.zip") as packed:
        files = {one: packed.read(one) for one in packed.namelist()}
    with zipfile.ZipFile(tmp_path / "forged.zip", "w") as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name comes twice is what is tried
        packed.writestr(name, "")
        for path, content in files.items():
            packed.writestr(path, content)
    found = check_evidence(tmp_path / "forged.zip", public_keys(records))
    assert found.verdict is Verdict.CHANGED
    assert (*found.changed, *found.added) == (name.rstrip("/"),)


@pytest.mark.parametrize("name", ["data/event.json", "data/log.jsonl"])
@pytest.mark.parametrize("content", ["[" * 200_000, "null", "{}", "[1]", "1" * 5000, '{"figures": 1e999}'])
def test_data_made_to_mislead_are_refused_with_a_sentence(
    records: Records, tmp_path: Path, name: str, content: str
) -> None:
    made(records, tmp_path / "evidence")
    (tmp_path / "evidence" / name).write_text(content, "utf-8")
    with pytest.raises(KioskError) as caught:
        check_evidence(tmp_path / "evidence", public_keys(records))
    assert caught.value.code == "evidence.unreadable"


@pytest.mark.parametrize("how", ["a line is gone", "a scan moved", "a figure raised"])
def test_who_makes_the_list_of_hashes_anew_is_told_by_chain_and_second_count(
    records: Records, tmp_path: Path, how: str
) -> None:
    made(records, tmp_path / "evidence")
    log, event = (tmp_path / "evidence" / "data" / name for name in ("log.jsonl", "event.json"))
    lines = log.read_text("utf-8").splitlines()
    scan = next(number for number, line in enumerate(lines) if '"kind":"scan"' in line)
    if how == "a line is gone":
        del lines[scan]
    elif how == "a scan moved":
        said = json.loads(lines[scan])
        lines[scan] = json.dumps(said | {"wall_us": said["wall_us"] + 60_000_000})
    else:
        content = json.loads(event.read_text("utf-8"))
        content["figures"]["whole"]["of_expected"] += 1
        event.write_text(json.dumps(content), "utf-8")
    log.write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "evidence" / MANIFEST).unlink()
    write_manifest(tmp_path / "evidence")
    found = check_evidence(tmp_path / "evidence")
    assert not found.changed
    assert found.broken or found.comparison.differences
    assert not found.is_whole


@pytest.mark.parametrize("name", ["evidence", "evidence.zip"])
def test_a_writing_that_fails_leaves_nothing(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(evidence_module, "write_manifest", full)
    with pytest.raises(KioskError) as trouble:
        made(records, tmp_path / name)
    assert trouble.value.code == "tables.disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["event"]


def test_a_folder_with_something_in_it_and_an_event_are_left_alone(records: Records, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x")
    for out, code in ((tmp_path / "full", "evidence.folder_in_use"), (records.path, "output.is_event")):
        with pytest.raises(KioskError) as trouble:
            made(records, out)
        assert trouble.value.code == code
    assert (tmp_path / "full" / "mine.txt").read_text() == "x"


def test_after_an_erasure_there_is_no_evidence_and_that_is_said(records: Records, tmp_path: Path) -> None:
    purge(records, "하루", now=making.moment("23:30"), folder=tmp_path / "copies")
    with pytest.raises(KioskError) as trouble:
        made(records, tmp_path / "evidence")
    assert trouble.value.code == "figures.erased"
    assert not (tmp_path / "evidence").exists()


def test_what_is_no_evidence_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "x.zip", tmp_path / "folder", tmp_path / "gone"):
        with pytest.raises(KioskError) as trouble:
            check_evidence(path)
        assert trouble.value.code == "evidence.not_one"


def test_a_zip_with_a_broken_list_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr(MANIFEST, "nothing of the kind")
    with pytest.raises(KioskError) as trouble:
        check_evidence(tmp_path / "x.zip")
    assert trouble.value.code == "evidence.unreadable"
    assert error_messages.explain(trouble.value.code, trouble.value.details)


def test_hashes_are_those_of_the_standard_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 3_000_000)
    assert hash_of(tmp_path / "file") == hashlib.sha256(b"x" * 3_000_000).hexdigest()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(12))
def test_both_counts_agree_on_wild_days(tmp_path: Path, seed: int) -> None:
    """Overrides, undo, joins, cancelled after the certificate, moved sessions, over midnight, tickets issued anew."""
    (tmp_path / "event").mkdir()
    with closing(wild_event(tmp_path / "event", Random(seed).randrange(10**6))) as records:
        issue_certificates(records, tmp_path / "issued", desk="1")
        evidence = made(records, tmp_path / "evidence")
        assert evidence.comparison.differences == ()
        assert check_evidence(tmp_path / "evidence", public_keys(records)).verdict is Verdict.GENUINE
