"""The sheet beside each laptop: it names the event, its rooms and whom to call."""

from pathlib import Path

import pytest

from kiosk.actions.papers.helper_sheet import write_helper_sheet
from kiosk.store.records import Records
from tests.printing import pages


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("접수 도우미 안내", "F3", "예외 입장", "운영본부 내선 100")),
        ("en", ("For helpers at the desk", "F3", "Admit anyway", "운영본부 내선 100")),
        ("de", ("For helpers at the desk",)),
    ],
)
def test_one_page_says_what_a_helper_does(event: Records, tmp_path: Path, language: str, words: tuple[str, ...]):
    out = tmp_path / "helper.pdf"
    findings = write_helper_sheet(event, out, language=language, contact="운영본부 내선 100")
    assert list(findings.all) == []
    (page,) = pages.read(out)
    said = page.text.replace(" ", "").replace("\n", "")
    rooms = {session.room for session in event.programme.sessions().values()}
    assert [text for text in (*words, *rooms) if text.replace(" ", "") not in said] == []


def test_a_line_is_left_for_whom_to_call(event: Records, tmp_path: Path):
    out = tmp_path / "helper.pdf"
    write_helper_sheet(event, out)
    assert "……" in pages.read(out)[0].text
