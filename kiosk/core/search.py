"""Finding a person by part of a name while the queue waits.

One joined string for each class of field is searched with ``str.find``, which is quicker than any index for 100,000
people and finds what a Korean types on the way: half a syllable (``김ㅁ``), initial consonants alone (``ㄱㅁㅅ``; the
input mode may have joined two of them, ``ㄳ``), a syllable that has taken the next one's consonant (``긴`` for 기나),
the last four digits of a phone.  Spaces, dots and brackets count nowhere.  Several words may be of several fields:
``김민 한빛`` is the Kim of that company.  What finds nobody may have been typed in the other mode of the keyboard:
``rlaskruf`` is 김나결.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from kiosk.core.codes.keyboard import other_mode
from kiosk.core.roster import Attendee

_AnyLine = TypeVar("_AnyLine")
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_SYLLABLES_PER_INITIAL, _FINALS = 588, 28
# Two consonants typed one after the other are joined by the input mode.
_JOINED = str.maketrans({
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
})  # fmt: skip
_FINAL_LETTERS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_JAMO_FROM_COMPATIBLE = {
    **{ord(char): chr(0x1100 + index) for index, char in enumerate(_INITIALS)},
    **{0x314F + index: chr(0x1161 + index) for index in range(21)},
}
_BETWEEN_WORDS = re.compile(r"[\s·ㆍ・‧∙,/]+")
_LINE, _BESIDE = "\n", "\t"
_MANY = 500
_FEWEST_DIGITS, _SHORTEST_OF_ADDRESS = 3, 3


class SearchIndex:
    """People, searchable; built once and rebuilt when the roster changes (a second at 100,000, in the background)."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        people = list(attendees)
        self._ids = [person.id for person in people]
        names, affiliations = ([_letters(text) for text in texts] for texts in (
            (person.name for person in people), (person.affiliation for person in people)
        ))  # fmt: skip
        latin = [_letters(person.name_latin) for person in people]
        initials = [_initials_of(person.name) for person in people]
        their_initials = [_initials_of(person.affiliation) for person in people]
        phones = ["".join(filter(str.isdigit, person.phone)) for person in people]
        self._names, self._latin, self._affiliations = _Column(names), _Column(latin), _Column(affiliations)
        self._initials, self._their_initials = _Column(initials), _Column(their_initials)
        self._phones = _Column(phones)
        self._addresses = _Column("".join(person.email.split()).casefold() for person in people)
        own = [_letters(_BESIDE.join(person.own.values())) if person.own else "" for person in people]
        self._own = _Column(own)
        fields = (names, latin, affiliations, initials, their_initials, phones, own)
        self._everything = _Column(map(_BESIDE.join, zip(*fields, strict=True)))

    def find(self, typed: str, limit: int = 20) -> list[str]:
        """Ids of at most ``limit`` people who fit, best first: the name itself, names that begin so, names, then
        affiliations and e-mail addresses, then people whom every word fits in some field.  Where nobody fits, those who
        fit what the keys say in the other mode of the keyboard.
        """
        return self._fitting(typed, limit) or self._fitting(other_mode(typed), limit)

    def read_as(self, typed: str) -> str:
        """What ``typed`` had to be read as to find somebody; empty where it was taken as it stands, or finds nobody."""
        other = other_mode(typed)
        return other if other and not self._fitting(typed, 1) and self._fitting(other, 1) else ""

    def _fitting(self, typed: str, limit: int) -> list[str]:
        text = unicodedata.normalize("NFC", typed).translate(_JOINED).strip()
        found: dict[int, None] = {}
        for row in self._rows(text):
            found.setdefault(row)
            if len(found) >= limit:
                break
        return [self._ids[row] for row in found]

    def _rows(self, text: str) -> Iterator[int]:
        letters, squashed = _letters(text), "".join(filter(str.isalnum, text))
        if not letters:
            return
        yield from self._rows_by_name(text)
        for part in _meant(text):
            yield from self._affiliations.best_rows(part)
            yield from self._own.best_rows(part)
        if _is_initials(squashed):
            yield from self._their_initials.best_rows(squashed)
        if text.isascii() and len(squashed) >= _SHORTEST_OF_ADDRESS:
            yield from self._addresses.rows_with("".join(text.split()).casefold())
        words = [word for word in _BETWEEN_WORDS.split(text) if _letters(word)]
        if len(words) > 1:
            yield from self._rows_of_words(words)

    def _rows_by_name(self, text: str) -> Iterator[int]:
        """By what tells one person: initial consonants, the end of the phone number, the name."""
        squashed = "".join(filter(str.isalnum, text))
        if _is_initials(squashed):
            yield from self._initials.best_rows(squashed)
        if _is_phone(squashed):
            yield from self._phones.rows_with(squashed + _LINE)
            yield from self._phones.rows_with(squashed)
        for part in _meant(text):
            yield from self._names.best_rows(part)
            yield from self._latin.best_rows(part)

    def _rows_of_words(self, words: Sequence[str]) -> Iterator[int]:
        """Rows that all words fit, one of them as the name or the phone; the longest word is the quickest to follow."""
        wanted = {word: _anywhere(word) for word in words}
        if not all(any(map(self._everything.holds, parts)) for parts in wanted.values()):
            return
        # Digits stand in few places: they lead to the few it can be, where a surname would lead to thousands.
        leading = list(filter(_is_phone, wanted))[:1] or sorted(wanted, key=len, reverse=True)
        for word in leading:
            others = [parts for other, parts in wanted.items() if other != word]
            for row in self._rows_by_name(word):
                if self._everything.fits(row, others):
                    yield row


