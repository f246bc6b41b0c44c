"""Lanes: order, delivery on the window's thread, trouble, bugs, and the end."""

import gc
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.event import Records, create_event, details_of, open_event
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.core.event import EventDetails
from kiosk.errors import KioskError
from kiosk.log_file import report_of
from kiosk.ui.services.lanes import PapersLane, RecordsLane


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "small.kiosk"
    create_event(path, EventDetails({"ko": "작은 행사"})).close()
    return path


@pytest.fixture
def lane(qapp, event: Path) -> Iterator[RecordsLane]:
    made = RecordsLane(lambda: open_event(event))
    yield made
    made.close()


@pytest.fixture
def papers(qapp, event: Path) -> Iterator[PapersLane]:
    made = PapersLane(event)
    yield made
    made.close()


def fail(_records: Records) -> None:
    raise KioskError("attendee.no_name")


def test_work_runs_in_its_own_thread_and_its_value_comes_back_in_the_windows(qtbot: QtBot, lane: RecordsLane):
    threads = []
    lane.run(lambda records: (threading.get_ident(), details_of(records).names["ko"]), threads.append)
    qtbot.waitUntil(lambda: bool(threads))
    worker, name = threads[0]
    assert worker != threading.get_ident()
    assert name == "작은 행사"


def test_done_is_called_in_the_windows_thread(qtbot: QtBot, lane: RecordsLane):
    seen = []
    lane.run(lambda _records: None, lambda _value: seen.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.get_ident()]


class Held:
    """Notes in which thread it went."""

    def __init__(self, went: list[int]) -> None:
        self.went = went

    def __del__(self) -> None:
        self.went.append(threading.get_ident())


def test_what_a_callback_holds_is_let_go_in_the_windows_thread(qtbot: QtBot, lane: RecordsLane):
    went: list[int] = []
    told: list[None] = []
    for count, work in enumerate((lambda _records: None, fail, lambda _records: None), 1):
        told_of = partial(lambda _held, _value: told.append(None), Held(went))
        lane.run(work, told_of, told_of)
        del told_of
        qtbot.waitUntil(lambda count=count: len(told) == count)  # the lane has nothing else to do by then
    gc.collect()  # what was raised holds the frames it came through
    assert went
    assert set(went) == {threading.get_ident()}


def test_scans_go_before_everything_that_waits_and_the_rest_keeps_its_order(qtbot: QtBot, lane: RecordsLane):
    gate, order = threading.Event(), []
    lane.run(lambda _records: gate.wait(10))
    for name in ("first", "second"):
        lane.run(lambda _records, name=name: name, order.append)
    for name in ("scan 1", "scan 2"):
        lane.run(lambda _records, name=name: name, order.append, urgent=True)
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order == ["scan 1", "scan 2", "first", "second"]


def test_expected_trouble_goes_to_who_asked_or_else_to_the_lane(qtbot: QtBot, lane: RecordsLane):
    own, general = [], []
    lane.trouble.connect(general.append)
    lane.run(fail, failed=own.append)
    lane.run(fail)
    qtbot.waitUntil(lambda: bool(own and general))
    assert [trouble.code for trouble in own + general] == ["attendee.no_name"] * 2


def test_an_event_that_cannot_be_opened_refuses_every_piece_of_work_with_the_reason(qtbot: QtBot, tmp_path: Path):
    lane, refused = RecordsLane(lambda: open_event(tmp_path / "none.kiosk")), []
    for _attempt in range(2):
        lane.run(details_of, failed=refused.append)
    qtbot.waitUntil(lambda: len(refused) == 2)
    lane.close()
    assert {trouble.code for trouble in refused} == {"event.missing"}


@pytest.mark.logs_error
def test_a_bug_is_reported_without_the_values_it_speaks_of(qtbot: QtBot, lane: RecordsLane, caplog):
    reports, failed, person = [], [], "김보안 010-0000-" + str(1230 + 4)
    lane.broken.connect(reports.append)

    def work(_records: Records) -> None:
        raise LookupError(person)

    lane.run(work, failed=failed.append)
    qtbot.waitUntil(lambda: bool(reports and failed))
    assert "LookupError" in reports[0]
    assert "in work" in reports[0]
    assert failed[0].code == "window.bug"
    for text in (reports[0], caplog.text):
        assert "010-0000-1234" not in text


@pytest.mark.logs_error
def test_a_lane_goes_on_after_a_bug(qtbot: QtBot, lane: RecordsLane):
    names = []
    lane.run(lambda _records: [][0])
    lane.run(lambda records: details_of(records).names["ko"], names.append)
    qtbot.waitUntil(lambda: names == ["작은 행사"])


def test_what_waits_is_stored_before_a_lane_closes_and_the_file_is_free_then(qapp, event: Path):
    lane, gate = RecordsLane(lambda: open_event(event)), threading.Event()
    lane.run(lambda _records: gate.wait(10))
    for number in range(20):
        lane.run(lambda records, number=number: add_attendee(records, {"name": f"사람{number}"}))
    gate.set()
    lane.close()
    records = open_event(event, wait_seconds=0)
    assert records.people.count() == 20
    records.close()


