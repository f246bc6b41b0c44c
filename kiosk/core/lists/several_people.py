"""Several people in one row, as companies register them: 참석자1 성명, 참석자1 연락처, 참석자2 성명 …"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kiosk.core.lists.column_choice import Choice, fields_of
from kiosk.core.lists.column_values import Values
from kiosk.core.lists.headings import Whose, fold, heading, is_plus_one, without_numbering
from kiosk.core.lists.roster_words import NAME_FIELDS

SHARED = frozenset({"affiliation", "category", "sessions", "status", "language"})
"""What is said of the row, and so of everybody in it."""

_NUMBER = re.compile(r"\s*[#(（\[]?\s*(?<!\d)([1-9])(?!\d)\s*[)）\]]?\s*(?:번째?|호|인|명)?\s*[.:)]?\s*")


def people_of(labels: Sequence[str], values: Values) -> tuple[Choice, tuple[Mapping[str, int], ...]]:
    """What the columns of the first person of each row hold, and the columns that each further one has of their own."""
    numbered = [divided_label(label) for label in labels]
    names: dict[str, set[int]] = defaultdict(set)
    for column, (plain, number) in enumerate(numbered):
        one = heading(plain) if plain else None
        if one and one.field in NAME_FIELDS and one.whose is not Whose.OTHER and values.of(column):
            names[fold(plain)].add(number)
    people = sorted(max(names.values(), key=len, default=set()) | {1})
    if len(people) == 1 or not any(number > 1 for _, number in numbered):
        return fields_of(labels, values), ()
    first, *others = (fields_of(_labels_of(numbered, labels, number), values) for number in people)
    further = []
    for number, choice in zip(people[1:], others, strict=True):
        own = {name: column for name, column in choice.fields.items() if numbered[column][1] == number}
        if any(name in own for name in NAME_FIELDS):
            further.append(own)
    return first, tuple(further)


def left_out(labels: Sequence[str], values: Values, people: Sequence[Mapping[str, int]]) -> Iterator[tuple[int, str]]:
    """Columns of names that are numbered as people are and belong to none of them: 참석자, 팀원1, 팀원2."""
    used = {column for fields in people for column in fields.values()}
    for column, label in enumerate(labels):
        plain, _number = divided_label(label) if label else ("", 1)
        one = heading(plain) if plain != label else None
        if one and one.field == "name" and one.whose is not Whose.OTHER and column not in used and values.of(column):
            yield column, label


def divided_label(label: str) -> tuple[str, int]:
    """A heading without its number, and the number: of the only or the first person 1."""
    plain = unicodedata.normalize("NFKC", without_numbering(label))
    found = _NUMBER.search(plain)
    if found is None or is_plus_one(plain):
        return label, 1
    rest = f"{plain[: found.start()]} {plain[found.end() :]}".strip(" -:")
    return (rest, int(found[1])) if rest else (label, 1)


def _labels_of(numbered: Sequence[tuple[str, int]], labels: Sequence[str], number: int) -> list[str]:
    """The headings of one person of the row and those of the row; nothing for columns of the others."""
    mine = {fold(plain) for plain, of in numbered if of == number}
    result = []
    for (plain, of), label in zip(numbered, labels, strict=True):
        is_of_row = plain == label and (number == 1 or fold(plain) not in mine)
        result.append(plain if of == number else label if is_of_row else "")
    return result
