"""Answers to the questions of an import, as a file or a window gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.core.lists.reading import Question


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one question, or, where ``row`` is 0, to all of its kind and field; ``who`` is checked if given."""

    answer: str
    kind: str = ""
    row: int = 0
    field: str = ""
    who: str = ""

    def fits(self, question: Question) -> bool:
        """Whether this answers the question."""
        return (
            self.row in (0, question.row)
            and self.kind in ("", question.kind)
            and (self.field == question.field or not self.field)
            and (self.who in ("", question.who))
        )


def answered(
    questions: Iterable[Question], given: Sequence[Answer]
) -> tuple[dict[tuple[int, str, str], str], set[int], Question | None]:
    """The answers by row, kind and field; the indexes of those that answered something; and a question whose answer is
    none of its choices, if there is one.  An answer to one row goes before one to all."""
    found: dict[tuple[int, str, str], str] = {}
    used: set[int] = set()
    order = sorted(range(len(given)), key=lambda index: given[index].row == 0)
    for question in questions:
        index = next((index for index in order if given[index].fits(question)), None)
        if index is None:
            continue
        used.add(index)
        if given[index].answer not in question.choices:
            if given[index].row:
                return found, used, question
            continue
        found[question.row, question.kind, question.field] = given[index].answer
    return found, used, None
