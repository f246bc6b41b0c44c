"""TOML read strictly: every fault of a file is told with its line, so that whoever wrote it finds it at once.

``tomllib`` gives values without their lines; the lines of tables and keys are found by reading the text once more.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from printing.errors import PrintingError

Code = TypeVar("Code", bound=StrEnum)
Place = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(?:#\s*(.*?)\s*)?$")
_KEY = re.compile(r"\s*([\w\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=")
_LARGEST_FILE = 1_000_000
_MOST_PARTS = 20
"""A layout has some kilobytes; its pictures lie beside it."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a table or key begins, counted from 1, and the comment behind a table's header."""

    line: int
    note: str = ""


class Section:
    """One table of the file.  Take each key once, then ``finish``: a key nobody took is a fault."""

    def __init__(self, values: Mapping[str, object], file: Path, place: Place, marks: Mapping[Place, Mark]) -> None:
        self._values = dict(values)
        self._file = file
        self._place = place
        self._marks = marks
        self._taken: list[str] = []

    @property
    def note(self) -> str:
        """The comment behind this table's header."""
        mark = self._marks.get(self._place)
        return mark.note if mark else ""

    def fault(self, code: str, key: str | None = None, **details: object) -> PrintingError:
        """The error of this section, or of one ``key`` in it, with file and line; in a repeated table ``number`` says
        which of them it is, from 0."""
        places = ((*self._place, key), self._place) if key else (self._place,)
        line = next((self._marks[place].line for place in places if place in self._marks), 1)
        named: dict[str, str | int] = {"key": key} if key else {}
        if numbers := [part for part in self._place if isinstance(part, int)]:
            named["number"] = numbers[0]
        return PrintingError(code, file=str(self._file), line=line, **named, **details)

    def number(self, key: str, default: float | None = None, *, least: float = 0, most: float = 2000) -> float:
        """A number between ``least`` and ``most``; required if there is no default."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault("layout.not_a_number", key)
        if not least <= value <= most:
            raise self.fault("layout.out_of_range", key, least=f"{least:g}", most=f"{most:g}")
        return float(value)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required if there is no default."""
        value = self._take(key, default)
        if not isinstance(value, str):
            raise self.fault("layout.not_a_text", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts; required."""
        value = self._take(key, None)
        found = tuple(value) if isinstance(value, list) else (value,)
        if not found or not all(isinstance(text, str) for text in found):
            raise self.fault("layout.not_a_text", key)
        return found

    def by_language(self) -> dict[str, str]:
        """The texts of this table by the language they are in, ``ko = "명찰"``; at least one is required."""
        found = {key: self.text(key) for key in self.keys() if _LANGUAGE.fullmatch(key)}
        if not found:
            raise self.fault("layout.missing_key", "en")
        return found

    def languages(self, key: str, default: str) -> tuple[str, ...]:
        """One language, or a list of several."""
        found = self.texts(key) if key in self._values else (default,)
        for code in found:
            if not _LANGUAGE.fullmatch(code):
                raise self.fault("layout.unknown_choice", key, value=code, known="ko, en, ja")
        return tuple(dict.fromkeys(found))

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self.fault("layout.not_a_flag", key)
        return value

    def choice(self, key: str, codes: type[Code], default: Code | None = None) -> Code:
        """One of the values of ``codes``."""
        value = self._take(key, default)
        try:
            return codes(str(value))
        except ValueError:
            raise self.fault("layout.unknown_choice", key, value=value, known=", ".join(codes)) from None

    def colour(self, key: str, default: str | None = None) -> str:
        """A colour ``#RRGGBB``; the default may be an empty text for "none"."""
        value = self._take(key, default)
        if value != default and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            raise self.fault("layout.bad_colour", key, value=value)
        return str(value)

    def is_table(self, key: str) -> bool:
        """Whether there is a table ``key``."""
        return isinstance(self._values.get(key), dict)

    def section(self, key: str, *, required: bool = True) -> "Section":
        """The table ``key``, empty if it may be missing and is."""
        value = self._take(key, None if required else {})
        if not isinstance(value, dict):
            raise self.fault("layout.not_a_table", key)
        return Section(value, self._file, (*self._place, key), self._marks)

    def sections(self, key: str) -> tuple["Section", ...]:
        """The tables of the list ``key``; empty if there is none."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            raise self.fault("layout.not_a_table", key)
        places = ((*self._place, key, number) for number in range(len(value)))
        return tuple(Section(table, self._file, place, self._marks) for table, place in zip(value, places, strict=True))

    def keys(self) -> tuple[str, ...]:
        """The keys not taken yet."""
        return tuple(key for key in self._values if key not in self._taken)

    def finish(self) -> None:
        """Refuse what is left over: a misspelt key must not be ignored."""
        for key in self.keys():
            raise self.fault("layout.unknown_key", key, known=", ".join(sorted(self._taken)))

    def _take(self, key: str, default: object) -> object:
        self._taken.append(key)
        value = self._values.get(key, _MISSING)
        if value is not _MISSING:
            return value
        if default is None:
            raise self.fault("layout.missing_key", key)
        return default


def read(file: Path) -> Section:
    """The whole file as a section.  Raises ``layout.unreadable`` and ``layout.not_toml``."""
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise OSError("too large for a layout")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PrintingError("layout.unreadable", file=str(file), line=1) from error
    return parse(text, file)


def parse(text: str, file: Path) -> Section:
    """The same of a text; ``file`` is what faults name, and need not be there.  Raises ``layout.not_toml``."""
    if (line := _deep_line(text)) is not None:
        raise PrintingError("layout.not_toml", file=str(file), line=line, reason="nested too deeply")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise PrintingError("layout.not_toml", file=str(file), line=line, reason=str(error)) from error
    except ValueError as error:  # a number of more digits than Python reads
        raise PrintingError("layout.not_toml", file=str(file), line=1, reason="a number is too long") from error
    except RecursionError:  # thousands of brackets, one in another
        raise PrintingError("layout.not_toml", file=str(file), line=1, reason="nested too deeply") from None
    return Section(values, file, (), {(): Mark(1, _head_of(text)), **dict(_marks_of(text))})


def _deep_line(text: str) -> int | None:
    """The first line whose name has more parts than any table of a layout: each part costs the reader all before it."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.count(".") > _MOST_PARTS and line.partition("=")[0].count(".") > _MOST_PARTS:
            return number
    return None


def _head_of(text: str) -> str:
    """The comment a file begins with, its lines joined by line feeds."""
    lines = takewhile(lambda line: line.startswith("#"), text.splitlines())
    return "\n".join(line.lstrip("#").strip() for line in lines)


def _marks_of(text: str) -> Iterator[tuple[Place, Mark]]:
    """The mark of each table and key."""
    table: Place = ()
    counts: Counter[Place] = Counter()
    quoted = False
    for number, line in enumerate(text.splitlines(), start=1):
        inside, quoted = quoted, quoted ^ ((line.count('"""') + line.count("'''")) % 2 == 1)
        if inside:
            continue
        if header := _TABLE.match(line):
            table = _enter(_names(header[2]), header[1] == "[[", counts)
            yield table, Mark(number, header[3] or "")
        elif key := _KEY.match(line):
            names = _names(key[1])
            yield from (((*table, *names[:depth]), Mark(number)) for depth in range(len(names), 0, -1))


def _enter(names: Place, repeated: bool, counts: Counter[Place]) -> Place:
    """The place of a header: inside a repeated table its latest number belongs to the path."""
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, names[-1])
    if repeated:
        counts[place] += 1
        return (*place, counts[place] - 1)
    return place


def _names(dotted: str) -> Place:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))
