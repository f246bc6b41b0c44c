"""Which of several columns is taken for a field: the attendee's own, by the surest word, with values that can be it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.core.lists import column_values, person_names, states
from kiosk.core.lists.cells import Row, mark, without_brackets
from kiosk.core.lists.column_values import Values
from kiosk.core.lists.consent import is_taken_back_in
from kiosk.core.lists.headings import Heading, Whose, fold, heading, is_bare_person, is_in_english, is_plus_one
from kiosk.core.lists.reading import LEAVE_UNUSED, TAKE_AS_PEOPLE, TAKE_AS_STATUS, Asked, Question
from kiosk.core.lists.roster_words import (
    FAMILY_BESIDE_A_GIVEN_NAME,
    GIVEN_BESIDE_A_FAMILY_NAME,
    IN_ENGLISH,
    NAME_FIELDS,
    SECOND_FAMILY_NAMES,
)
from kiosk.core.programmes.session_titles import SessionTitles

# Somebody who comes in the place of the one who is named.
_STAND_IN = re.compile(
    "^(?:대리참석자?|대리참가자?|대참자?|대리인|참석대리인?|proxy|substitute|stellvertret(?:er|ung)|vertret(?:er|ung)|remplacante?|suplente|sostituto|代理)"
    "(?:성명|이름|명|name|氏名)?$"
)
# Somebody who leads people and comes with them.
_LEADER = re.compile(
    "(?P<who>팀장|조장|반장|단장|대장|리더|팀리더|인솔자|인솔교사|인솔교수|인솔|team(?:leader|lead|captain|head)|captain|leader|group(?:leader|lead)|teamleiter(?:in)?"
    "|gruppenleiter(?:in)?|chefdequipe|capitaine|capitano|caposquadra|liderdelequipo|capitan|teamcaptain|teamleider|リーダー|引率者|队长|隊長|领队|領隊)"
    "(?:성명|이름|성함|명|의이름|sname|name|氏名|姓名)?"
)
_MEMBERS = re.compile("팀원|조원|구성원|(?:team)?member|mitglied|membre|miembro|membro|メンバー|队员|隊員|组员|組員")
_HEAD = re.compile("(?:대표자?|representative|teamrepresentative|代表者?)(?:성명|이름|명|name|氏名)?")
"""Beside the members of a team one of them; beside attendees of a company whoever signs for it."""
_SHORTEST_STEM = 4
_KINDS_OF_TICKET = frozenset({"ticket", "tickets", "티켓"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The column of each field; ``pieces`` say which piece of a column's cells a field is, ``behind`` which columns'
    text follows that of a field."""

    fields: dict[str, int]
    pieces: Mapping[str, int] = field(default_factory=dict)
    behind: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def fields_of(labels: Sequence[str], values: Values) -> Choice:
    """The column of each field: of several the attendee's own, by the surest word, with values that can be it."""
    candidates = _candidates(labels, values)
    pieces = _pieces(labels, values)
    fields = {name: column for name, (column, _) in pieces.items()} or _names(labels, candidates, values)
    named = heading(labels[next(iter(fields.values()))]).whose if fields else Whose.PLAIN
    if not fields:
        fields = _only_in_latin_letters(candidates, values)
    taken = set(fields.values())
    ranked: dict[str, list[tuple[bool, bool, int, int, int]]] = {}
    for column, one in candidates:
        name, whose = _meant(one, column, values), one.whose
        if name is None or name in NAME_FIELDS or name in fields or column in taken or not _is_own(name, whose, named):
            continue
        if values.fit(name, column):
            in_english = name in IN_ENGLISH and is_in_english(labels[column])
            ranked.setdefault(name, []).append((in_english, not values.of(column), int(whose), one.rank, column))
    for name, columns in ranked.items():
        (*_, first), *others = sorted(columns)
        fields.setdefault(name, first)
        if beside := [column for is_english, *_, column in others if is_english]:
            fields[IN_ENGLISH[name]] = beside[0]
    behind = {"name_latin": _latin_halves(fields, candidates, values), "name": _second_family_name(labels, fields)}
    _one_field_a_column(fields, pieces)
    return Choice(fields, {name: place for name, (_, place) in pieces.items()}, behind)


