"""What the values of a column say: whether they can be what its heading promises, and whether a row is data."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from kiosk.core.lists import contact, person_names
from kiosk.core.lists.cells import Row, mark, text

MOST_STATES = 12
"""A column with more different values than this speaks of no state."""

_MOST_VALUES = 200
_PHONE = re.compile(r"\+?[\d()\s.\-–]{7,20}")
_DATE = re.compile(r"(?:19|20)\d{2}[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}.*")
_LONG_NUMBER = re.compile(r"\d{5,}")
_DIVIDED = re.compile(r"\s*[/|,·]\s*|\s*\((?=[^)]+\)$)|\)$")
_SHORTEST_CODE = 5
_CODE = 8
_LONG_CODE = 16
_LONG = 7
_FEW = 2


class Values:
    """The first values of each column of the rows below a header, as text."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows[:_MOST_VALUES]
        self._columns: dict[int, list[str]] = {}

    def of(self, column: int) -> list[str]:
        """The values of a column that can be seen, in order."""
        if column not in self._columns:
            cells = (text(row[column]) for row in self._rows if column < len(row))
            self._columns[column] = [value for value in cells if value]
        return self._columns[column]

    def different(self, column: int) -> list[str]:
        """Each value once."""
        return list(dict.fromkeys(self.of(column)))

    def fit(self, field: str, column: int) -> bool:
        """Whether the values can be what the heading promises; a column without values can be anything."""
        values = self.of(column)
        return not values or _FITS.get(field, _anything)(values)

    def are_mostly_addresses(self, column: int) -> bool:
        """Whether most values are e-mail addresses."""
        return _mostly(self.of(column), contact.is_email)

    def hold_one_another(self, whole: int, part: int) -> bool:
        """Whether a column of names already has in it what stands in the other, so that it is no half."""
        pairs = [
            (text(row[whole]).casefold(), text(row[part]).casefold())
            for row in self._rows
            if whole < len(row) and part < len(row)
        ]
        return _mostly([pair for pair in pairs if all(pair)], lambda pair: pair[1] in pair[0] and pair[0] != pair[1])

    def are_codes(self, column: int) -> bool:
        """Whether all values are codes of tickets: no two alike, each of digits and more, without spaces."""
        values = self.of(column)
        return (
            bool(values)
            and len(set(values)) == len(values)
            and all(len(value) >= _CODE and _has_digit(value) and " " not in value for value in values)
        )

    def are_counts(self, column: int) -> bool:
        """Whether all values are small numbers."""
        values = self.of(column)
        return bool(values) and all(value.isascii() and value.isdigit() and len(value) <= _FEW for value in values)

    def are_lone_crosses(self, column: int) -> bool:
        """Whether an x is the only mark of a column and stands in some of its rows: a tick to some, a no to others."""
        values = self.of(column)
        return 0 < len(values) < len(self._rows) and all(value in ("x", "X") for value in values)

    def speak_for_themselves(self, column: int) -> str:
        """The field that values without any heading can only be; nothing for others."""
        values = self.of(column)
        for name, is_one in (
            ("email", contact.is_email), ("phone", contact.is_phone), ("name", person_names.is_korean_name)
        ):  # fmt: skip
            if _mostly(values, is_one):
                return name
        return ""

    def are_divided(self, column: int, parts: int) -> bool:
        """Whether the values come in so many pieces."""
        return _mostly(self.of(column), lambda value: len(divided(value)) == parts)


def divided(written: str) -> list[str]:
    """The pieces of a cell that holds several things: ``가온테크/김하나``, ``김하나(가온테크)``."""
    return [part for part in _DIVIDED.split(written) if part]


def holds_data(labels: Iterable[str]) -> bool:
    """Whether a cell of the row is itself an address, a phone, a date or a long number: then it is no header."""
    return any(map(_is_data, labels))


def is_unlike(labels: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether a row can be told from the rows below it by what stands in them: they hold data in columns where it has
    words, and its words are not of the kind of theirs."""
    if holds_data(labels):
        return False
    data = [c for c, label in enumerate(labels) if label and _mostly(Values(below).of(c), _is_data)]
    return bool(data) and not any(label and person_names.is_korean_name(label) for label in labels)


def _is_data(label: str) -> bool:
    return (
        contact.is_email(label)
        or (_PHONE.fullmatch(label) is not None and sum(map(str.isdigit, label)) >= 7)
        or _DATE.fullmatch(label) is not None
        or _LONG_NUMBER.fullmatch(label) is not None
    )


def _mostly(values: Sequence[object], is_one: Callable[..., bool]) -> bool:
    return bool(values) and sum(map(is_one, values)) * 2 > len(values)


def _anything(_values: Sequence[str]) -> bool:
    return True


def _identify(values: Sequence[str]) -> bool:
    """No two alike, and not just 1, 2, 3 …, which number the lines of a list."""
    return len(set(values)) == len(values) and not _count_lines(values)


def _count_lines(values: Sequence[str]) -> bool:
    numbers = sorted(int(value) for value in values if value.isascii() and value.isdigit() and len(value) < _LONG)
    return len(numbers) == len(values) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _has_digit(value: str) -> bool:
    return any(map(str.isdigit, value))


def _are_codes(values: Sequence[str]) -> bool:
    """A code has digits or is long, and counts no lines; ``Regular`` is a kind of ticket, ``Day 1`` as well."""
    if _count_lines(values):
        return False
    if len(set(values)) < len(values):
        return _mostly(values, lambda value: len(value) >= _SHORTEST_CODE and _has_digit(value) and " " not in value)
    return _mostly(values, lambda value: (_has_digit(value) and " " not in value) or len(value) >= _LONG_CODE)


def _are_phones(values: Sequence[str]) -> bool:
    return any(sum(map(str.isdigit, value)) >= 7 or "@" in value for value in values) or all(
        mark(value) is None for value in values
    )


def _are_addresses(values: Sequence[str]) -> bool:
    return any("@" in value for value in values) or all(mark(value) is None for value in values)


def _are_titles(values: Sequence[str]) -> bool:
    """Not a column of nothing but Mr and Ms; one of Dr and Prof may be what people have instead of a position."""
    return not all(map(person_names.is_honorific, values))


def _are_words(values: Sequence[str]) -> bool:
    """Neither numbers and addresses, nor the marks of a form: three cells of nothing but yes and no."""
    marks = len(values) > _FEW and all(mark(value) is not None for value in values)
    return not marks and not _mostly(values, _is_data)


_FITS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "name": person_names.could_be_names,
    "first_name": person_names.could_be_names,
    "middle_name": person_names.could_be_names,
    "last_name": person_names.could_be_names,
    "name_latin": person_names.could_be_names,
    "affiliation": _are_words,
    "title": _are_titles,
    "email": _are_addresses,
    "phone": _are_phones,
    "external_id": _identify,
    "ticket_code": _are_codes,
}
