"""How actions are called with an open event by those who may ask it nothing."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

from kiosk.core.open_event import OpenEvent
from kiosk.store.records import Records

P = ParamSpec("P")
T = TypeVar("T")


def takes_event(action: Callable[Concatenate[Records, P], T]) -> Callable[Concatenate[OpenEvent, P], T]:
    """``action`` as it is; to the window and the command line it takes the open event that they hold.

    Every open event is ``Records``, and only actions know: where nobody else can ask, the types say so.
    """
    return cast("Callable[Concatenate[OpenEvent, P], T]", action)


def gives_event(action: Callable[P, Records]) -> Callable[P, OpenEvent]:
    """``action`` as it is; what it gives to the window and the command line can be handed on and not asked."""
    return action