def _candidates(labels: Sequence[str], values: Values) -> list[tuple[int, Heading]]:
    """The headings that may name a field; a guest is somebody else where the attendee is named beside them."""
    found = [
        (c, replace(one, whose=Whose.OTHER) if _is_of_a_neighbour(c, one, labels) else one)
        for c, label in enumerate(labels)
        if label
        and not states.kind_of(label)
        and not is_taken_back_in(label, beside_consent=False)
        and (one := heading(label))
    ]
    is_named = any(
        one.field in NAME_FIELDS and one.whose is not Whose.OTHER and not is_plus_one(labels[c])
        and values.fit(one.field, c)
        for c, one in found
    )  # fmt: skip
    if not is_named:
        return found
    return [(c, replace(one, whose=Whose.OTHER) if is_plus_one(labels[c]) else one) for c, one in found]


def _is_of_a_neighbour(column: int, one: Heading, labels: Sequence[str]) -> bool:
    """Whether a mail or phone is of somebody else who has a column: Lead Contact Email beside Lead Contact."""
    stem = fold(labels[column]).replace(one.word, "") if one.field in ("email", "phone") else ""
    if len(stem) < _SHORTEST_STEM or one.whose is not Whose.PLAIN:
        return False
    owners = {stem, f"{stem}name", f"{stem}명", f"{stem}성명", f"{stem}이름"}
    return any(fold(label) in owners and heading(label).field not in NAME_FIELDS for label in labels)


def _meant(one: Heading, column: int, values: Values) -> str | None:
    """What a column is by its heading and its values together: addresses under 연락처, codes under Ticket."""
    if one.field == "phone" and values.are_mostly_addresses(column):
        return "email"
    if one.field == "category" and one.word in _KINDS_OF_TICKET and values.are_codes(column):
        return "ticket_code"
    if one.word in _KINDS_OF_TICKET and values.are_counts(column):
        return None
    return None if one.half else one.field


def _latin_halves(fields: dict[str, int], candidates: Sequence[tuple[int, Heading]], values: Values) -> tuple[int, ...]:
    """The columns behind the first of a name in Latin letters that is given in halves, put as ``name_latin``."""
    halves = {one.half: c for c, one in reversed(candidates) if one.half and one.whose is not Whose.OTHER}
    first, last = halves.get("first_name"), halves.get("last_name")
    if first is None and last is not None and not values.hold_one_another(fields.get("name_latin", last), last):
        first = fields.get("name_latin")
    if first is None or last is None:
        return ()
    fields["name_latin"] = first
    return tuple(c for c in (halves.get("middle_name"), last) if c is not None)


def _second_family_name(labels: Sequence[str], fields: Mapping[str, int]) -> tuple[int, ...]:
    """The family name of the mother, as Spanish forms have it behind that of the father."""
    if "last_name" not in fields:
        return ()
    return tuple(c for c, label in enumerate(labels) if fold(label) in SECOND_FAMILY_NAMES)[:1]


def _one_field_a_column(fields: dict[str, int], pieces: Mapping[str, object]) -> None:
    seen: dict[int, str] = {}
    for name, column in list(fields.items()):
        if column in seen and name not in pieces:
            del fields[name]
        seen.setdefault(column, name)


def _is_own(name: str, whose: Whose, named: Whose) -> bool:
    """Whether a column is about the person who is named, not about who orders, pays, guards or is called for them."""
    if whose is Whose.OTHER:
        return name not in ("email", "phone", "affiliation", "title", "consent", "category", "notes", "name_latin")
    of_another = whose is Whose.APPLICANT and named is Whose.ATTENDEE
    return not (of_another and name in ("email", "phone", "affiliation", "title"))


