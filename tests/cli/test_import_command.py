"""``kiosk import`` and ``kiosk imports``: what they tell, ask, and take back."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Run, people

HEADING = "접수번호,성명,소속,직위,이메일"
HANA, DURI = "R101,김하나,한빛,과장,h@example.com", "R102,이두리,다온,대리,d@example.com"


@pytest.fixture
def listed(run: Run, event: Path) -> Path:
    """An event with two people who came by a list; the desk changed the position of one."""
    written(HANA, DURI)
    assert run("import", event, "list.csv").status == 0
    (hana,) = [person["id"] for person in people(run, event) if person["name"] == "김하나"]
    assert run("attendee", "edit", event, hana, "--title", "부장").status == 0
    return event


def written(*rows: str) -> None:
    Path("list.csv").write_text("\n".join((HEADING, *rows)), encoding="utf-8")


def titles(run: Run, event: Path) -> dict[str, str]:
    return {person["name"]: person["title"] for person in people(run, event) if person["external_id"].startswith("R1")}


def test_json_tells_the_same_with_and_without_dry_run(run: Run, listed: Path) -> None:
    written(
        HANA.replace("과장", "차장"), "R103,강새로,신규,,g@example.com", "R103,강새로,신규,,g@example.com", "", ",,,,"
    )
    dry = run("import", listed, "list.csv", "--dry-run", "--json").json
    told = run("import", listed, "list.csv", "--json").json
    assert dry == told | {"stored": False}
    assert told.keys() >= {
        "file", "sheet", "encoding", "header_rows", "columns", "unused", "new", "changed", "unchanged", "rejected",
        "skipped", "questions", "missing",
    }  # fmt: skip
    counted = told["new"] + told["changed"] + told["unchanged"] + told["same_person"]
    rows_asked = len({question["row"] for question in told["questions"]})
    assert counted + len(told["rejected"]) + len(told["skipped"]) + rows_asked == told["rows"]
    assert told["questions"] == [
        {"row": 2, "kind": "field", "field": "title", "desk": "부장", "file": "차장", "who": "김하나",
         "answers": ["desk", "file"]}
    ]  # fmt: skip
    (missing,) = told["missing"]
    assert missing in {person["id"] for person in people(run, listed) if person["name"] == "이두리"}


def test_questions_given_back_with_answers_are_done(run: Run, listed: Path) -> None:
    written(HANA.replace("과장", "차장"), DURI)
    questions = run("import", listed, "list.csv", "--json").json["questions"]
    assert titles(run, listed)["김하나"] == "부장"
    Path("answers.json").write_text(json.dumps([question | {"answer": "file"} for question in questions]), "utf-8")
    result = run("import", listed, "list.csv", "--answers", "answers.json", "--json")
    assert (result.status, result.json["questions"], result.json["changed"]) == (0, [], 1)
    assert titles(run, listed)["김하나"] == "차장"


def test_an_answer_for_another_person_is_told_and_answers_nothing(run: Run, listed: Path) -> None:
    written(HANA.replace("과장", "차장"), DURI)
    Path("answers.json").write_text('[{"row": 2, "who": "이두리", "kind": "field", "answer": "file"}]', "utf-8")
    result = run("import", listed, "list.csv", "--answers", "answers.json", "--json")
    assert "No question about row 2" in result.err
    assert len(result.json["questions"]) == 1


def test_words_tell_what_is_asked_and_who_left(run: Run, listed: Path) -> None:
    written(HANA.replace("과장", "차장"))
    out = run("import", listed, "list.csv").out
    assert "Row 2: 김하나 · Position · current: 부장 · file: 차장" in out
    assert "No longer on this list (1): 이두리" in out
    assert "Rows with open questions were not imported" in out


def test_people_who_left_are_cancelled_by_an_option(run: Run, listed: Path) -> None:
    written(HANA)
    assert (
        "Cancelled because they are no longer on the list (1): 이두리"
        in run("import", listed, "list.csv", "--cancel-missing").out
    )
    assert [person["status"] for person in people(run, listed) if person["name"] == "이두리"] == ["cancelled"]


def test_imports_are_listed_and_the_last_is_taken_back(run: Run, listed: Path) -> None:
    before = people(run, listed)
    written(HANA, DURI, "R103,강새로,신규,,g@example.com")
    assert run("import", listed, "list.csv").status == 0
    last = run("imports", listed, "--json").lines[-1]
    assert (last["file"], last["new"], last["taken_back"]) == ("list.csv", 1, False)
    assert "list.csv" in run("imports", listed).out
    assert "1 person removed from the roster" in run("imports", listed, "--take-back", "last").out
    assert people(run, listed) == before
    again = run("imports", listed, "--take-back", last["id"])
    assert (again.status, again.out) == (1, "")
    assert "already undone" in again.err
    assert "No problems found" in run("doctor", listed).out


@pytest.mark.parametrize("content", ["", "{}", "[5]"])
def test_a_file_without_answers_is_told_before_anything_is_stored(run: Run, listed: Path, content: str) -> None:
    written(HANA, "R103,강새로,신규,,g@example.com")
    Path("answers.json").write_text(content, encoding="utf-8")
    result = run("import", listed, "list.csv", "--answers", "answers.json")
    assert (result.status, result.out) == (1, "") and "contains no answers" in result.err
    assert "강새로" not in titles(run, listed)


SHEETS = Path(__file__).parents[1] / "shapes" / "rosters" / "office-sheets.ods"


@pytest.mark.parametrize("options", [("--all-sheets",), ("--sheet", "일반", "--sheet", "연사")])
def test_several_sheets_are_read_together_and_the_sum_adds_up(options: tuple[str, ...], run: Run, event: Path) -> None:
    told = json.loads(run("import", event, SHEETS, *options, "--json").out)
    assert (told["sheet"], told["new"], told["rows"], told["other_sheets"]) == ("일반, 연사", 4, 6, [])
    assert [sheet["sheet"] for sheet in told["sheets"]] == ["일반", "연사"]
    assert [aside.get("sheet_number", 1) for aside in told["skipped"]] == [1, 2]
    names = {json.loads(line)["name"] for line in run("attendees", event, "--json").out.splitlines()}
    assert names >= {"김하나", "이두리", "박세나", "최라온"}
    again = json.loads(run("import", event, SHEETS, *options, "--json").out)
    assert (again["new"], again["unchanged"]) == (0, 4)


def test_a_question_of_a_second_block_is_answered_by_its_row_and_block(run: Run, event: Path, tmp_path: Path) -> None:
    file = tmp_path / "two-up.csv"
    file.write_text("성명,상태,,성명,상태\n김하나,참석,,이두리,노쇼\n박세나,참석,,최라온,노쇼자\n", "utf-8")
    asked = json.loads(run("import", event, file, "--dry-run", "--json").out)["questions"]
    assert [(one["row"], one["block"]) for one in asked] == [(2, 2), (3, 2)]
    assert "Row 2 (block 2)" in run("import", event, file, "--dry-run").out
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps([{**asked[0], "answer": "cancelled"}, {**asked[1], "answer": "registered"}]), "utf-8")
    result = run("import", event, file, "--answers", answers)
    assert "4 rows: 4 new" in result.out
    people = {p["name"]: p["status"] for p in map(json.loads, run("attendees", event, "--json").out.splitlines())}
    assert (people["이두리"], people["최라온"]) == ("cancelled", "registered")


def test_all_that_was_said_of_a_list_is_known_when_it_comes_again(run: Run, event: Path, tmp_path: Path) -> None:
    heading = "가,나,다,라,마,상태\n"
    file = tmp_path / "list.csv"
    file.write_text(f"{heading}Ada,Lee,a@example.com,김하나,b@example.com,보류\n", "utf-8")
    mapping = ("--map", "name=A+B", "--map", "email=C", "--map", "status:보류=waiting")
    assert run("import", event, file, *mapping).status == 0
    file.write_text(f"{heading}Ben,Roh,c@example.com,이두리,d@example.com,보류\n", "utf-8")
    told = run("import", event, file, "--json").json
    assert (told["new"], told["questions"]) == (1, [])
    found = {p["name"]: p["status"] for p in people(run, event) if p["email"] in ("a@example.com", "c@example.com")}
    assert found == {"Ada Lee": "waiting", "Ben Roh": "waiting"}


def test_the_second_person_of_a_row_is_known_too_when_a_list_comes_again(run: Run, event: Path, tmp_path: Path) -> None:
    heading = "회사명,참석자1 성명,참석자1 연락처,참석자2 성명,참석자2 연락처,메모할것\n"
    file = tmp_path / "list.csv"
    file.write_text(f"{heading}가온,김하나,010-0000-9011,이두리,010-0000-9012,x\n", "utf-8")
    assert run("import", event, file, "--map", "notes=F").status == 0
    file.write_text(f"{heading}나래,박세나,010-0000-9013,최라온,010-0000-9014,y\n", "utf-8")
    assert run("import", event, file, "--json").json["new"] == 2
    assert {"김하나", "이두리", "박세나", "최라온"} <= {person["name"] for person in people(run, event)}
