"""The guard of the built-in hub: strangers that connect and never authenticate do not use its connections up.

PostgreSQL takes about twice as many connections as desks may have, and gives one that says nothing ten seconds.  A desk
authenticates in a fraction of one.  So where many wait at the door, those that have waited longest are ended.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil
import psycopg

from kiosk.errors import KioskError
from kiosk.store import hub_link, hub_server
from kiosk.store.hub_server import HubServer

EVERY_S = 1.0
WAITING_ALLOWED = 24
"""So many may be at the door at once: all desks of a hall that come back together."""

PATIENCE_S = 2.0
"""Whoever came less than this ago is left alone: that is a desk on a bad network."""


class Guard:
    """Looks after one server; its own connection is made at once, while there still is one to be had."""

    def __init__(self, server: HubServer) -> None:
        self._server = server
        self._connection: psycopg.Connection | None = None

    def look(self) -> int:
        """End those that have waited at the door too long, and leave only the latest logs; returns how many were ended.

        A server that does not run, or cannot be asked now, is looked at another time.
        """
        hub_server.trim_logs(self._server)
        try:
            children = _children(self._server)  # before it is asked whom it knows: nobody is ended who just came in
            known = self._known()
        except (OSError, ValueError, KioskError, psutil.Error, psycopg.Error):
            self.close()
            return 0
        waiting = sorted((since, pid) for pid, since in children.items() if pid not in known)
        late = [pid for since, pid in waiting[: -WAITING_ALLOWED or None] if time.time() - since > PATIENCE_S]
        for pid in late:
            _end(self._server, pid)
        return len(late)

    def close(self) -> None:
        """Let go of the server."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _known(self) -> set[int]:
        """The processes of the server that are its own, or whose client has authenticated."""
        if self._connection is None:
            self._connection = hub_link.administrator(self._server.connection())
        return {pid for (pid,) in self._connection.execute("SELECT pid FROM pg_stat_activity")}


@contextmanager
def guarded(server: HubServer) -> Iterator[None]:
    """Have a server looked after for a block, by a thread of its own."""
    over = threading.Event()

    def look_on() -> None:
        guard = Guard(server)
        while not over.is_set():
            guard.look()
            over.wait(EVERY_S)
        guard.close()

    thread = threading.Thread(target=look_on, name="guard of the hub", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _children(server: HubServer) -> dict[int, float]:
    """The processes of a server that serve, or might serve, a connection, and when each began (seconds since 1970)."""
    parent = psutil.Process(int((server.data / "postmaster.pid").read_text("ascii", errors="replace").split()[0]))
    found = {}
    for child in parent.children():
        with suppress(psutil.Error):  # gone meanwhile
            if not any("logger" in word for word in child.cmdline()):  # the one that no table of the server lists
                found[child.pid] = child.create_time()
    return found


def _end(server: HubServer, pid: int) -> None:
    if sys.platform == "win32":  # to end it there in any other way is a crash to the server, which ends all
        hub_server.end_process(server, pid)
        return
    with suppress(OSError):
        os.kill(pid, signal.SIGTERM)
