"""Which session of the programme people mean when they write its code, its title or a part of the title."""

from collections.abc import Iterable

from kiosk.core.cells import squash, without_brackets
from kiosk.core.programme import Session


class SessionTitles:
    """The programme's codes and titles, squashed, to find the session a header or a cell names."""

    def __init__(self, sessions: Iterable[Session]) -> None:
        self._exact: dict[str, set[str]] = {}
        self._titles: list[tuple[str, str]] = []
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


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None
