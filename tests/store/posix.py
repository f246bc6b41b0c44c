"""What only POSIX systems have: users, limits, signals that nobody can catch."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

try:
    import resource
except ImportError:  # Windows has neither these limits nor kill -9
    resource = None

posix_only = pytest.mark.skipif(resource is None, reason="needs POSIX users, limits and signals")


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who owns nothing; root may write everywhere."""
    if os.getuid() != 0:
        yield
        return
    os.setresgid(65534, 65534, 0)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond ``size`` bytes: for SQLite, a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
