"""Several desks from the command line, each laptop with settings of its own, through a hub that is really served."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk import clock
from kiosk.actions.desks.hub import event_of, server_of
from kiosk.actions.event import opened, read_event
from kiosk.core import invitation
from kiosk.store import hub_certificate, hub_server
from kiosk.store.hub_server import HubServer
from tests.cli.calls import Result, Run

On = Callable[..., Result]


@pytest.fixture
def on(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> On:
    """Call ``kiosk`` on a laptop: ``on("two", "sync", …)``."""

    def call(laptop: str, *words: str | Path, stdin: str = "") -> Result:
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CONFIG_HOME", str(tmp_path / f"settings-{laptop}"))
            if laptop != "one":
                patch.setenv("XDG_DATA_HOME", str(data_of(laptop, tmp_path)))
            return run(*words, stdin=stdin)

    return call


def data_of(laptop: str, folder: Path) -> Path:
    """Where a laptop other than the first keeps a server: where root's substitute may reach it."""
    return Path(os.environ["XDG_DATA_HOME"]) / f"{folder.name}-{laptop}"


@contextmanager
def served(event: Path) -> Iterator[str]:
    """``kiosk hub serve`` in a process of its own, ended as by a system that shuts down; yields the first line."""
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "hub", "serve", str(event)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process.stdout.readline()
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0


@pytest.fixture
def hub(on: On, event: Path) -> Iterator[Path]:
    """The event on the organiser's laptop, its hub made and running."""
    made = on("one", "hub", "create", event, "--desk", "Main", "--json")
    assert (made.status, made.err) == (0, ""), made
    with opened(read_event(event)) as records:
        server = server_of(event_of(records))
    hub_server.start(server)
    yield event
    hub_server.stop(server, at_once=True)


def join(on: On, hub: Path, laptop: str, folder: Path) -> Path:
    """Invite a laptop and let it join by the file."""
    file = folder / f"{laptop}.kioskjoin"
    assert on("one", "hub", "invite", hub, laptop, "--out", file).status == 0
    (folder / f"events-{laptop}").mkdir()
    return Path(on(laptop, "join", file, folder / f"events-{laptop}", "--json").json["event"])


@pytest.mark.long
def test_two_desks_by_the_command_line(on: On, hub: Path, tmp_path: Path):
    there = join(on, hub, "two", tmp_path)
    people = on("one", "attendees", hub, "--json").lines
    assert on("two", "attendees", there, "--json").lines == people
    code = people[0]["ticket_code"]
    for laptop, event, desk, minute in (("one", hub, ("--desk", "desk one"), "10"), ("two", there, (), "12")):
        at = ("--at", f"2024-02-28T09:{minute}", *desk)
        assert on(laptop, "scan", event, *at, stdin=code).lines[0]["verdict"] == "admitted"
    assert on("two", "sync", there, "--once", "--json").json == {"sent": 1, "received": 0, "waiting": 0}
    assert on("one", "sync", hub, "--once", "--json").json == {"sent": 1, "received": 1, "waiting": 0}
    assert on("two", "sync", there, "--once", "--json").json == {"sent": 0, "received": 1, "waiting": 0}
    (found,) = on("two", "conflicts", there, "--json").lines
    assert [found[which]["desk"] for which in ("earlier", "later")] == ["desk one", "two"], "named as invited"
    assert on("one", "conflicts", hub, "--json").lines == [found]
    told = on("one", "conflicts", hub, "--void", found["later"]["scan_id"], "--reason", "twice")
    assert (told.status, told.out) == (0, "Nothing to resolve.\n")
    on("one", "sync", hub, "--once")
    on("two", "sync", there, "--once")
    assert on("two", "conflicts", there).out == "Nothing to resolve.\n"
    assert on("two", "doctor", there, "--json").json["sound"]


@pytest.mark.long
def test_making_the_hub_again_keeps_the_desk_its_name(on: On, hub: Path):
    assert on("one", "hub", "create", hub).status == 0
    assert [desk["name"] for desk in on("one", "hub", "status", hub, "--json").json["desks"]] == ["Main"]


