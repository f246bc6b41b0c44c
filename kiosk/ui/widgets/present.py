"""What may be missing by its type, and is there where it is used."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication

T = TypeVar("T")


def present(value: T | None) -> T:
    """``value``, which is there: the layout of a widget that has one, the event of a screen shown only with one.

    Raises ``RuntimeError`` where it is not: that is a bug.
    """
    if value is None:
        raise RuntimeError("something is missing that has to be there")
    return value


def application() -> QApplication:
    """The application that is running."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("no application is running")
    return running
