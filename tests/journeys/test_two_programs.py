"""The program of an earlier commit and today's share one hub through a day: nobody is counted differently.

Each is run by its command from a folder of its own, with the packages of this environment.  Into the log come answers,
kinds and fields that neither of the two has ever seen.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.actions.event import open_event, opened
from kiosk.core.operation import Kind
from kiosk.store.hub_server import HubServer

pytestmark = pytest.mark.long

SESSION, DAY = "S1", "2024-02-27"
EARLIER_LACKS = "kiosk/store/hub_migrations.py"
"""The earlier program is the last one without this file: it knows no version of a hub, nor later words of a state."""
CAME_LATER = ("own", "party")
"""What is told of a person only by today's program."""
PARTS = ("kiosk", "printing", "resources", "pyproject.toml")


def git(checkout: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(checkout), *arguments], capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def earlier(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the program as it was before ``EARLIER_LACKS`` came."""
    if not (checkout / ".git").exists():
        pytest.skip("this is no checkout: there is no earlier program in it")
    added = git(checkout, "log", "--diff-filter=A", "--format=%H", "--", EARLIER_LACKS).decode().split()
    if (
        not added
        or subprocess.run(["git", "-C", str(checkout), "rev-parse", "-q", "--verify", f"{added[-1]}^"]).returncode
    ):
        pytest.skip("the history of this checkout does not reach back to the earlier program")
    folder = tmp_path_factory.mktemp("earlier")
    archive = folder / "program.tar"
    archive.write_bytes(git(checkout, "archive", f"{added[-1]}^", *PARTS))
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder


@dataclass(frozen=True, slots=True)
class Laptop:
    """A laptop with one of the programs and a home of its own."""

    program: Path
    home: Path

    @property
    def event(self) -> Path:
        return next(self.home.glob("*.kiosk"))

    @property
    def mark(self) -> str:
        """What names this laptop in the log."""
        return json.loads((self.home / "config" / "kiosk" / "settings.json").read_text("utf-8"))["desk_id"]

    def run(self, *arguments: object, typed: str = "") -> str:
        """The output of a command, which has to end well."""
        environment = {
            **os.environ, "PYTHONPATH": str(self.program), "HOME": str(self.home), "KIOSK_LANGUAGE": "en",
            "XDG_CONFIG_HOME": str(self.home / "config"), "XDG_DATA_HOME": str(self.home / "data"),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "kiosk", *map(str, arguments)], input=typed, capture_output=True, text=True,
            cwd=self.program, env=environment, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout

    def told(self, *arguments: object, typed: str = "") -> list[dict]:
        return [json.loads(line) for line in self.run(*arguments, typed=typed).splitlines()]

    def scan(self, codes: list[str], at: str, *more: str) -> list[str]:
        """The verdicts of these codes."""
        return [
            line["verdict"]
            for line in self.told(
                "scan", self.event, "--session", SESSION, "--at", f"{DAY}T{at}", *more, typed="\n".join(codes)
            )
        ]

    def counted(self) -> set[str]:
        """What this program makes of the event: everybody's attendance, the figures, the people; a row a text."""
        asked = ("attendance", "statistics", "attendees")
        rows = (
            f"{verb} {json.dumps({name: row[name] for name in row if name not in CAME_LATER}, sort_keys=True)}"
            for verb in asked
            for row in self.told(verb, self.event, "--json")
        )
        return set(rows)


@pytest.fixture
def laptop(checkout: Path, earlier: Path, tmp_path: Path) -> Callable[[str], Laptop]:
    def made(program: str) -> Laptop:
        home = tmp_path / program
        home.mkdir()
        return Laptop({"earlier": earlier, "today": checkout}[program], home)

    return made


def write_what_neither_knows(laptop: Laptop, people: list[dict]) -> None:
    """What a program after today's might write: into the log of today's laptop, which passes it on."""
    keys = laptop.home / "config" / "kiosk" / "keys"
    if keys.is_dir():  # of the organiser's laptop: what it decides is signed
        shutil.copytree(keys, paths.config_folder() / "keys", dirs_exist_ok=True)
    with opened(open_event(laptop.event, desk_id=laptop.mark)) as records, records.transaction():
        model = next(op for op in records.scans.all() if op.payload["accepted"])
        answers = (("admitted_by_quota", True, "in", 0), ("sent_home", True, "out", 1), ("door_closed", False, "in", 2))
        for verdict, accepted, direction, number in answers:
            payload = {**model.payload, "verdict": verdict, "accepted": accepted, "quota": {"left": [number]}}
            records.append(
                Kind.SCAN, people[number]["id"], payload, at=model.at, op_id=f"later-{number}", session=SESSION,
                direction=direction,
            )  # fmt: skip
        records.append("lunch", people[0]["id"], {"meal": "비빔밥"}, at=model.at)
        records.append(Kind.ATTENDEE, people[0]["id"], {"title": "소장", "pronouns": "…"}, at=model.at)
        records.append(Kind.SESSION, SESSION, {"capacity": 150, "streams": ["a"]}, at=model.at)


@pytest.mark.parametrize(("first", "second"), [("today", "earlier"), ("earlier", "today")])
def test_two_programs_share_a_day_and_count_everybody_alike(
    first: str, second: str, laptop: Callable[[str], Laptop], postgresql: HubServer, checkout: Path
):
    organiser, desk = laptop(first), laptop(second)
    event, demo = organiser.home / "day.kiosk", checkout / "resources" / "demo"
    organiser.run(
        "new", event, "--programme", demo / "programme.csv", "--roster", demo / "roster.xlsx", "--name", "Day"
    )
    (todays,) = (each for each in (organiser, desk) if each.program == checkout)
    lets_in = ["--earlier-programs"] if todays is organiser else []
    organiser.run("hub", "create", event, "--server", postgresql.connection(), *lets_in)
    invitation = organiser.home / "desk.kioskjoin"
    organiser.run("hub", "invite", event, "Desk 2", "--out", invitation)
    desk.run("join", invitation, desk.home)
    people = organiser.told("attendees", event, "--json")
    codes = [person["ticket_code"] for person in people]

    assert set(organiser.scan(codes[3:20], "13:35")) == {"admitted"}
    assert set(desk.scan(codes[15:30], "13:40")) == {"admitted"}  # some at both: the desks do not know of one another
    for each in (organiser, desk, organiser):
        each.run("sync", each.event, "--once")
    write_what_neither_knows(todays, people)
    for each in (todays, organiser, desk, organiser):
        each.run("sync", each.event, "--once")

    if todays is organiser:  # only an organiser's laptop decides what is handed out
        todays.run("handouts", todays.event, "add", "KIT", "--title", "en=Kit")
        given = todays.told("scan", todays.event, "--session", "KIT", "--at", f"{DAY}T13:45", typed=codes[2])
        assert [line["verdict"] for line in given] == ["given"]
        for each in (organiser, desk):
            each.run("sync", each.event, "--once")
    assert organiser.counted() == desk.counted()
    attendance = desk.told("attendance", desk.event, "--json")
    present = {row["attendee_id"] for row in attendance if row["session"] == SESSION and row["stays"]}
    assert present == {person["id"] for number, person in enumerate(people) if number == 0 or 3 <= number < 30}
    for each in (organiser, desk):
        assert each.scan([codes[0]], "13:50") == ["already_in"]
        (found,) = each.told("doctor", each.event, "--json")
        assert found["sound"]
        each.run("attendee", "edit", each.event, people[4]["id"], "--title", f"by {each.home.name}")
    for each in (organiser, desk, organiser):
        each.run("sync", each.event, "--once")
    assert organiser.counted() == desk.counted()
