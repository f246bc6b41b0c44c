"""A hub that lies: what makes no sense is left after a bound and told, and nothing of such an answer is taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from kiosk.actions.desks import sync as desk_sync
from kiosk.actions.event import Records
from kiosk.actions.keeping.backup import backup, doctor
from kiosk.core.hash_chain import FIRST, chain_after
from kiosk.core.operation import Kind
from kiosk.store import log
from tests.making import DAY
from tests.sharing import laptop, organiser, rows, sync
from tests.trouble import refused


@dataclass
class Liar:
    """A hub that answers once what a test has it answer."""

    said: Sequence[log.Row] | None = None
    reach: Mapping[str, object] | None = None
    forwards: bool = False

    def heads(self) -> Mapping[str, object]:
        return self.reach or {}

    def push(self, _rows: Sequence[log.Row]) -> None:
        """Says that all is well, and stores nothing."""

    def pull(self, _known: Mapping[str, int], limit: int) -> Sequence[log.Row]:
        said, self.said = self.said, None
        return list(said or ())[:limit]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Records]:
    records = laptop(tmp_path, "laptop-2")
    yield records
    records.close()


@pytest.fixture
def written(tmp_path: Path) -> list[log.Row]:
    """The rows of an event of somebody else, in their order."""
    records = organiser(tmp_path)
    found = sorted(rows(records).values(), key=lambda row: (row[0], row[1]))
    records.close()
    return found


NONSENSE = {
    "repeats": lambda given: [*given, given[0]],
    "a hole": lambda given: [given[0], *given[2:]],
    "no rows": lambda given: ["x", 1, None],
    "too short": lambda given: [row[:5] for row in given],
    "a number for a text": lambda given: [(given[0][0], 1, 7, *given[0][3:]), *given[1:]],
    "a text for a number": lambda given: [(given[0][0], "1", *given[0][2:])],
    "nothing where something is to be": lambda given: [(*given[0][:12], None, *given[0][13:])],
    "a number no database holds": lambda given: [(*given[0][:11], 2**70, *given[0][12:])],
    "a nameless log": lambda given: [("", *given[0][1:])],
    "number nought": lambda given: [(given[0][0], 0, *given[0][2:])],
}


@pytest.mark.parametrize("lie", NONSENSE)
def test_of_an_answer_that_is_none_nothing_is_taken(lie: str, desk: Records, written: list[log.Row]):
    with refused("hub.nonsense"):
        sync(desk, Liar(NONSENSE[lie](written)))
    assert rows(desk) == {}


@pytest.mark.parametrize("reach", [{1: 1}, {"log": None}, {"log": "far"}, {"log": -1}, {"log": True}])
def test_a_hub_that_says_no_numbers_is_left(reach: Mapping, desk: Records):
    with refused("hub.nonsense"):
        sync(desk, Liar(reach=reach))


def test_more_than_was_asked_for_is_not_taken(desk: Records, written: list[log.Row], monkeypatch: pytest.MonkeyPatch):
    liar = Liar(written)
    monkeypatch.setattr(liar, "pull", lambda _known, _limit: written * 100)
    with refused("hub.nonsense"):
        sync(desk, liar)
    assert rows(desk) == {}


def test_a_hub_whose_answers_do_not_end_is_left(desk: Records, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(desk_sync, "MOST_NEWS", 30)
    numbers, writer = count(), log.Writer("laptop-9")

    def invented(_known: Mapping[str, int], _limit: int) -> list[log.Row]:
        writer.begin_anew()
        return [log.row_of(writer.operation(Kind.BADGE, f"{next(numbers)}", {}, wall_us=0)) for _ in range(10)]

    liar = Liar()
    monkeypatch.setattr(liar, "pull", invented)
    with refused("hub.nonsense"):
        sync(desk, liar)
    assert next(numbers) <= 60


def test_a_line_that_the_hub_changed_does_not_count_and_the_others_do(desk: Records, tmp_path: Path):
    source = organiser(tmp_path)
    person = source.people.all()[0]
    with source.transaction():
        source.append(Kind.ATTENDEE, person.id, {"title": "원장"}, at=DAY)
        source.append(Kind.ATTENDEE, person.id, {"affiliation": "연구원"}, at=DAY)
    given = sorted(rows(source).values(), key=lambda row: (row[0], row[1]))
    source.close()
    changed = log.operation_from(given[-2])
    lied = replace(changed, payload={"title": "거짓"}, text="")
    sync(desk, Liar([*given[:-2], log.row_of(lied), given[-1]]))
    found = desk.people.get(person.id)
    assert (found.title, found.affiliation) == ("", "연구원")
    assert [line.reason for line in desk.exchange.all_set_aside()] == ["changed"]


def test_a_line_put_in_by_the_hub_does_not_count(desk: Records, written: list[log.Row]):
    last = log.operation_from(written[-1])
    invented = replace(last, seq=last.seq + 1, op_id="invented", chain=chain_after(FIRST, ("x",), last.digest))
    sync(desk, Liar([*written, log.row_of(invented)]))
    assert [line.reason for line in desk.exchange.all_set_aside()] == ["chain"]


@pytest.mark.parametrize("lie", ["chain", "changed"])
def test_a_line_that_came_broken_stops_no_backup_and_calls_nobody_here_a_forger(
    lie: str, desk: Records, written: list[log.Row], tmp_path: Path
):
    last = log.operation_from(written[-1])
    wrong = {"chain": {"chain": bytes(32)}, "changed": {"subject": "9999999999999"}}[lie]
    sync(desk, Liar([*written[:-1], log.row_of(replace(last, **wrong))]))
    assert [line.reason for line in desk.exchange.all_set_aside()] == [lie]
    assert doctor(desk).sound
    assert backup(desk, tmp_path / "copy.kiosk").exists()
