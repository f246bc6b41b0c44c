"""Which column of a roster file holds what: guessed from headings, values and programme, and changed by a person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kiosk.core.lists import column_values, person_names, states
from kiosk.core.lists.cells import Cell, Row, is_blank, squash, text, without_brackets
from kiosk.core.lists.column_choice import (
    asked_of_names,
    of_leader,
    second_names,
    sessions_of,
    states_of,
    taken_back_of,
)
from kiosk.core.lists.column_values import Values
from kiosk.core.lists.headings import SENTENCE_RANK, Whose, fold, forms, heading
from kiosk.core.lists.reading import LooksLike, Question
from kiosk.core.lists.roster_words import HEADCOUNT_WORDS, NAME_FIELDS
from kiosk.core.lists.several_people import SHARED, divided_label, left_out, people_of
from kiosk.core.programme import Session
from kiosk.core.programmes.session_titles import SessionTitles
from kiosk.core.roster import Status

_HEADER_SEARCH_ROWS = 50
_VALUES_LOOKED_AT = 200
_VALUES_OF_A_NAME = 20
_LONGEST_HEADER = 80
# So many headings make a part of a list that is printed side by side.
_ALIKE = 2
# More than all other fields together.
_WEIGHT_OF_A_NAME = 100


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold.  Indexes count from 0.

    ``header`` is the index of the (last) header row, -1 when none was found; ``labels`` are the header's texts;
    ``fields`` and ``sessions`` give the column of each field (of ``FIELDS``) and of each session code.
    ``has_two_rows`` says that the row above the header belongs to it.  ``behind_name`` and ``behind_latin`` are columns
    whose text follows the name's and that of the name in Latin letters; ``more_states`` further columns that speak of
    the registration; ``taken_back`` those that say who took their consent back; ``ignored`` those a person said are of
    no use; ``states`` what a person said unknown words mean.
    A list printed side by side has ``offsets``: how far the columns of each further part stand to the right.
    ``people`` are the columns of each further person of a row, ``own`` those without which such a person is not there;
    ``headcount`` is a column that counts people, ``price`` one of what the registration costs, ``crossed`` are those in
    which an x is the only mark.  ``questions`` are what only a person can say of the columns.
    """

    header: int
    labels: tuple[str, ...]
    fields: Mapping[str, int] = field(default_factory=dict)
    sessions: Mapping[str, int] = field(default_factory=dict)
    has_two_rows: bool = False
    behind_name: tuple[int, ...] = ()
    behind_latin: tuple[int, ...] = ()
    more_states: tuple[int, ...] = ()
    taken_back: tuple[int, ...] = ()
    ignored: frozenset[int] = frozenset()
    states: Mapping[str, Status] = field(default_factory=dict)
    offsets: tuple[int, ...] = (0,)
    people: tuple[Mapping[str, int], ...] = ()
    headcount: int | None = None
    price: int | None = None
    own: frozenset[int] = frozenset()
    pieces: Mapping[str, int] = field(default_factory=dict)
    crossed: frozenset[int] = frozenset()
    is_transposed: bool = False
    questions: tuple[Question, ...] = ()

    @property
    def is_korean(self) -> bool:
        """Whether the headings are."""
        return _are_korean(self.labels)

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The rows of the header, counted from 1 as in the spreadsheet."""
        if self.header < 0:
            return ()
        return (self.header, self.header + 1) if self.has_two_rows else (self.header + 1,)

    @property
    def used(self) -> frozenset[int]:
        """Every column that something is read from."""
        own = {
            *self.fields.values(), *self.sessions.values(), *self.behind_name, *self.behind_latin, *self.more_states,
            *self.taken_back, *(column for person in self.people for column in person.values()),
        }  # fmt: skip
        return frozenset(column + offset for column in own for offset in self.offsets)

    @property
    def parts(self) -> tuple[tuple["Columns", int], ...]:
        """The people that a row may hold: for each what the columns hold and how far they stand to the right."""
        shared = {name: column for name, column in self.fields.items() if name in SHARED}
        further = [
            replace(
                self, fields={**shared, **own}, own=frozenset(own.values()), people=(), behind_name=(), behind_latin=(),
                pieces={}, headcount=None, taken_back=(),
            )
            for own in self.people
        ]  # fmt: skip
        return (*((self, offset) for offset in self.offsets), *((columns, 0) for columns in further))

    @property
    def counts_the_named(self) -> bool:
        """Whether the one who is named is counted in ``headcount``."""
        return self.headcount is not None and HEADCOUNT_WORDS[_counts_people(self.labels[self.headcount])]

    @property
    def unknown(self) -> tuple[int, ...]:
        """Columns that have a label and no meaning."""
        used = self.used
        return tuple(index for index, label in enumerate(self.labels) if label and index not in used)

    @property
    def has_names(self) -> bool:
        """Whether some column holds names, whole or in halves."""
        return any(name in self.fields for name in NAME_FIELDS)


@lru_cache(maxsize=64)
def _are_korean(labels: tuple[str, ...]) -> bool:
    return any("가" <= letter <= "힣" for label in labels for letter in label)


def guess_columns(rows: Sequence[Row], sessions: Iterable[Session]) -> Columns:
    """The header row (below any number of title rows) and what its columns hold, by the words of headings, by what
    stands below them, and by the titles and codes of ``sessions``."""
    titles = SessionTitles(sessions)
    best, best_score = _presumed(rows), 1
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        labels = tuple(map(_label, row))
        if not column_values.holds_data(labels):
            score = _score(labels, titles, rows[index + 1 : index + 1 + _VALUES_OF_A_NAME])
            if score > best_score:
                best, best_score = Columns(index, labels), score
    if _stands_upright(rows, best, best_score, titles):
        return Columns(-1, best.labels, is_transposed=True)
    if best_score == 1:
        return best
    return _with_meanings(_with_other_header_row(best, rows, titles), rows, titles)


def columns_below(rows: Sequence[Row], sessions: Iterable[Session], header: int) -> Columns:
    """What the columns hold when a person says which row (from 0) has the headings, or with -1 that there are none:
    then addresses, phones and Korean names are known by themselves, and everything else is said by the person."""
    if header >= 0:
        columns = Columns(header, tuple(map(_label, rows[header])))
        return _with_meanings(columns, rows, SessionTitles(sessions))
    bare = Columns(-1, ("",) * max(map(len, rows), default=0))
    values = Values([row for row in rows[:_VALUES_LOOKED_AT] if not is_blank(row)])
    fields: dict[str, int] = {}
    for column in range(len(bare.labels)):
        if (name := values.speak_for_themselves(column)) and name not in fields:
            fields[name] = column
    return replace(bare, fields=fields)


def _stands_upright(rows: Sequence[Row], best: Columns, best_score: int, titles: SessionTitles) -> bool:
    """Whether the headings stand below one another in a first column, and the people beside one another."""
    known = {heading(label).field for label in best.labels if label} - {None}
    for column in range(2):
        labels = tuple(_label(row[column]) if column < len(row) else "" for row in rows[:_HEADER_SEARCH_ROWS])
        fields = {heading(label).field for label in labels if label and heading(label).rank < SENTENCE_RANK} - {None}
        if (
            fields.intersection(NAME_FIELDS)
            and len(fields) > max(1, len(known))
            and _score(labels, titles, ()) > best_score
        ):
            return True
    return False


def roster_score(rows: Sequence[Row]) -> float:
    """How much a table looks like a roster, to choose among sheets: header words first, then the number of rows.  A
    sheet with nothing below its headers, as our own exports have some before the event, holds nobody."""
    columns = guess_columns(rows, ())
    holds_names = columns.has_names and any(not is_blank(row) for row in rows[columns.header + 1 :])
    recognised = len(columns.fields) + _WEIGHT_OF_A_NAME * holds_names
    return recognised + min(len(rows), 100_000) / 1_000_000


def holds_people(rating: float) -> bool:
    """Whether a table of this ``score`` has a column of names, so that leaving it out should be told."""
    return rating >= _WEIGHT_OF_A_NAME


def looks_like(header: str, samples: Sequence[str]) -> LooksLike | None:
    """What a column that is not used seems to hold, where leaving it out may be a mistake."""
    if samples and all("@" in sample for sample in samples):
        return LooksLike.EMAIL
    if states.kind_of(header):
        return None if states.is_place(header, (), samples) else LooksLike.STATUS
    name = heading(header).field
    if name in NAME_FIELDS:
        return LooksLike.NAME if person_names.could_be_names(samples) else None
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
    _keep_one_way_of_naming(fields, meaning)
    return replace(
        columns,
        fields=fields,
        sessions=sessions,
        behind_name=() if meaning == "name" else tuple(c for c in columns.behind_name if c != column),
        behind_latin=() if meaning == "name_latin" else tuple(c for c in columns.behind_latin if c != column),
        more_states=tuple(c for c in columns.more_states if c != column),
        taken_back=tuple(c for c in columns.taken_back if c != column),
        ignored=columns.ignored | {column} if meaning is None else columns.ignored - {column},
        people=tuple({n: c for n, c in person.items() if c != column} for person in columns.people),
        pieces={name: place for name, place in columns.pieces.items() if name in fields and name != meaning},
        questions=tuple(q for q in columns.questions if not _answers(columns, q, column)),
    )


def assign_state(columns: Columns, column: int) -> Columns:
    """``columns`` with one more that speaks of the registration."""
    if "status" not in columns.fields:
        return assign(columns, column, "status")
    freed = assign(columns, column, None)
    return replace(freed, more_states=(*freed.more_states, column), ignored=freed.ignored - {column})


def leave_unused(columns: Columns, column: int) -> Columns:
    """``columns`` with a column that is not what was asked of it; what it says of consent stands."""
    left = assign(columns, column, None)
    return replace(left, taken_back=columns.taken_back) if column in columns.taken_back else left


def assign_people(columns: Columns, column: int) -> Columns:
    """``columns`` with a second column of names whose people are on the list, too."""
    own = of_leader(columns.labels, column)
    freed = columns
    for one in own.values():
        freed = assign(freed, one, None)
    return replace(freed, people=(*freed.people, own), ignored=freed.ignored - set(own.values()))


def assign_name(columns: Columns, of: Sequence[int]) -> Columns:
    """``columns`` with the name made of several columns, in this order."""
    named = columns
    for column in of[1:]:
        named = assign(named, column, None)
    named = assign(named, of[0], "name")
    return replace(named, behind_name=tuple(of[1:]), ignored=named.ignored - set(of))


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


def _answers(columns: Columns, question: Question, column: int) -> bool:
    return column < len(columns.labels) and question.file == columns.labels[column]


def _keep_one_way_of_naming(fields: dict[str, int], chosen: str | None) -> None:
    """A whole name takes the place of halves; a half that is chosen makes the whole name the other half."""
    if chosen == "name":
        for half in NAME_FIELDS[1:]:
            fields.pop(half, None)
    elif chosen in ("first_name", "last_name") and "name" in fields:
        other = "last_name" if chosen == "first_name" else "first_name"
        whole = fields.pop("name")
        fields.setdefault(other, whole)


def _presumed(rows: Sequence[Row]) -> Columns:
    """The columns of a table whose header has no word we know, for a person to say what they hold.

    The first row with several cells is taken for its header only if addresses or numbers stand below it and none in it,
    and if it is unlike the rows below: a person taken for a header would be lost without a word.
    """
    bare = Columns(-1, ("",) * max(map(len, rows), default=0))
    for index, row in enumerate(rows[:_HEADER_SEARCH_ROWS]):
        labels = tuple(map(_label, row))
        if sum(map(bool, labels)) > 1:
            below = rows[index + 1 : index + 1 + _VALUES_LOOKED_AT]
            return Columns(index, labels) if column_values.is_unlike(labels, below) else bare
    return bare


def _label(cell: Cell) -> str:
    label = text(cell)
    return label if len(label) <= _LONGEST_HEADER else ""


def _score(labels: tuple[str, ...], titles: SessionTitles, below: Sequence[Row]) -> int:
    """How much speaks for a row as the header: 2 for an exact word, 1 for one in a sentence or for a session, 4 more
    for a name with names ``below`` it (how many there were, under Participants, are none).  A session's title in a
    title row must not make it the header: sessions count only beside a field."""
    found = [heading(divided_label(label)[0]) for label in labels if label]
    fields = {one.field: one.rank for one in reversed(found) if one.field}
    score = sum(2 if rank < SENTENCE_RANK else 1 for rank in fields.values())
    sessions = sum(titles.exact(label) is not None for label in labels if label)
    named = any(name in fields for name in NAME_FIELDS) and _are_names_below(labels, below)
    return score + (sessions if fields else 0) + (4 if named and score > 1 else 0)


def _are_names_below(labels: tuple[str, ...], below: Sequence[Row]) -> bool:
    """Whether what stands in the next rows, as far as no row is blank, can be names in some column headed as one."""
    end = next((index for index, row in enumerate(below) if is_blank(row)), len(below))
    values = Values(below[:end])
    named = ((c, heading(divided_label(label)[0]).field) for c, label in enumerate(labels) if label)
    return any(values.fit(field, c) for c, field in named if field in NAME_FIELDS)


def _with_other_header_row(columns: Columns, rows: Sequence[Row], titles: SessionTitles) -> Columns:
    """A header of two rows: "참가 세션" or "인적사항" over several columns, and below it what each of them holds."""
    below = columns.header + 1
    if below < len(rows) and _continues(columns.labels, tuple(map(_label, rows[below])), titles):
        upper, lower = columns.labels, tuple(map(_label, rows[below]))
        return Columns(below, _merged(upper, lower), has_two_rows=True)
    above = columns.header - 1
    if above >= 0:
        upper = tuple(map(_label, rows[above]))
        if sum(map(bool, upper)) > 1 and not column_values.holds_data(upper):
            labels = _merged(upper, columns.labels)
            return replace(columns, labels=labels, has_two_rows=labels != columns.labels)
    return columns


def _continues(upper: tuple[str, ...], lower: tuple[str, ...], titles: SessionTitles) -> bool:
    """Whether each text of ``lower`` repeats the one above it or names something under a heading that spans it."""
    named = 0
    for column, label in enumerate(lower):
        over = _at(upper, column)
        if not label or label == over:
            continue
        spans = not over or (column + 1 < max(len(upper), len(lower)) and not _at(upper, column + 1))
        if not spans or not (heading(label).field or titles.exact(label) or titles.like(without_brackets(label))):
            return False
        named += 1
    return named > 0 and not column_values.holds_data(lower)


def _merged(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """One row of labels: the lower ones, with the upper one before it where that says whose a column is."""
    labels, spanning = [], ""
    for column in range(max(len(upper), len(lower))):
        spanning = _at(upper, column) or spanning
        label = _at(lower, column)
        if not label:
            labels.append(_at(upper, column))
        elif spanning != label and heading(spanning).whose not in (Whose.PLAIN, heading(label).whose):
            labels.append(f"{spanning} {label}")
        else:
            labels.append(label)
    return tuple(labels)


def _at(labels: tuple[str, ...], column: int) -> str:
    return labels[column] if column < len(labels) else ""


def _with_meanings(columns: Columns, rows: Sequence[Row], titles: SessionTitles) -> Columns:
    below = [row for row in rows[columns.header + 1 : columns.header + 1 + _VALUES_LOOKED_AT] if not is_blank(row)]
    offsets = _offsets(columns.labels)
    width = offsets[1] + _first_label(columns.labels) if len(offsets) > 1 else len(columns.labels)
    values = Values(below)
    labels = columns.labels[:width]
    choice, people = people_of(labels, values)
    fields = choice.fields
    sessions = sessions_of(labels, set(fields.values()), titles, below)
    taken_back, of_both = taken_back_of(labels, fields, values)
    more, asked = states_of(labels, fields, {*sessions.values(), *taken_back}, values)
    asked += (*of_both, *second_names(labels, fields, values))
    asked += tuple(
        asked_of_names(column, label, values) for column, label in left_out(labels, values, [choice.fields, *people])
    )
    used = {*fields.values(), *sessions.values(), *more}
    headcount = next((c for c, label in enumerate(labels) if _counts_people(label) and c not in used), None)
    return replace(
        columns, people=people, headcount=headcount, fields=fields, sessions=sessions, more_states=more,
        price=next((c for c, label in enumerate(labels) if label and states.is_price(label)), None),
        taken_back=taken_back, offsets=offsets, pieces=choice.pieces, questions=asked,
        behind_name=choice.behind["name"], behind_latin=choice.behind["name_latin"],
        crossed=frozenset(c for c in range(len(labels)) if values.are_lone_crosses(c)),
    )  # fmt: skip


def _counts_people(label: str) -> str:
    """The word by which a heading speaks of a count of people; nothing for another heading."""
    return next((form for form in forms(label) if form in HEADCOUNT_WORDS), "") if label else ""


def _first_label(labels: Sequence[str]) -> int:
    return next((column for column, label in enumerate(labels) if label), 0)


def _offsets(labels: tuple[str, ...]) -> tuple[int, ...]:
    """Where the same headings stand again side by side, as lists are printed two- or three-up."""
    folded = [fold(label) for label in labels]
    found = [heading(label) for label in labels]
    names = [c for c, one in enumerate(found) if one.field == "name" and one.whose is not Whose.OTHER]
    if len(names) < 2:
        return (0,)
    same = [c for c in names if folded[c] == folded[names[0]]]
    if len(same) < 2:
        return (0,)
    step = same[1] - same[0]
    start = _first_label(labels)
    block = folded[start : start + step]
    offsets = [k * step for k in range(len(same)) if _is_again(folded, block, start + k * step)]
    return tuple(offsets) if len(offsets) == len(same) else (0,)


def _is_again(folded: Sequence[str], block: Sequence[str], start: int) -> bool:
    again = [*folded[start : start + len(block)], *[""] * len(block)][: len(block)]
    same = sum(bool(one) and one == other for one, other in zip(block, again, strict=True))
    fits = all(one == other or not one or not other for one, other in zip(block, again, strict=True))
    return fits and same >= min(_ALIKE, sum(map(bool, block)))
