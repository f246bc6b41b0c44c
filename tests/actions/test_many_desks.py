"""Many desks at once: their invitations on paper, and a first load from a copy instead of the hub."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from kiosk import clock
from kiosk.actions.desks import hub as hubs
from kiosk.actions.desks.invitation_sheet import numbered, write_invitations
from kiosk.actions.desks.joining import join
from kiosk.actions.desks.sync import sync_all
from kiosk.actions.event import Records, open_event
from kiosk.core import invitation
from kiosk.store import event_file, hub_access, hub_server
from kiosk.store.hub_link import HubLink
from tests.sharing import organiser, rows, scan_all
from tests.trouble import refused

pytestmark = pytest.mark.long


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Records]:
    """The event on the organiser's laptop with 40 people, its built-in hub made and running, everything shared."""
    records = organiser(tmp_path, 40)
    hubs.create_hub(records, "Main")
    server = hubs.serve(records)
    share(records)
    yield records
    hub_server.stop(server, at_once=True)
    hub_access.forget(hubs.event_of(records))
    records.close()


def share(records: Records) -> None:
    with closing(hubs.connect(hubs.event_of(records), records.desk_id, "")) as link:
        sync_all(link, lambda work: work(records))


def copy_of(records: Records, folder: Path) -> Path:
    event_file.copy_to(records.file, folder / "copy.kiosk")
    return folder / "copy.kiosk"


@pytest.fixture
def joining(first: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Join as a laptop of its own from a copy; returns the event there and how many rows the hub was asked for."""
    text = hubs.invite(first, "desk 2").text

    def join_from(copy: Path | None) -> tuple[Records, int]:
        pulled, pull = [], HubLink.pull

        def counted(link, known, limit):
            found = pull(link, known, limit)
            pulled.extend(found)
            return found

        with monkeypatch.context() as patch:
            patch.setenv("KIOSK_CONFIG", str(tmp_path / "settings-two"))
            patch.setattr(HubLink, "pull", counted)
            (tmp_path / "two").mkdir(exist_ok=True)
            path = join(text, tmp_path / "two", laptop="laptop-2", desk="", copy=copy).path
            return open_event(path, desk_id="laptop-2"), len(pulled)

    return join_from


def test_a_first_load_from_a_copy_asks_the_hub_only_for_what_came_since(first: Records, joining, tmp_path: Path):
    copy = copy_of(first, tmp_path)
    before = copy.read_bytes()
    scan_all(first, "desk 1", "09:10")
    share(first)
    second, pulled = joining(copy)
    assert (rows(second), pulled) == (rows(first), 41), "40 scans, and the seal over them"
    assert copy.read_bytes() == before, "a copy is read, not used"
    assert not list(second.exchange.all_set_aside())
    second.close()


def test_what_a_copy_has_beyond_the_hub_is_left_in_it(first: Records, joining, tmp_path: Path):
    shared = rows(first)
    scan_all(first, "desk 1", "09:10")
    second, pulled = joining(copy_of(first, tmp_path))
    assert (rows(second), pulled) == (shared, 0)
    second.close()


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE op SET payload = replace(payload, '\"name\"', '\"title\"') WHERE kind = 'attendee' AND seq = 7",
        "UPDATE op SET chain = zeroblob(32) WHERE seq = (SELECT MAX(seq) FROM op)",
        "UPDATE op SET kind = 'badge' WHERE kind = 'attendee' AND seq = 7",
        "DELETE FROM op WHERE kind = 'attendee' AND seq = 7",
    ],
)
def test_a_copy_that_is_not_word_for_word_what_the_hub_has_is_not_taken(
    first: Records, joining, tmp_path: Path, lie: str
):
    copy = copy_of(first, tmp_path)
    with closing(sqlite3.connect(copy)) as changed:
        assert changed.execute(lie).rowcount == 1
        changed.commit()
    with refused("hub.copy_differs"):
        joining(copy)
    assert list((tmp_path / "two").iterdir()) == [], "nothing is left of it"
    second, _ = joining(None)
    assert rows(second) == rows(first), "the same invitation still serves"
    second.close()


def test_a_copy_of_another_event_or_of_none_is_told(first: Records, joining, tmp_path: Path):
    (tmp_path / "other").mkdir()
    other = organiser(tmp_path / "other", 2)
    with refused("hub.other_copy"):
        joining(copy_of(other, tmp_path / "other"))
    other.close()
    (tmp_path / "none.kiosk").write_text("no event", encoding="ascii")
    with refused("event.not_an_event"):
        joining(tmp_path / "none.kiosk")
    with refused("event.missing"):
        joining(tmp_path / "missing.kiosk")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_invitations_of_many_desks_are_on_one_sheet_and_each_is_read_from_the_paper(
    first: Records, tmp_path: Path, language: str
):
    names = [*numbered("Hall 2", 5), "로비"]
    out = tmp_path / "desks.pdf"
    invited = write_invitations(first, names, out, hours=24, language=language)
    assert [one.name for one in invited] == ["Hall 2 1", "Hall 2 2", "Hall 2 3", "Hall 2 4", "Hall 2 5", "로비"]
    assert abs(invited[0].until - clock.now() - timedelta(hours=24)) < timedelta(minutes=5)
    assert out.stat().st_mode & 0o077 == 0
    pages = pypdfium2.PdfDocument(out)
    assert len(pages) == 2, "four on a sheet"
    read, words = set(), ""
    for page in pages:
        read |= {code.text for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))}
        words += page.get_textpage().get_text_range()
    assert read == {one.text for one in invited}
    assert all(name in words for name in names)
    assert len({invitation.decode(text).desk for text in read}) == 6
    pages.close()


def test_no_name_and_too_many_invite_nobody(first: Records, tmp_path: Path):
    for names in ([], [f"desk {number}" for number in range(1001)]):
        with refused("hub.how_many"):
            write_invitations(first, names, tmp_path / "desks.pdf")
    with refused("output.wrong_ending"):
        write_invitations(first, ["desk"], tmp_path / "desks.png")
    assert [desk.name for desk in hubs.hub_state(first).desks] == ["Main"]
