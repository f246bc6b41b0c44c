"""What a list says of its people beside their rows: the name of its sheet, a heading above them, crossed out cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.core.lists import states
from kiosk.core.lists.cells import ROWS_OF_A_PART, Fault, Row, squash, text
from kiosk.core.lists.reading import SAMPLES, Asked, Question
from kiosk.core.roster import Status

_MOST_ROWS, _LONGEST_NOTE = 10, 80


@dataclass(frozen=True, slots=True)
class Looks:
    """How a table looks beside its cells: the name of its ``sheet``, the cells that are ``struck`` out (row and column
    from 0), the rows that are ``hidden`` (from 0), the ``comments`` of cells (row and column from 0)."""

    sheet: str = ""
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(slots=True)
class ListStates:
    """What headings and looks say of the people of a list, and whom that has to be asked about: one question for all
    the people under 취소자 명단 or Waiting list, one for those who are crossed out."""

    looks: Looks
    said: Mapping[str, Status]
    """What a person answered of headings, by their ``squash``; of crossed out rows by ``Asked.STRUCK_OUT``."""
    above: str = ""
    _asked: dict[str, list[str]] = field(default_factory=dict)
    _hidden: list[int] = field(default_factory=list)

    @property
    def speak(self) -> bool:
        """Whether anything beside the rows speaks of the people who come next."""
        return bool(self.above or self.looks.struck or self.looks.hidden)

    def begin(self, titles: Sequence[Row]) -> None:
        """Take the name of the sheet and the titles above the headings of the columns."""
        self.above = self.looks.sheet if states.list_of(self.looks.sheet) else ""
        for row in titles:
            self.heading(row)

    def heading(self, row: Row) -> None:
        """Take a row that is no person; a lone text may be the heading of those below."""
        written = {one for one in map(text, row) if one}
        if len(written) != 1:
            return
        (heading,) = written
        if states.list_of(heading):
            self.above = heading
        elif states.list_stands(heading):
            self.above = ""
        elif self.above and not self.above.endswith(heading):
            # A part of the list of those who do not come, or the end of it: only a person can say.
            self.above = f"{self.above.partition(' · ')[0]} · {heading}"

    def placed(self, number: int, name: str, known: str, columns: Sequence[int]) -> str:
        """The state of the person called ``name`` of row ``number``, whose cells say ``known``, with what their place
        in the list says; whom that has to be asked about is kept."""
        index = (number - 1) % ROWS_OF_A_PART
        if index in self.looks.hidden:
            self._hidden.append(index + 1)
        said: list[Status | None] = [Status(known) if known else None]
        is_struck = bool(self.looks.struck) and any((index, column) in self.looks.struck for column in columns)
        for word in (self.above, Asked.STRUCK_OUT if is_struck else ""):
            if not word or known in (Status.CANCELLED, Status.BLOCKED):
                continue
            answer = self.said.get(squash(word))
            if answer is None:
                self._asked.setdefault(word, []).append(name)
            said.append(answer)
        return states.strictest(said) or ""

    def questions(self) -> list[Question]:
        """What has to be said of headings and of crossed out rows before anything is stored."""
        choices = tuple(map(str, Status))
        return [
            Question(
                0, Asked.STRUCK_OUT if word == Asked.STRUCK_OUT else Asked.LIST_STATE,
                who=_some(names), field=word, file=word, choices=choices,
            )
            for word, names in self._asked.items()
        ]  # fmt: skip

    def warnings(self, header: int) -> list[Fault]:
        """That rows are hidden in the file and were read all the same, and that comments below the ``header`` row
        (from 0) were not."""
        found = []
        if self._hidden:
            found.append(
                Fault(
                    self._hidden[0], "roster.hidden_rows", {"rows": _numbers(self._hidden), "count": len(self._hidden)}
                )
            )
        commented = sorted(place for place in self.looks.comments if place[0] > header)
        if commented:
            note = " ".join(self.looks.comments[commented[0]].split())[:_LONGEST_NOTE]
            rows = sorted({row + 1 for row, _ in commented})
            found.append(Fault(rows[0], "roster.comments", {"rows": _numbers(rows), "note": note}))
        return found


def _numbers(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_MOST_ROWS])) + ("…" if len(rows) > _MOST_ROWS else "")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SAMPLES]) + ("…" if len(names) > SAMPLES else "")
