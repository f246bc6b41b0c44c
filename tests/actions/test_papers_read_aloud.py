"""Papers for offices and funders are fit for archives and told to whoever has them read aloud."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from kiosk.actions.keeping.purge import certify, purge
from kiosk.actions.office.event_report import report_event
from kiosk.actions.office.handed_out import export_holders, read_holders
from kiosk.actions.office.roll_call import print_roll_call, read_roll_call
from kiosk.actions.papers.helper_sheet import write_helper_sheet
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.papers.register_files import export_register
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.actions.programme.edit_handouts import save_handout
from kiosk.core.handout import Handout
from kiosk.store.records import Records
from kiosk.words.certificates import register_word
from kiosk.words.live import roll_call_word
from kiosk.words.report import report_word
from kiosk.words.terms import export_word
from tests import making

Maker = Callable[[Records, Path, str], object]


def erased(records: Records, out: Path, language: str) -> None:
    after = max(session.ends_at for session in records.programme.sessions().values()) + timedelta(days=1)
    certify(records, purge(records, "하루", now=after, folder=out.parent), out, export_word, language)


PAPERS: dict[str, Maker] = {
    "report": lambda r, out, language: report_event(r, out, report_word, language),
    "register": lambda r, out, language: export_register(r, out, register_word, language=language),
    "sign-in sheet": lambda r, out, language: print_sign_in_sheet(r, "A", out, language=language),
    "roll-call": lambda r, out, language: print_roll_call(
        r, read_roll_call(r, making.moment("11:00")), out, roll_call_word, language
    ),
    "hand-outs": lambda r, out, language: export_holders(
        r, read_holders(r), out, export_word, language=language, title="배부"
    ),
    "helper sheet": lambda r, out, language: write_helper_sheet(r, out, language=language),
    "erasure": erased,
}


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Records]:
    """An hour with forty people who came, each with a certificate and a kit: tables that go on over the page."""
    with closing(making.new_event(tmp_path, [making.session("A", room="대강당")])) as records:
        save_handout(records, Handout("KIT", {"ko": "자료집"}))
        desk = making.Desk(records)
        for number in range(40):
            code = add_attendee(records, {"name": f"사람{number}", "affiliation": f"기관{number}"}).ticket_code
            assert desk.scan(code, "10:00", session="A").accepted
            assert desk.scan(code, "10:01", session="KIT").accepted
        issue_certificates(records, tmp_path / "all.pdf", desk="A")
        yield records


def parts(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every part below, in reading order."""
    yield element
    if isinstance(element.get("/K"), pikepdf.Array):
        for child in element.K:
            yield from parts(child)


def marks_of(page: pikepdf.Page) -> list[str]:
    """What each text of a page is part of; an empty word for one that is in nothing."""
    found, within = [], [""]
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            within.append(str(operands[0]))
        elif str(operator) == "EMC":
            within.pop()
        elif str(operator) in ("Tj", "TJ"):
            found.append(within[-1])
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_has_title_language_and_parts_in_order(day: Records, tmp_path: Path, kind: str, language: str) -> None:
    out = tmp_path / "out.pdf"
    PAPERS[kind](day, out, language)
    with pikepdf.open(out) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (language, True)
        assert str(pdf.docinfo.Title)
        with pdf.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "B")
        found = list(parts(pdf.Root.StructTreeRoot.K))
        roles = [str(part.S) for part in found]
        assert roles[1] == "/H1"
        tables = [part for part in found if str(part.S) == "/Table"]
        assert tables or kind == "helper sheet"
        assert all(str(row.S) == "/TR" and len(row.K) for table in tables for row in table.K)
        assert all(str(part.Alt) for part in found if str(part.S) == "/Figure")
        assert all("" not in marks_of(page) for page in pdf.pages), "a text is in no part"
        told_marks = sorted((str(part.Pg.objgen), int(part.K)) for part in found if isinstance(part.get("/K"), int))
        assert len(set(told_marks)) == len(told_marks)


def test_a_table_that_goes_on_is_a_table_on_each_page_under_its_headings(day: Records, tmp_path: Path) -> None:
    print_roll_call(day, read_roll_call(day, making.moment("11:00")), tmp_path / "out.pdf", roll_call_word, "ko")
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert len(pdf.pages) == 2
        tables = [part for part in parts(pdf.Root.StructTreeRoot.K) if str(part.S) == "/Table"]
        assert [str(table.Pg.objgen) for table in tables] == [str(page.obj.objgen) for page in pdf.pages]
        assert [{str(cell.S) for cell in table.K[0].K} for table in tables] == [{"/TH"}, {"/TH"}]
        assert sum(len(table.K) - 1 for table in tables) == 40