def lines_with(
    lines: Sequence[_AnyLine], typed: str, texts_of: Callable[[_AnyLine], Iterable[str]]
) -> tuple[list[_AnyLine], str]:
    """The lines one of whose texts holds what was typed, and what that had to be read as to be found (``read_as``)."""
    for meant in (typed, other_mode(typed)):
        wanted = unicodedata.normalize("NFC", meant).strip().casefold()
        found = [line for line in lines if any(wanted in text.casefold() for text in texts_of(line))]
        if found or not typed.strip():
            return found, meant if meant != typed else ""
    return [], ""


def name_meant(typed: str) -> str:
    """The name of whoever was looked for so and not found; empty where no name was typed, as with part of a phone.

    Latin letters whose keys make nothing but Korean syllables were meant to be those: hardly any name does by chance.
    """
    name = " ".join(typed.split())
    if any(map(str.isdecimal, name)) or not any(map(str.isalpha, name)):
        return ""
    korean = other_mode(name)
    syllables = korean.replace(" ", "")
    is_korean = len(syllables) > 1 and all("가" <= char <= "힣" for char in syllables)
    return korean if is_korean else name


class _Column:
    """One field of all people as one string, a line each."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._text = _LINE + _LINE.join(lines) + _LINE
        self._starts = _line_starts(self._text)

    def rows_with(self, needle: str) -> Iterator[int]:
        """Rows whose line holds ``needle``, in order, each once."""
        at = self._text.find(needle)
        while at >= 0:
            row = bisect_right(self._starts, at + needle.startswith(_LINE)) - 1
            yield row
            # The line's own end is the beginning of the next one.
            at = self._text.find(needle, self._end(row) - 1)

    def best_rows(self, part: str) -> Iterator[int]:
        """Rows whose line holds ``part``: those that are it, those that begin so, the others; some come twice.

        Where few hold it, one look through the text is enough and they are put in order; where many do, those that
        come first are found at once by what stands before and after them.
        """
        rows = list(islice(self.rows_with(part), _MANY))
        if len(rows) < _MANY:
            yield from sorted(rows, key=lambda row: self._rank(row, part))
        else:
            for needle in (_LINE + part + _LINE, _LINE + part, part):
                yield from self.rows_with(needle)

    def holds(self, needle: str) -> bool:
        """Whether any line holds ``needle``."""
        return needle in self._text

    def fits(self, row: int, wanted: Sequence[Sequence[str]]) -> bool:
        """Whether this line holds one of each of ``wanted``."""
        find, start, end = self._text.find, self._starts[row], self._end(row)
        for parts in wanted:
            for part in parts:
                if find(part, start, end) >= 0:
                    break
            else:
                return False
        return True

    def _rank(self, row: int, part: str) -> int:
        start = self._starts[row]
        if not self._text.startswith(part, start):
            return 2
        return int(self._text[start + len(part)] != _LINE)

    def _end(self, row: int) -> int:
        return self._starts[row + 1] if row + 1 < len(self._starts) else len(self._text)


def _line_starts(text: str) -> Sequence[int]:
    starts = [1]
    at = text.find(_LINE, 1)
    while 0 <= at < len(text) - 1:
        starts.append(at + 1)
        at = text.find(_LINE, at + 1)
    return starts


def _letters(text: str) -> str:
    """Letters and digits of ``text`` without case and accents, Hangul taken apart so that half a syllable is found."""
    apart = unicodedata.normalize("NFD", text.casefold().translate(_JAMO_FROM_COMPATIBLE))
    return "".join(filter(str.isalnum, apart))


def _is_initials(squashed: str) -> bool:
    return bool(squashed) and all(char in _INITIALS for char in squashed)


def _is_phone(squashed: str) -> bool:
    return len(squashed) >= _FEWEST_DIGITS and squashed.isdecimal()


def _meant(text: str) -> list[str]:
    """The letters of ``text``, and what else a syllable that is being typed may become."""
    return [_letters(text), *_unjoined(text)]


def _anywhere(word: str) -> list[str]:
    """What a line about somebody may hold when ``word`` is about them."""
    return [*_meant(word), *filter(_is_initials, ("".join(filter(str.isalnum, word)),))]


def _unjoined(text: str) -> list[str]:
    """What is meant if the last syllable has taken the consonant that begins the next one."""
    code = ord(text[-1]) - _FIRST_SYLLABLE
    final = _FINAL_LETTERS[code % _FINALS] if 0 <= code <= _LAST_SYLLABLE - _FIRST_SYLLABLE else " "
    if final == " ":
        return []
    *stays, moves = tuple(final.translate(_JOINED))
    syllable = chr(_FIRST_SYLLABLE + code - code % _FINALS + (_FINAL_LETTERS.index(stays[0]) if stays else 0))
    return [_letters(text[:-1] + syllable + moves)]


def _initials_of(name: str) -> str:
    return "".join(
        _INITIALS[(ord(char) - _FIRST_SYLLABLE) // _SYLLABLES_PER_INITIAL]
        for char in name
        if _FIRST_SYLLABLE <= ord(char) <= _LAST_SYLLABLE
    )