def _names(labels: Sequence[str], candidates: Sequence[tuple[int, Heading]], values: Values) -> dict[str, int]:
    found: dict[str, list[tuple[float, int, int]]] = {}
    named = [one for _, one in candidates if one.field in NAME_FIELDS and one.whose is not Whose.OTHER]
    has_plain = any(not one.is_reading for one in named)
    for column, one in candidates:
        if one.is_reading and has_plain:
            continue
        if one.field in NAME_FIELDS and one.whose is not Whose.OTHER and values.fit(one.field, column):
            # 참여자, Guest: a person by the word alone, and sometimes what kind of one (비회원).
            whose = one.whose + (1.5 if is_bare_person(one.word) else 0)
            found.setdefault(one.field, []).append((whose, one.rank, column))
    chosen = {name: min(columns)[2] for name, columns in found.items()}
    whole, first, last = chosen.get("name"), chosen.get("first_name"), chosen.get("last_name")
    if whole is not None and last is not None and first is None:
        given = [c for _, _, c in sorted(found["name"]) if heading(labels[c]).word in GIVEN_BESIDE_A_FAMILY_NAME]
        if given and not values.hold_one_another(given[0], last):
            return {"first_name": given[0], "last_name": last, **_middle(chosen)}
        return {"name": whole}
    if whole is not None and first is not None and last is None:
        family = [c for _, _, c in sorted(found["name"]) if heading(labels[c]).word in FAMILY_BESIDE_A_GIVEN_NAME]
        if family and not values.hold_one_another(family[0], first):
            return {"first_name": first, "last_name": family[0], **_middle(chosen)}
        return {"name": whole}
    if first is None and last is None:
        chosen.pop("middle_name", None)
    return chosen


def _only_in_latin_letters(candidates: Sequence[tuple[int, Heading]], values: Values) -> dict[str, int]:
    """Where a list has names in Latin letters alone (영문성명), these are the people's names."""
    found = [
        (one.rank, column)
        for column, one in candidates
        if one.field == "name_latin" and not one.half and one.whose is not Whose.OTHER and values.fit("name", column)
    ]
    return {"name": min(found)[1]} if found else {}


def _middle(chosen: Mapping[str, int]) -> dict[str, int]:
    return {"middle_name": chosen["middle_name"]} if "middle_name" in chosen else {}


def _pieces(labels: Sequence[str], values: Values) -> dict[str, tuple[int, int]]:
    """A column that holds several things, as 소속/성명 does: by field its column and which of the pieces it is."""
    for column, label in enumerate(labels):
        parts = column_values.divided(label)
        named = [heading(part).field for part in parts]
        fields = [name for name in dict.fromkeys(named) if name]
        is_whole = len(fields) == len(named) > 1 and "name" in fields and not set(fields) <= set(NAME_FIELDS)
        if is_whole and values.are_divided(column, len(parts)):
            return {name: (column, place) for place, name in enumerate(fields)}
    return {}


def states_of(
    labels: Sequence[str], fields: dict[str, int], marked: set[int], values: Values
) -> tuple[tuple[int, ...], tuple[Question, ...]]:
    """The columns that speak of the registration: one as ``status``, further ones; and those to be asked about."""
    found: list[tuple[bool, int]] = []
    asked: list[Question] = []
    for column, label in enumerate(labels):
        free = column not in fields.values() or column == fields.get("category")
        kind = states.kind_of(label) if free and column not in marked else None
        written = [value for value in values.different(column) if not states.says_nothing(value)]
        if kind is None and free and column not in marked and len(written) <= column_values.MOST_STATES:
            if (
                states.speak_of_leaving(label, written)
                or states.speak_of_payment(label, written)
                or (label and heading(label).field is None and states.asks_whether_they_come(label, written))
            ):
                asked.append(_asked_of_states(label, written))
            continue
        if kind is None or states.is_place(label, [other for other in labels if other != label], written):
            continue
        read = [states.read_state(value, label) for value in written]
        known = sum(one.status is not None for one in read)
        if kind is states.Kind.STRONG or (known and known == len(read)) or known * 2 > len(read):
            found.append((kind is not states.Kind.STRONG, column))
        elif written and len(written) <= column_values.MOST_STATES:
            asked.append(_asked_of_states(label, written))
    columns = [column for _, column in sorted(found)]
    if columns:
        fields["status"] = columns[0]
    return tuple(columns[1:]), tuple(asked)


