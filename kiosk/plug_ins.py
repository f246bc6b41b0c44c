"""What other packages add, found by their entry points; one that fails is named and left out, and the program goes on.

The groups, what each is handed and what it must give back: ``docs/plug-ins.md``.
"""

import logging
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from threading import Lock, Thread
from typing import Any

from kiosk.errors import KioskError
from kiosk.log_file import report_of

_log = logging.getLogger(__name__)
_lock = Lock()


class Group(StrEnum):
    """The groups of entry points."""

    IMPORTER = "kiosk.importers"
    EXPORT = "kiosk.exports"
    FIELD = "kiosk.fields"
    ITEM = "kiosk.items"
    RULE = "kiosk.rules"


class Trouble(StrEnum):
    """Why a plug-in is left out."""

    LOAD = "load"
    WORK = "work"
    LATE = "late"
    RESULT = "result"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class PlugIn:
    """One entry point that loaded: ``offered`` is what it names."""

    group: Group
    name: str
    package: str
    version: str
    offered: Any

    def use(self, *values: object) -> Any:
        """What it gives for ``values``; raises ``KioskError`` (``plug_in.failed``) when it fails, and leaves it out."""
        with self.watched():
            return self.offered(*values)

    def use_within(self, seconds: float, *values: object) -> Any:
        """The same, given up after ``seconds``: it works in a thread of its own, which nobody waits for then."""
        given: list[Any] = []
        failed: list[Exception] = []

        def work() -> None:
            try:
                given.append(self.offered(*values))
            except Exception as bug:  # noqa: BLE001 - raised again where it is waited for
                failed.append(bug)

        worker = Thread(target=work, name=f"plug-in {self.name}", daemon=True)
        worker.start()
        worker.join(seconds)
        if failed:
            with self.watched():
                raise failed[0]
        if not given:
            raise self.leave_out(Trouble.LATE)
        return given[0]

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Whatever goes wrong in the block is this plug-in's fault; what it tells by ``KioskError`` is none."""
        try:
            yield
        except KioskError:
            raise
        except Exception as bug:
            raise self.leave_out(Trouble.WORK, bug) from bug

    def leave_out(self, trouble: Trouble, bug: BaseException | None = None) -> KioskError:
        """Use it no more until the program is started again; what to raise about it."""
        _note(self.group, self.name, self.package, trouble, bug)
        return KioskError("plug_in.failed", plug_in=self.name, package=self.package)


@dataclass(frozen=True, slots=True)
class State:
    """A plug-in as it is told of: ``trouble`` says why it is left out."""

    group: Group
    name: str
    package: str
    version: str
    trouble: Trouble | None = None


_troubles: dict[tuple[Group, str, str], Trouble] = {}


def added(group: Group, taken: Container[str] = ()) -> list[PlugIn]:
    """The plug-ins of a group that work, by name.  A name that is ``taken``, by the program or by a package earlier in
    the alphabet, is not given twice: the later plug-in is left out.
    """
    working, seen = [], set()
    for plug_in in _loaded(group):
        if plug_in.name in taken or plug_in.name in seen:
            plug_in.leave_out(Trouble.TAKEN)
        elif (group, plug_in.name, plug_in.package) not in _troubles:
            seen.add(plug_in.name)
            working.append(plug_in)
    return working


def states() -> list[State]:
    """Every plug-in there is, loaded now if it was not yet."""
    for group in Group:
        added(group)
    return [
        State(
            group, point.name, _package(point), _version(point),
            _troubles.get((group, point.name, _package(point))),
        )
        for group in Group
        for point in _points(group)
    ]  # fmt: skip


def left_out() -> list[State]:
    """The plug-ins that failed until now."""
    return [state for state in states() if state.trouble is not None]


def forget() -> None:
    """Look for plug-ins anew at the next question."""
    _points.cache_clear()
    _loaded.cache_clear()
    _troubles.clear()


@cache
def _points(group: Group) -> tuple[EntryPoint, ...]:
    return tuple(sorted(entry_points(group=group), key=lambda point: (point.name, _package(point))))


@cache
def _loaded(group: Group) -> tuple[PlugIn, ...]:
    return tuple(plug_in for point in _points(group) if (plug_in := _load(group, point)) is not None)


def _load(group: Group, point: EntryPoint) -> PlugIn | None:
    try:
        offered = point.load()
    except (Exception, SystemExit) as bug:  # noqa: BLE001 - it is somebody else's code
        _note(group, point.name, _package(point), Trouble.LOAD, bug)
        return None
    if not callable(offered):
        _note(group, point.name, _package(point), Trouble.LOAD)
        return None
    return PlugIn(group, point.name, _package(point), _version(point), offered)


def _note(group: Group, name: str, package: str, trouble: Trouble, bug: BaseException | None = None) -> None:
    """Once into the log: where it happened and of which kind, never the values, which may be names or codes."""
    with _lock:
        if (group, name, package) in _troubles:
            return
        _troubles[group, name, package] = trouble
    report = report_of(bug) if bug is not None else ""
    _log.warning("the plug-in %s (%s) of %s is left out: %s\n%s", name, group, package, trouble, report)


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else ""


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist is not None else ""
