"""Which column of a roster file holds what: guessed from header words and the programme, and changed by a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.core.cells import Row, is_blank, longest_ending_word, mark, squash, text, without_brackets
from kiosk.core.programme import Session
from kiosk.core.reading import LooksLike
from kiosk.core.roster_words import HEADER_WORDS, WORDS_OF_OTHER_THINGS, WORDS_OF_SENTENCES
from kiosk.core.session_titles import SessionTitles

_FIELD_OF_WORD = {word: name for name, words in HEADER_WORDS.items() for word in reversed(words)}
_FIELD_OF_SENTENCE_WORD = {word: name for name, words in WORDS_OF_SENTENCES.items() for word in words}
_SENTENCE_RANK = 100
_HEADER_SEARCH_ROWS = 50
_VALUES_LOOKED_AT = 200
_LONGEST_HEADER = 60
_DIGITS_OF_DATA = 4
# More than all other fields together.
_WEIGHT_OF_A_NAME = 100


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold.  Indexes count from 0.

    ``header`` is the index of the (last) header row, -1 when none was found; ``labels`` are the header's texts;
    ``fields`` and ``sessions`` give the column of each field (of ``FIELDS``) and of each session code.
    ``has_two_rows`` says that the row above the header belongs to it.
    """

    header: int
    labels: tuple[str, ...]
    fields: Mapping[str, int] = field(default_factory=dict)
    sessions: Mapping[str, int] = field(default_factory=dict)
    has_two_rows: bool = False

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The rows of the header, counted from 1 as in the spreadsheet."""
        if self.header < 0:
            return ()
        return (self.header, self.header + 1) if self.has_two_rows else (self.header + 1,)

    @property
    def unknown(self) -> tuple[int, ...]:
        """Columns that have a label and no meaning."""
        used = {*self.fields.values(), *self.sessions.values()}
        return tuple(index for index, label in enumerate(self.labels) if label and index not in used)


def guess_columns(rows: Sequence[Row], sessions: Iterable[Session]) -> Columns:
    """The header row (below any number of title rows) and what its columns hold, by Korean and English header words
    and by the titles and codes of ``sessions``."""
    titles = SessionTitles(sessions)
    best, best_score = _presumed(rows), 1
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        columns, score = _read_header(index, tuple(map(_label, row)), titles)
        if score > best_score:
            best, best_score = columns, score
    return _drop_unmarked(_with_second_header_row(best, rows, titles), rows)


def likeness(rows: Sequence[Row]) -> float:
    """How much a table looks like a roster, to choose among sheets: header words first, then the number of rows."""
    columns = guess_columns(rows, ())
    recognised = len(columns.fields) + _WEIGHT_OF_A_NAME * ("name" in columns.fields)
    return recognised + min(len(rows), 100_000) / 1_000_000


def holds_people(rating: float) -> bool:
    """Whether a table of this ``likeness`` has a column of names, so that leaving it out should be told."""
    return rating >= _WEIGHT_OF_A_NAME


def looks_like(header: str, samples: Sequence[str]) -> LooksLike | None:
    """What a column that is not used seems to hold, where leaving it out may be a mistake."""
    if samples and all("@" in sample for sample in samples):
        return LooksLike.EMAIL
    name, _ = _field_of(header)
    return LooksLike(name) if name in {member.value for member in LooksLike} else None


def assign(columns: Columns, column: int, meaning: str | None) -> Columns:
    """``columns`` after a person's choice: column index ``column`` holds the field ``meaning`` (one of FIELDS), the
    marks of a session (``session:CODE``), or nothing of use (None).  What held that meaning before loses it."""
    fields = {name: index for name, index in columns.fields.items() if index != column and name != meaning}
    code = meaning.removeprefix("session:") if meaning and meaning.startswith("session:") else None
    sessions = {known: index for known, index in columns.sessions.items() if index != column and known != code}
    if code is not None:
        sessions[code] = column
    elif meaning is not None:
        fields[meaning] = column
    return replace(columns, fields=fields, sessions=sessions)


def find_column(columns: Columns, named: str) -> int | None:
    """The column a person means by a header's text, a spreadsheet letter (``C``) or a number counted from 1."""
    wanted = squash(named)
    labels = [squash(label) for label in columns.labels]
    if wanted and labels.count(wanted) == 1:
        return labels.index(wanted)
    if wanted.isascii() and wanted.isdigit():
        index = int(wanted) - 1
    elif wanted.isascii() and wanted.isalpha() and len(wanted) <= 2:
        index = sum((ord(letter) - ord("a") + 1) * 26**place for place, letter in enumerate(reversed(wanted))) - 1
    else:
        return None
    return index if 0 <= index < len(labels) else None