def test_a_closed_lane_takes_no_work_and_tells_nothing_more(qtbot: QtBot, event: Path):
    lane, told = RecordsLane(lambda: open_event(event)), []
    lane.run(lambda _records: 1, told.append)
    lane.close()
    qtbot.wait(50)
    assert told == []
    with pytest.raises(RuntimeError):
        lane.run(lambda _records: 1)


@pytest.mark.parametrize("asked_by", ["method", "partial", "lambda", "lambda of a partial"])
def test_an_answer_for_a_widget_that_is_gone_is_left_out(qtbot: QtBot, lane: RecordsLane, asked_by: str):
    gate, told, after = threading.Event(), [], []
    label = QLabel()

    def tell(widget: QLabel, text: str) -> None:
        told.append(text)
        widget.setText(text)

    say = partial(tell, label)
    done = {
        "method": label.setText, "partial": say, "lambda": lambda text: tell(label, text),
        "lambda of a partial": lambda text: say(text),
    }  # fmt: skip
    lane.run(lambda _records: "there", done[asked_by])
    qtbot.waitUntil(lambda: label.text() == "there")
    lane.run(lambda _records: gate.wait(10))
    lane.run(lambda _records: "gone", done[asked_by])
    lane.run(lambda _records: True, after.append)
    label.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(label))
    gate.set()
    qtbot.waitUntil(lambda: bool(after))
    assert "gone" not in told


def test_papers_see_what_is_stored_by_then_and_cannot_write(qtbot: QtBot, lane: RecordsLane, papers: PapersLane):
    stored, counts, refused = [], [], []
    lane.run(lambda records: add_attendee(records, {"name": "이늦음"}), stored.append)
    qtbot.waitUntil(lambda: bool(stored))
    papers.run(lambda records, _progress, _cancelled: records.people.count(), counts.append)
    papers.run(lambda records, _progress, _cancelled: add_attendee(records, {"name": "x"}), failed=refused.append)
    qtbot.waitUntil(lambda: bool(counts and refused))
    assert counts == [1]
    assert refused[0].code == "event.read_only"


def test_progress_comes_seldom_enough_for_the_window_and_always_at_the_end(qtbot: QtBot, papers: PapersLane):
    told, done = [], []

    def work(_records: Records, progress: Callable[[int, int], None], _cancelled: Callable[[], bool]) -> bool:
        for number in range(1, 10_001):
            progress(number, 10_000)
        return True

    papers.run(work, done.append, progress=lambda at, total: told.append((at, total)))
    qtbot.waitUntil(lambda: bool(done))
    assert told[-1] == (10_000, 10_000)
    assert len(told) < 100


def test_cancelling_reaches_the_work_under_way_and_what_waits_but_not_what_comes_after(
    qtbot: QtBot, papers: PapersLane
):
    started, ended = threading.Event(), []

    def work(_records: Records, _progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        started.set()
        for _turn in range(1000):
            if cancelled():
                return True
            threading.Event().wait(0.01)
        return False

    papers.run(work, ended.append)
    papers.run(work, ended.append)
    assert started.wait(10)
    papers.cancel()
    papers.run(lambda _records, _progress, cancelled: cancelled(), ended.append)
    qtbot.waitUntil(lambda: len(ended) == 3)
    assert ended == [True, True, False]


def test_a_report_names_what_a_bug_came_from():
    try:
        try:
            {}["code"]
        except KeyError as cause:
            raise ValueError from cause
    except ValueError as bug:
        report = report_of(bug)
    assert report.index("KeyError") < report.index("ValueError")


def test_what_a_damaged_file_breaks_in_the_writing_lane_is_told_as_damage(qtbot: QtBot, lane: RecordsLane, event: Path):
    told: list[KioskError] = []
    bugs: list[str] = []
    lane.broken.connect(bugs.append)
    lane.run(lambda records: add_attendee(records, {"name": "김하나"}).id)
    lane.run(lambda records: records.file.connection.execute("UPDATE attendee SET sessions = '5'") and None)
    lane.run(lambda records: records.people.all(), failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [trouble.code for trouble in told] == ["event.read_model_differs"]
    assert not bugs


@pytest.mark.logs_error
def test_a_fault_of_the_program_stays_one_whatever_the_file_holds(qtbot: QtBot, lane: RecordsLane):
    bugs: list[str] = []
    lane.broken.connect(bugs.append)
    lane.run(lambda records: add_attendee(records, {"name": "김하나"}).id)
    lane.run(lambda records: records.file.connection.execute("UPDATE attendee SET sessions = '5'") and None)
    lane.run(lambda records: records.no_such_part)
    qtbot.waitUntil(lambda: bool(bugs))
    assert "AttributeError" in bugs[0]
