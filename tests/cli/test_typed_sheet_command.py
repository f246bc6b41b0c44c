"""``kiosk signin --typed-in``: told, asked, stored, taken back."""

from pathlib import Path

from tests import making
from tests.cli.calls import Run


def test_the_command_tells_asks_stores_and_takes_back(run: Run, tmp_path: Path) -> None:
    records = making.new_event(tmp_path)
    for number in (1, 2):
        making.add_people(records, 1, name=f"사람{number}", external_id=f"R-{number}")
    making.Desk(records).scan(records.people.all()[0].ticket_code, "10:51", session="F")
    event = records.path
    records.close()
    file = tmp_path / "signed.csv"
    file.write_text("접수번호,성명,입장,퇴장\nR-1,사람1,10:35,11:20\nR-2,사람2,10:30,\n", "utf-8")
    words = ("signin", event, "--session", "F", "--typed-in", file, "--json")
    looked = run(*words, "--dry-run").json
    assert (looked["new"], len(looked["conflicts"]), looked["stored"]) == (1, 1, 0)
    asked = run(*words)
    assert (asked.status, asked.json["stored"]) == (1, 0)
    assert run(*words, "--conflicts", "paper").json["stored"] == 2
    assert run(*words).json["same"] == 2
    back = run("signin", event, "--session", "F", "--take-back", "--reason", "잘못", "--json")
    assert back.json["taken_back"] >= 2