def _asked_of_states(label: str, written: Sequence[str]) -> Question:
    choices = (TAKE_AS_STATUS, LEAVE_UNUSED)
    return Question(0, Asked.STATUS_COLUMN, who=", ".join(written[:3]), field=label, file=label, choices=choices)


def taken_back_of(
    labels: Sequence[str], fields: Mapping[str, int], values: Values
) -> tuple[tuple[int, ...], tuple[Question, ...]]:
    """The columns that say who took their consent back, and those that may speak of the registration as well: 철회일
    not right beside the consent."""
    agreed, used = fields.get("consent", len(labels)), set(fields.values())
    found, asked = [], []
    for column, label in enumerate(labels):
        if not label or column in used or not is_taken_back_in(label, beside_consent=agreed < column):
            continue
        found.append(column)
        if agreed != column - 1 and not is_taken_back_in(label, beside_consent=False) and values.of(column):
            asked.append(_asked_of_states(label, values.different(column)))
    return tuple(found), tuple(asked)


def second_names(labels: Sequence[str], fields: Mapping[str, int], values: Values) -> tuple[Question, ...]:
    """Another column of people under the same heading, or of those who stand in for them: they would be lost."""
    if "name" not in fields:
        return ()
    mine = fold(labels[fields["name"]])
    of_members = _MEMBERS.match(mine) is not None
    used = set(fields.values())
    listed = set(values.of(fields["name"]))
    return tuple(
        asked_of_names(column, label, values, may_be_people=fold(label) != mine)
        for column, label in enumerate(labels)
        if label
        and column not in used
        and (
            fold(label) == mine
            or _STAND_IN.search(fold(label))
            or is_leader(label)
            or (of_members and _HEAD.fullmatch(fold(label)))
        )
        and person_names.could_be_names(values.different(column))
        and not listed.issuperset(values.different(column))
    )


def asked_of_names(column: int, label: str, values: Values, *, may_be_people: bool = True) -> Question:
    """What is asked of a second column of names; columns of one heading have to be told apart in the file."""
    who = ", ".join(values.different(column)[:3])
    choices = (TAKE_AS_PEOPLE, LEAVE_UNUSED) if may_be_people else (LEAVE_UNUSED,)
    return Question(0, Asked.SECOND_NAME, who=who, field=label, file=label, choices=choices)


def is_leader(label: str) -> bool:
    """Whether a column holds who leads a team or a group, and comes with it."""
    return _LEADER.fullmatch(fold(label)) is not None


def of_leader(labels: Sequence[str], column: int) -> dict[str, int]:
    """The columns of the people of a second column of names: the names, and what is headed as theirs (팀장 연락처)."""
    found = _LEADER.fullmatch(fold(labels[column]))
    own = {"name": column}
    for other, label in enumerate(labels):
        one = heading(label) if label else None
        if found and one and one.field in ("email", "phone", "title") and fold(label).startswith(found["who"]):
            own.setdefault(one.field, other)
    return own


def sessions_of(labels: Sequence[str], taken: set[int], titles: SessionTitles, below: Sequence[Row]) -> dict[str, int]:
    """The columns of marks; one that only resembles a session by its heading, and holds words, is none."""
    sessions: dict[str, int] = {}
    for column, label in enumerate(labels):
        code = titles.exact(label)
        if code is None and column not in taken and heading(label).field is None and not states.is_named_by(label):
            code = titles.like(without_brackets(label))
        if code is not None and column not in taken and _mostly_marks(below, column):
            sessions.setdefault(code, column)
    return sessions


def _mostly_marks(rows: Sequence[Row], column: int) -> bool:
    marks = [mark(row[column]) is not None for row in rows if column < len(row)]
    return sum(marks) * 2 >= len(marks)
