"""``kiosk meetings`` as scripts rely on it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.cli.main import main
from tests.making import DEMO

FILE = DEMO / "partnering.xlsx"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kiosk(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> Call:
    """Call ``kiosk`` with words and standard input; status, output, errors."""
    monkeypatch.setenv("KIOSK_LANGUAGE", "en")

    def call(*words: str | Path, stdin: str = "") -> tuple[int, str, str]:
        capfd.readouterr()
        monkeypatch.setattr("sys.argv", ["kiosk", *map(str, words)])
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        status = main()
        return status, *capfd.readouterr()

    return call


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "workshop.kiosk"
    make_demonstration(path, as_planned=True).close()
    return path


def listed(kiosk: Call, event: Path) -> list[dict]:
    status, out, _err = kiosk("meetings", event, "list", "--json")
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


def test_a_dry_run_says_what_would_change_and_stores_nothing(kiosk: Call, event: Path) -> None:
    status, out, _err = kiosk("meetings", event, "import", FILE, "--dry-run", "--json")
    told = json.loads(out)
    assert (status, told["changed"], told["stored"], told["session"]) == (0, 9, False, "S5")
    assert [warning["code"] for warning in told["warnings"]] == ["meetings.company_twice"] * 3
    assert "T1, T2, T3" in told["warnings"][0]["reason"]
    assert {meeting["result"] for meeting in listed(kiosk, event)} == {"planned"}


def test_meetings_are_imported_listed_and_marked(kiosk: Call, event: Path) -> None:
    status, out, err = kiosk("meetings", event, "import", FILE)
    lines = out.splitlines()
    told = "Meetings: 0 new, 9 changed, 0 unchanged, 0 rejected, 0 skipped; 0 not in the file are kept."
    assert (status, lines[-1]) == (0, told)
    assert lines[0].startswith(FILE.name) and any(line.startswith("Company: from") for line in lines)
    assert err.startswith("Row 2: 두산에너빌리티㈜ is at several tables at once, from 13:30 to 14:00: T1, T2, T3.")
    meetings = listed(kiosk, event)
    assert meetings[0] == {
        "id": "S5-1", "session": "S5", "table": "T1", "starts_at": "2024-02-28T04:30:00Z",
        "ends_at": "2024-02-28T05:00:00Z", "company": "두산에너빌리티㈜", "partner": "㈜디엑스솔루션즈",
        "proposal": "제조 설비 디지털전환 협업 제안", "result": "matched",
    }  # fmt: skip
    assert sum(meeting["result"] == "matched" for meeting in meetings) == 6
    status, out, _err = kiosk("meetings", event, "result", "S5-8", "matched", "--json")
    assert (status, json.loads(out)["result"]) == (0, "matched")
    assert kiosk("meetings", event, "list")[1].splitlines()[-1] == "7 of 9 meetings matched."
    assert kiosk("meetings", event, "remove", "S5-9")[0] == 0
    assert len(listed(kiosk, event)) == 8


def test_a_file_with_a_row_that_cannot_be_taken_changes_nothing(kiosk: Call, event: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    file.write_text("table,start,end,company,partner\nT1,2024-02-28 13:30,2024-02-28 14:00,A,B\n", encoding="utf-8")
    before = listed(kiosk, event)
    status, out, err = kiosk("meetings", event, "import", file, "--json")
    assert (status, json.loads(out)["stored"]) == (1, False)
    assert "Row 2: Table T1 is taken at that time by meeting S5-1 of the event." in err
    assert listed(kiosk, event) == before


def test_wrong_names_are_told_in_one_sentence(kiosk: Call, event: Path) -> None:
    assert kiosk("meetings", event, "result", "S5-99", "held")[::2] == (
        1, "There is no meeting S5-99. “kiosk meetings EVENT list” shows them all.\n",
    )  # fmt: skip
    assert kiosk("meetings", event, "result", "S5-1", "perhaps")[0] == 2
    assert kiosk("meetings", event, "import", FILE, "--session", "X")[0] == 1


def test_a_scan_into_the_partnering_prints_the_persons_meetings(kiosk: Call, event: Path) -> None:
    people = [json.loads(line) for line in kiosk("attendees", event, "--json")[1].splitlines()]
    guest = next(p for p in people if p["affiliation"] == "성우전기산업" and "S5" in p["sessions"])
    at = ("--at", "2024-02-28T13:00")
    status, out, _err = kiosk("scan", event, "--session", "S5", *at, stdin=guest["ticket_code"] + "\n")
    answer = json.loads(out)
    assert (status, answer["verdict"]) == (0, "admitted")
    assert [(meeting["table"], meeting["company"]) for meeting in answer["meetings"]] == [("T3", "두산에너빌리티㈜")]


def test_columns_that_no_word_tells_are_named_by_a_person(kiosk: Call, event: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("자리,언제,갑,을,메모\nT9,2024-02-28 13:30~14:00,가온테크,나래산업,x\n", encoding="utf-8")
    maps = [word for name in ("table=자리", "time=B", "company=3", "partner=을") for word in ("--map", name)]
    assert kiosk("meetings", event, "import", file, "--dry-run")[0] == 1
    status, out, _err = kiosk("meetings", event, "import", file, "--json", *maps)
    told = json.loads(out)
    assert (status, told["new"], told["header_rows"]) == (0, 1, [1])
    assert {column["field"] for column in told["columns"]} == {"table", "time", "company", "partner"}
    assert kiosk("meetings", event, "import", file, "--map", "table=Z")[0] == 1
