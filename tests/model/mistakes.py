"""Mistakes that the tests of several desks must find: each is put into the program, or its hub, on purpose."""

from collections.abc import Callable, Mapping

import pytest

from kiosk.core.operation import Kind
from kiosk.store import conflicts, log, read_model, scan_table
from tests.model import world
from tests.model.world import Laptop, ModelHub, Network


def one_log_per_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a laptop go on in the log it has, at the number its file ends with: a restored copy uses numbers twice."""
    honest = Laptop.start

    def start(self: Laptop, path, desk_id: str) -> None:
        honest(self, path, desk_id)
        db = self.records.file.connection
        row = db.execute(
            "SELECT log_id, seq, chain FROM op WHERE desk_id = ? ORDER BY log_id DESC, seq DESC LIMIT 1", (desk_id,)
        ).fetchone()
        if row:
            self.records._writer.log_id, self.records._writer.seq, self.records._writer.chain = row

    monkeypatch.setattr(Laptop, "start", start)


def no_clock_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the times of every log as its laptop showed them."""
    honest = read_model.ReadModel.__init__

    def made(self, connection) -> None:
        honest(self, connection)
        self._folds.pop(Kind.CLOCK, None)

    monkeypatch.setattr(read_model.ReadModel, "__init__", made)


def sequence_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember at each desk how far it read the hub by number of arrival: a transaction that ends late is passed by."""
    cursors: dict[tuple[int, int], int] = {}

    def pull(self: Network, known: Mapping[str, int], limit: int) -> list[log.Row]:
        hub: ModelHub = self.hub
        cursor = cursors.get((id(hub), self.desk), -1)
        names = sorted((name for name in hub.rows if hub.arrivals[name] > cursor), key=hub.arrivals.__getitem__)[:limit]
        rows = self._call(lambda: [hub.rows[name] for name in names])
        if names:
            cursors[id(hub), self.desk] = hub.arrivals[names[-1]]
        return rows

    monkeypatch.setattr(Network, "pull", pull)


def last_write_wins_on_scans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep of a person's scans in a session only the last one, as if a scan were a field that is edited."""
    honest = scan_table.ScanTable.movements

    def movements(self, person: str, *more):
        latest = {}
        for found in sorted(honest(self, person, *more), key=lambda m: (m.at, m.hlc, m.scan_id)):
            latest[found.session] = found
        return list(latest.values())

    monkeypatch.setattr(scan_table.ScanTable, "movements", movements)


def double_admissions_unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count a person let in twice once, and tell nobody."""
    monkeypatch.setattr(conflicts, "read", lambda _connection: iter(()))


MISTAKES: Mapping[str, Callable[[pytest.MonkeyPatch], None]] = {
    mistake.__name__: mistake
    for mistake in (
        one_log_per_desk,
        no_clock_correction,
        sequence_cursor,
        last_write_wins_on_scans,
        double_admissions_unnamed,
    )
}
assert world.BATCH > 1