@pytest.mark.long
def test_a_laptop_that_joined_another_hub_is_no_organiser_by_its_old_one(on: On, hub: Path, tmp_path: Path):
    there = join(on, hub, "two", tmp_path)
    with opened(read_event(hub)) as records:
        event = event_of(records)
    hub_server.stop(server_of(event), at_once=True)
    assert on("two", "hub", "create", there).status == 0
    second = HubServer(data_of("two", tmp_path) / "kiosk" / "hubs" / event)
    hub_server.start(second)
    try:
        assert on("two", "hub", "invite", there, "one", "--out", tmp_path / "one.png").status == 0
        (tmp_path / "again").mkdir()
        assert on("one", "join", tmp_path / "one.png", tmp_path / "again").status == 0
        assert on("one", "sync", hub, "--once").status == 0
    finally:
        hub_server.stop(second, at_once=True)
    assert "Only the laptop that set up the hub" in on("one", "hub", "invite", hub, "three").err


@contextmanager
def wrong_clock(monkeypatch: pytest.MonkeyPatch, error: timedelta) -> Iterator[None]:
    """A program that started on a laptop whose clock is wrong."""
    right = clock.uncorrected
    with monkeypatch.context() as patch:
        patch.setattr(clock, "uncorrected", lambda: right() + error)
        try:
            yield
        finally:
            clock.correct(timedelta())


def moments_of_scans(event: Path) -> dict[str, datetime]:
    """When each scan was made, as the event counts it."""
    with opened(read_event(event)) as records:
        return {scan.op_id: datetime.fromtimestamp(scan.at_us / 1e6, UTC) for scan in records.scans.all()}


@pytest.mark.long
@pytest.mark.parametrize("hours", [2, -2])
def test_a_desk_that_only_scans_counts_by_the_clock_of_the_hub(
    on: On, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int
):
    there = join(on, hub, "two", tmp_path)
    code = on("two", "attendees", there, "--json").lines[0]["ticket_code"]
    given = datetime(2024, 2, 28, 1, 10, tzinfo=UTC)
    lines = {
        "by the clock": [f'{{"code": "{code}", "scan_id": "now"}}'],
        "given": [f'{{"code": "{code}", "scan_id": "given", "at": "{given.isoformat()}"}}'],
        "given for all": [f'{{"code": "{code}", "scan_id": "given for all"}}'],
    }
    for name, what in lines.items():
        with wrong_clock(monkeypatch, timedelta(hours=hours)):
            at = ("--at", given.isoformat()) if name == "given for all" else ()
            assert on("two", "scan", there, "--jsonl", "--session", "F", *at, stdin="\n".join(what)).status == 0
    with wrong_clock(monkeypatch, timedelta(hours=hours)):
        assert on("two", "sync", there, "--once").status == 0
    assert on("one", "sync", hub, "--once").status == 0
    second = on("one", "hub", "status", hub, "--json").json["desks"][1]
    assert abs(second["clock_offset_s"] + hours * 3600) < 60, "the organiser sees whose clock is wrong"
    for event in (there, hub):
        moments = moments_of_scans(event)
        assert abs(moments["now"] - datetime.now(UTC)) < timedelta(minutes=5)
        assert moments["given"] == moments["given for all"] == given


