"""What is being made for an event right now, by the names that people see."""

from collections.abc import Callable


class Works:
    """Begun and ended by whoever makes something that takes a while."""

    def __init__(self) -> None:
        self._names: dict[object, str] = {}
        self._then: Callable[[], object] | None = None

    @property
    def going_on(self) -> tuple[str, ...]:
        """The names of what is being made, in the order it was begun."""
        return tuple(self._names.values())

    def begin(self, work: object, name: str) -> None:
        """Something is being made."""
        self._names[work] = name

    def end(self, work: object) -> None:
        """It is made, or came to nothing."""
        self._names.pop(work, None)
        then = self._then
        if then is not None and not self._names:
            self._then = None
            then()

    def when_done(self, then: Callable[[], object]) -> None:
        """Call ``then`` as soon as nothing is being made any more."""
        if self._names:
            self._then = then
        else:
            then()

    def give_up(self) -> None:
        """Nobody waits for what is being made any more."""
        self._names.clear()
        self._then = None
