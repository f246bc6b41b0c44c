"""People whom this program wrote as JSON come back: nothing changes where they are known."""

import json
from pathlib import Path

import pytest

from kiosk.actions.people.manage_roster import add_attendee
from kiosk.errors import KioskError
from kiosk.tables.reading import read_table
from tests import making
from tests.cli.calls import Run


@pytest.fixture
def event(tmp_path: Path) -> Path:
    records = making.new_event(tmp_path)
    for name, sessions in (("도재담", ["E", "P"]), ("서은솔", []), ("Ada Lee", ["P"])):
        add_attendee(records, {"name": name, "affiliation": "시청", "email": f"{len(name)}{name[-1:]}@example.com",
                               "category": "관", "sessions": sessions})  # fmt: skip
    records.close()
    return records.path


@pytest.mark.parametrize("form", ["export", "attendees"])
def test_what_was_exported_comes_back_and_changes_nothing(run: Run, event: Path, tmp_path: Path, form: str):
    file = tmp_path / "people.json"
    if form == "export":
        run("export", event, "--out", file)
    else:
        file.write_text(run("attendees", event, "--json").out, encoding="utf-8")
    told = json.loads(run("import", event, file, "--json").out)
    assert (told["new"], told["changed"], told["unchanged"]) == (0, 0, 3)
    assert (told["rejected"], told["questions"], told["missing"]) == ([], [], [])


@pytest.mark.parametrize(("content", "code"), [
    ('{\n "format": "kiosk-export",\n "people": [{"id": "1", "na', "tables.broken_data"),
    ('{\n "format": "kiosk-export",\n "people": ["x"]}', "tables.broken_data"),
    ('{\n "format": "kiosk-export",\n "erased_at": "2024-03-01T00:00:00Z"}', "tables.no_people"),
    ('{"id": "1", "name": "도재담"}\n{"id": "2", "na', "tables.broken_data"),
])  # fmt: skip
def test_what_is_not_whole_or_holds_nobody_is_refused(tmp_path: Path, content: str, code: str):
    file = tmp_path / "people.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(KioskError) as refused:
        read_table(file)
    assert refused.value.code == code