@pytest.mark.long
def test_a_desk_that_only_scans_does_not_wait_for_a_hub_that_is_gone(
    on: On, hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    there = join(on, hub, "two", tmp_path)
    code = on("two", "attendees", there, "--json").lines[0]["ticket_code"]
    with opened(read_event(hub)) as records:
        hub_server.stop(server_of(event_of(records)), at_once=True)
    answers = on("two", "scan", there, "--session", "F", stdin=f"{code}\n")
    assert (answers.status, len(answers.lines), answers.err) == (0, 1, "")


@pytest.mark.long
def test_where_the_settings_cannot_be_written_it_is_said_and_scanning_goes_on(on: On, hub: Path, tmp_path: Path):
    there = join(on, hub, "two", tmp_path)
    (settings,) = (tmp_path / "settings-two").rglob("hubs")
    for certificate in settings.glob("*.crt"):
        certificate.unlink()
        certificate.mkdir()
    refused = on("two", "sync", there, "--once")
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "cannot be written" in refused.err
    code = on("two", "attendees", there, "--json").lines[0]["ticket_code"]
    scanned = on("two", "scan", there, "--session", "F", stdin=f"{code}\n")
    assert (scanned.status, len(scanned.lines), scanned.err) == (0, 1, "")


@pytest.mark.long
def test_a_server_that_is_there_already_serves_as_well(on: On, event: Path, tmp_path: Path, postgresql: HubServer):
    made = on("one", "hub", "create", event, "--server", postgresql.connection(), "--desk", "Main", "--json")
    assert (made.status, made.json["built_in"], made.json["port"]) == (0, False, postgresql.port), made
    there = join(on, event, "two", tmp_path)
    person = on("one", "attendees", event, "--json").lines[0]
    at = ("--at", "2024-02-28T09:10", "--desk", "desk two")
    assert on("two", "scan", there, *at, stdin=person["ticket_code"]).lines[0]["verdict"] == "admitted"
    assert on("two", "sync", there, "--once", "--json").json["sent"] == 1
    assert on("one", "sync", event, "--once", "--json").json["received"] == 1
    came = [line for line in on("one", "attendance", event, "--json").lines if line["first_in"]]
    assert [(line["attendee_id"], line["session"]) for line in came] == [(person["id"], "R")]
    assert on("one", "hub", "revoke", event, "2").status == 0
    assert on("two", "sync", there, "--once").status == 1


@pytest.mark.long
def test_a_revoked_desk_keeps_what_it_has_and_says_why_it_shares_no_more(on: On, hub: Path, tmp_path: Path):
    there = join(on, hub, "two", tmp_path)
    assert on("one", "hub", "revoke", hub, "2").status == 0
    refused = on("two", "sync", there, "--once")
    assert refused.status == 1
    assert refused.err.startswith("The organiser has revoked this desk’s access to the hub.")
    assert len(on("two", "attendees", there, "--json").lines) == 3
    desks = on("one", "hub", "status", hub, "--json").json["desks"]
    assert [(desk["name"], desk["revoked_at"] is not None) for desk in desks] == [("Main", False), ("two", True)]
    assert on("two", "hub", "invite", there, "another").err.startswith(
        "Only the laptop that set up the hub can do this."
    )


@pytest.mark.long
def test_an_invitation_lets_one_laptop_in_and_is_the_same_as_a_picture(on: On, hub: Path, tmp_path: Path):
    made = on("one", "hub", "invite", hub, "two", "--out", tmp_path / "two.png", "--json").json
    seen = zxingcpp.read_barcode(Image.open(tmp_path / "two.png").convert("L"))
    assert seen.text == made["text"]
    assert on("two", "join", seen.text, tmp_path / "two").status == 1, "the folder must be there"
    (tmp_path / "two").mkdir()
    assert on("two", "join", seen.text, tmp_path / "two").status == 0
    (tmp_path / "three").mkdir()
    refused = on("three", "join", made["text"], tmp_path / "three")
    assert (refused.status, refused.err) == (
        1, "Another laptop already uses this invitation. Ask the organiser for a new one for this desk.\n"
    )  # fmt: skip
    assert not list((tmp_path / "three").glob("*.kiosk"))


@pytest.mark.long
def test_a_server_with_another_certificate_gets_nothing(on: On, hub: Path, tmp_path: Path):
    text = on("one", "hub", "invite", hub, "two", "--json").json["text"]
    wanted = invitation.decode(text)
    forged = invitation.encode(replace(wanted, fingerprint="ab" * 32, organiser="cd" * 16))
    (tmp_path / "two").mkdir()
    refused = on("two", "join", forged, tmp_path / "two")
    assert (refused.status, refused.err.split(".")[0]) == (
        1, "The computer that answered is not the hub of the invitation, so nothing was sent to it"
    )  # fmt: skip
    there = Path(on("two", "join", text, tmp_path / "two", "--json").json["event"])
    # Another server answers under the same address: the desk knows that it is another one.
    with opened(read_event(hub)) as records:
        server = server_of(event_of(records))
    hub_certificate.make(server.folder / "server.crt", server.folder / "server.key", datetime.now(UTC))
    hub_server.stop(server)
    hub_server.start(server)
    refused = on("two", "sync", there, "--once")
    assert (refused.status, refused.err.split(".")[0]) == (
        1, "The computer that answered is not the hub of the invitation, so nothing was sent to it"
    )  # fmt: skip


@pytest.mark.long
def test_the_hub_is_served_until_it_is_told_to_stop(on: On, hub: Path, tmp_path: Path):
    with opened(read_event(hub)) as records:
        server = server_of(event_of(records))
    there = join(on, hub, "two", tmp_path)
    hub_server.stop(server)
    assert on("one", "hub", "status", hub).err.startswith("The hub is not running.")
    away = on("two", "sync", there, "--once")
    assert (away.status, away.err.split(".")[0]) == (1, "The hub cannot be reached")
    with served(hub) as line:
        running = f"The hub is running on port {server.port}. Press Ctrl+C to stop it; "
        assert line == running + "the desks keep working without it.\n"
        assert on("two", "sync", there, "--once").status == 0
    assert not server.is_running


@pytest.mark.parametrize("text", ["12345", "not a file", "9" * 200])
def test_what_is_no_invitation_is_told(on: On, tmp_path: Path, text: str):
    refused = on("two", "join", text, tmp_path)
    assert refused.status == 1
    assert refused.err.count("\n") == 1


def test_an_event_that_is_not_shared_says_so(on: On, event: Path):
    assert on("one", "sync", event, "--once").err.startswith("This event is not shared with other desks.")
    assert on("one", "hub", "serve", event).err.startswith("This event is not shared with other desks.")
    assert on("one", "hub", "status", event).err.startswith("This event is not shared with other desks.")
    assert on("one", "conflicts", event).out == "Nothing to resolve.\n"
    assert on("one", "conflicts", event, "--accept", "x").status == 1


@pytest.mark.long
def test_an_invitation_tried_on_the_organisers_own_laptop_takes_nothing_away_and_stays_unused(
    on: On, hub: Path, tmp_path: Path
):
    file = tmp_path / "two.kioskjoin"
    assert on("one", "hub", "invite", hub, "two", "--out", file).status == 0
    (tmp_path / "again").mkdir()
    tried = on("one", "join", file, tmp_path / "again")
    assert (tried.status, "needs no invitation" in tried.err) == (1, True)
    assert not list((tmp_path / "again").iterdir())
    assert on("one", "hub", "status", hub).status == 0, "it is still the organiser's"
    (tmp_path / "there").mkdir()
    assert on("two", "join", file, tmp_path / "there").status == 0
    third = on("three", "join", file, tmp_path / "again")
    assert (third.status, "Another laptop" in third.err) == (1, True)


@pytest.mark.long
def test_an_invitation_that_was_not_used_in_time_lets_nobody_in(on: On, hub: Path, tmp_path: Path):
    file = tmp_path / "late.kioskjoin"
    assert on("one", "hub", "invite", hub, "late", "--hours", "0", "--out", file).status == 0
    late = on("late", "join", file, tmp_path)
    assert (late.status, "not used in time" in late.err) == (1, True)


@pytest.mark.long
def test_a_desk_decides_nothing_for_all_without_an_organiser(on: On, hub: Path, tmp_path: Path):
    there = join(on, hub, "two", tmp_path)
    people = [line["id"] for line in on("one", "attendees", hub, "--json").lines[:2]]
    told = on("two", "conflicts", there, "--join", *people)
    assert (told.status, "organiser’s laptop" in told.err) == (1, True)
    add = ("operator", "add", "--role", "organiser")
    with_pin = {"KIOSK_PIN": "482913", "KIOSK_NEW_PIN": "482913"}
    os.environ.update(with_pin)
    try:
        assert on("one", *add[:2], hub, "Kim", *add[2:]).status == 0
        on("one", "sync", hub, "--once")
        on("two", "sync", there, "--once")
        assert on("two", "--operator", "Kim", "conflicts", there, "--join", *people).status == 0
    finally:
        for name in with_pin:
            del os.environ[name]
    on("two", "sync", there, "--once")
    on("one", "sync", hub, "--once")
    with opened(read_event(hub)) as records:
        assert not list(records.exchange.all_set_aside())
        assert records.people.get(people[1]) is None or records.people.get(people[0]) is None