def _presumed(rows: Sequence[Row]) -> Columns:
    """The columns of a table whose header has no word we know, for a person to say what they hold.

    The first row with several cells is taken for its header only if addresses or numbers stand below it and none in it:
    a person taken for a header would be lost without a word.
    """
    bare = Columns(-1, ("",) * max(map(len, rows), default=0))
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        labels = tuple(map(_label, row))
        if sum(map(bool, labels)) > 1:
            below = rows[index + 1 : index + 1 + _VALUES_LOOKED_AT]
            is_header = not _holds_data(labels) and any(_holds_data(tuple(map(_label, other))) for other in below)
            return Columns(index, labels) if is_header else bare
    return bare


def _holds_data(cells: Iterable[str]) -> bool:
    return any("@" in cell or sum(map(str.isdigit, cell)) >= _DIGITS_OF_DATA for cell in cells)


def _label(cell: object) -> str:
    label = text(cell)
    return label if len(label) <= _LONGEST_HEADER else ""


def _read_header(index: int, labels: tuple[str, ...], titles: SessionTitles) -> tuple[Columns, int]:
    """The columns if this row were the header, and how much speaks for it: 2 for an exact word, 1 for one in a
    sentence or for a session, 4 more for a name."""
    fields: dict[str, tuple[int, int]] = {}
    sessions: dict[str, int] = {}
    score = 0
    for column, label in enumerate(labels):
        name, rank = _field_of(label)
        code = titles.exact(label)
        if code is None and name is None:
            code = titles.like(without_brackets(label))
        if code is not None:
            sessions.setdefault(code, column)
        elif name is not None and (name not in fields or rank < fields[name][0]):
            fields[name] = (rank, column)
            score += 2 if rank < _SENTENCE_RANK else 1
    chosen = {name: column for name, (_, column) in fields.items()}
    # A session's title in a title row must not make it the header: sessions count only beside a field.
    score += (len(sessions) if fields else 0) + (4 if "name" in fields and score > 1 else 0)
    return Columns(index, labels, chosen, sessions), score


def _field_of(label: str) -> tuple[str | None, int]:
    """The field a header names and the rank of the word: the lower, the surer."""
    for form in (squash(label), squash(without_brackets(label))):
        if form in _FIELD_OF_WORD:
            name = _FIELD_OF_WORD[form]
            return name, HEADER_WORDS[name].index(form)
    word = longest_ending_word(squash(label), (*_FIELD_OF_SENTENCE_WORD, *WORDS_OF_OTHER_THINGS))
    return _FIELD_OF_SENTENCE_WORD.get(word), _SENTENCE_RANK


def _with_second_header_row(columns: Columns, rows: Sequence[Row], titles: SessionTitles) -> Columns:
    """Offices put "참가 세션" over several columns and the titles of the sessions in a second row below it."""
    below = columns.header + 1
    if columns.header < 0 or below >= len(rows):
        return columns
    labels = tuple(map(_label, rows[below]))
    name = columns.fields.get("name", -1)
    lower, _ = _read_header(below, labels, titles)
    if not lower.sessions or (0 <= name < len(labels) and labels[name] not in ("", columns.labels[name])):
        return columns
    width = max(len(labels), len(columns.labels))
    merged = tuple(_at(labels, column) or _at(columns.labels, column) for column in range(width))
    fields = {name: column for name, column in columns.fields.items() if column not in lower.sessions.values()}
    return Columns(below, merged, fields, {**columns.sessions, **lower.sessions}, has_two_rows=True)


def _at(labels: tuple[str, ...], column: int) -> str:
    return labels[column] if column < len(labels) else ""


def _drop_unmarked(columns: Columns, rows: Sequence[Row]) -> Columns:
    """A column that only resembles a session by its header, and holds words instead of marks, is not one."""
    below = [row for row in rows[columns.header + 1 : columns.header + 1 + _VALUES_LOOKED_AT] if not is_blank(row)]
    sessions = {code: column for code, column in columns.sessions.items() if _mostly_marks(below, column)}
    return replace(columns, sessions=sessions)


def _mostly_marks(rows: Sequence[Row], column: int) -> bool:
    marks = [mark(row[column]) is not None for row in rows if column < len(row)]
    return sum(marks) * 2 >= len(marks)
