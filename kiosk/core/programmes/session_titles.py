"""Which session of the programme people mean when they write its code, its title or a part of the title."""

import re
from collections.abc import Iterable, Iterator

from kiosk.core.lists.cells import Cell, squash, text, without_brackets
from kiosk.core.programme import Session

_BETWEEN = re.compile(r"\s*[;,；，、|\n]\s*|\s+/\s+")


class SessionTitles:
    """The programme's codes and titles, squashed, to find the session a header or a cell names."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._titles: list[tuple[str, str]] = []
        self._listed: dict[str, list[tuple[str, str | None]]] = {}
        for session in sessions:
            for title in {session.code, *session.titles.values()}:
                self._exact.setdefault(squash(title), set()).add(session.code)
            self._titles += [(squash(title), session.code) for title in {*session.titles.values()}]

    def exact(self, named: str) -> str | None:
        """The code of the only session with this code or title."""
        return _only(self._exact.get(squash(named), set()))

    def like(self, named: str) -> str | None:
        """The code of the only session whose title contains ``named`` or is contained in it, or, failing that, contains
        one of its words."""
        wanted = squash(named)
        if len(wanted) < 2:
            return None
        contained = {code for title, code in self._titles if title and (wanted in title or title in wanted)}
        words = [word for word in map(squash, without_brackets(named).split()) if len(word) >= 3]
        by_word = {code for title, code in self._titles for word in words if word in title}
        return _only(contained) if contained else _only(by_word)

    def listed(self, cell: Cell) -> list[tuple[str, str | None]]:
        """The sessions a cell lists, each as written with its code; None where none is meant or several may be."""
        written = str(cell).replace("\n", ";") if isinstance(cell, str) else text(cell)
        # A form offers a few choices, which thousands of rows repeat.
        if written not in self._listed:
            self._listed[written] = list(self._divided(written))
        return self._listed[written]

    def _divided(self, written: str) -> Iterator[tuple[str, str | None]]:
        """The sessions of one cell.

        A title may hold what divides titles (``AI, 반도체 세션``): the longest run of parts that is one title is it.
        """
        parts = [part for part in _BETWEEN.split(text(written)) if part]
        start = 0
        while start < len(parts):
            for end in range(len(parts), start, -1):
                named = ", ".join(parts[start:end])
                is_last = end == start + 1
                code = self.exact(named) or (self.like(named) if is_last else None)
                if code is not None or is_last:
                    yield named, code
                    start = end
                    break


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None
