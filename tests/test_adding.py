"""The changes of docs/adding.md, really made: in a copy of the program, by the files that the page names alone."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.making import DEMO, closed_event

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "adding.md"


class Branch:
    """A copy of the program that can be changed and used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("kiosk", "printing", "resources"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        self.touched: set[str] = set()

    def change(self, file: str, at: str, added: str) -> None:
        """Put ``added`` before the first line that begins with ``at``, whatever that line says."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        before, found, rest = text.partition("\n" + at)
        assert found, f"{file} has no line that begins with {at}"
        path.write_text(f"{before}\n{added}{at}{rest}", encoding="utf-8")
        self.touched.add(file)

    def kiosk(self, *arguments: object, lines: str = "") -> str:
        """What a command of the changed program prints."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "KIOSK_LANGUAGE": "en"}
        code = (
            "import sys, kiosk; from kiosk.__main__ import main;"
            "assert kiosk.__path__[0].startswith(sys.argv.pop(1)); main()"
        )
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, str(self.folder), *map(str, arguments)],
            env=environment, cwd=self.folder, input=lines, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    return Branch(tmp_path / "branch")


def named(heading: str) -> set[str]:
    """The Python files that a section of the page names in its numbered steps."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    steps = "\n".join(re.findall(r"^\d\. .*(?:\n   .*)*", section[1], re.MULTILINE))
    return set(re.findall(r"`((?:kiosk|printing)/[\w/]+\.py)`", steps))


def test_a_field_of_a_person_is_read_kept_corrected_searched_and_exported(branch: Branch, tmp_path: Path):
    before = closed_event(tmp_path, people=1)  # made before the field was
    branch.change("kiosk/core/roster.py", "    consent: str", '    diet: str = ""\n')
    branch.change("kiosk/core/roster.py", '    PersonField("consent"', '    PersonField("diet", exported=True),\n')
    branch.change("kiosk/core/lists/roster_words.py", '    "needs": ', '    "diet": ("식단 dietaryrequirements"),\n')
    branch.change("kiosk/words/terms.py", '    "needs": ', '    "diet": N_("Diet"),\n')
    branch.change("kiosk/cli/attendee.py", '    "needs": ', '    "diet": N_("What they eat."),\n')
    column = 'Migration("diet", ("ALTER TABLE attendee ADD COLUMN diet TEXT",))'
    branch.change("kiosk/store/migrations.py", "VERSION = ", f"MIGRATIONS = (*MIGRATIONS, {column})\n")
    assert branch.touched == named("A field of a person")

    roster = tmp_path / "roster.csv"
    roster.write_text("성명,소속,이메일,식단\n도재담,창원,a@example.com,채식\n", encoding="utf-8")
    told = json.loads(branch.kiosk("import", before, roster, "--json"))
    assert [column["field"] for column in told["columns"]] == ["name", "affiliation", "email", "diet"]
    people = {one["name"]: one for one in map(json.loads, branch.kiosk("attendees", before, "--json").splitlines())}
    assert set(people) == {"참석자1", "도재담"}, "the file of the program before is opened as it was"
    branch.kiosk("attendee", "edit", before, people["도재담"]["id"], "--diet", "할랄")
    again = json.loads(branch.kiosk("import", before, roster, "--json"))
    assert (again["unchanged"], again["changed"]) == (1, 0), "the list did not change it, the desk did"
    branch.kiosk("export", before, "--out", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Diet"] for row in rows if row["Name"] == "도재담"} == {"할랄"}
    assert json.loads(branch.kiosk("doctor", before, "--json"))["sound"]


def test_a_verdict_is_given_stored_and_told(branch: Branch, tmp_path: Path):
    event = closed_event(tmp_path, people=1)
    branch.change("kiosk/core/scan.py", "    HOUSE_RULE = ", '    NO_CONSENT = "no_consent"\n')
    branch.change("kiosk/core/scan.py", "    Verdict.HOUSE_RULE,", "    Verdict.NO_CONSENT,\n")
    branch.change(
        "kiosk/core/checkin.py", "    if situation.rule:",
        '    if situation.attendee is not None and situation.attendee.affiliation == "":\n'
        "        yield Verdict.NO_CONSENT\n",
    )  # fmt: skip
    branch.change(
        "kiosk/words/terms.py", "    Verdict.HOUSE_RULE: ", '    Verdict.NO_CONSENT: N_("Consent is missing"),\n'
    )
    sentence = '    Verdict.NO_CONSENT: N_("The consent was not given yet."),\n'
    branch.change("kiosk/words/answers.py", "    Verdict.HOUSE_RULE: ", sentence)
    assert branch.touched == named("A verdict")

    (person,) = map(json.loads, branch.kiosk("attendees", event, "--json").splitlines())
    scan = ("scan", event, "--session", "E", "--at", "2024-02-28T10:10:00+09:00", "--jsonl")
    beams = [
        {"code": person["ticket_code"], "scan_id": "1"},
        {"code": person["ticket_code"], "scan_id": "2", "override": "확인함"},
    ]
    answers = [json.loads(branch.kiosk(*scan, lines=json.dumps(beam) + "\n")) for beam in beams]
    assert [(one["verdict"], one["overridden"]) for one in answers] == [("no_consent", False), ("no_consent", True)]
    assert "The consent was not given yet." in answers[0]["message"]
    assert json.loads(branch.kiosk("doctor", event, "--json"))["sound"]


def test_an_export_format_is_written_by_its_ending(branch: Branch, tmp_path: Path):
    event = closed_event(tmp_path, people=2)
    package = branch.folder / "kiosk_names"
    package.mkdir()
    (package / "__init__.py").write_text(
        'def write(document):\n    return "\\n".join(person["name"] for person in document["people"]).encode()\n'
    )
    offered(branch.folder, "kiosk.exports", "names", "kiosk_names:write")
    branch.kiosk("export", event, "--out", tmp_path / "out.names")
    assert (tmp_path / "out.names").read_text(encoding="utf-8").split() == ["참석자1", "참석자2"]
    assert not branch.touched and not named("An export format")


def test_an_importer_reads_files_of_its_ending(branch: Branch, tmp_path: Path):
    event = tmp_path / "event.kiosk"
    branch.kiosk("new", event, "--programme", DEMO / "programme.csv")
    package = branch.folder / "kiosk_lines"
    package.mkdir()
    (package / "__init__.py").write_text(
        'def read(content):\n    return [["성명"], *([line] for line in content.decode().splitlines())]\n',
        encoding="utf-8",
    )
    offered(branch.folder, "kiosk.importers", "lines", "kiosk_lines:read")
    (tmp_path / "people.lines").write_text("도재담\n추솔\n", encoding="utf-8")
    assert json.loads(branch.kiosk("import", event, tmp_path / "people.lines", "--json"))["new"] == 2
    assert not branch.touched and not named("An importer")


def offered(folder: Path, group: str, name: str, target: str) -> None:
    """What pip leaves of a package's entry points."""
    told = folder / f"{name}-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (told / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n")
