"""Names of people as lists write them, made into the one name of one person.

Halves are joined by the custom of their script, ``Lee, Ada`` is turned, titles and addresses are taken off.  A cell
that names several people, or none, is told apart and never becomes a person in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.lists.cells import Cell, squash, text

_FAMILY_FIRST = re.compile("[가-힣ᄀ-ᇿ一-鿿㐀-䶿ぁ-ヿ]")
_HANGUL_NAME = re.compile(r"[가-힣]{2,5}|[가-힣]{1,2} [가-힣]{1,3}")
_HANGUL = re.compile(r"[가-힣]{1,6}")
_COMPOUND_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방", "어금", "망절")
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명"
    "기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단견당나라리여"
)
_ADDRESS = re.compile(
    r"[<(\[（]?\s*(?:mailto:)?([^\s<>()\[\]（）,;]+@[^\s<>()\[\]（）,;]+\.[^\s<>()\[\]（）,;.]+)\s*[>)\]）]?",
    re.IGNORECASE,
)
# Forms of address: those that stand before a name or behind it in brackets, those that are other words, too (Sr. is the
# elder of two, M an initial), and those that are never taken off a name as a word of their own.
_ADDRESSED = (
    "mr mrs ms miss mx mister dr prof professor herr frau mme mlle monsieur madame sra srta señor señora signor "
    "signora dhr mevr smt shri"
).split()
_ADDRESSED_BEFORE = (*_ADDRESSED, "sr")
_HONORIFICS = frozenset((*_ADDRESSED_BEFORE, "m", "profdr", *"씨 님 様 先生 女士 小姐".split()))
_ANY_ADDRESSED = f"(?:{'|'.join(_ADDRESSED)})"
_FIELD_OF_DEGREE = r"(?:[\s-]*(?:med|phil|rer|nat|ing|jur|oec|pol|dent|vet|theol|habil|h\.?\s?c)\b\.?)*"
_TITLE = re.compile(rf"(?:(?:{'|'.join(_ADDRESSED_BEFORE)})\b\.?{_FIELD_OF_DEGREE})\s+", re.IGNORECASE)
# Behind a name “Sr.” is no form of address but the elder of two.
_TITLE_BEHIND = re.compile(
    rf"\s*(?:[,，]\s*{_ANY_ADDRESSED}\.?{_FIELD_OF_DEGREE}|[(（\[]\s*{_ANY_ADDRESSED}\.?{_FIELD_OF_DEGREE}\s*[)）\]])$",
    re.IGNORECASE,
)
_POLITE_ENDING = re.compile(r"(?<=[가-힣]{2})\s*(?:님|씨|귀하)$|\s*(?:様|さん|殿|先生|女士|小姐)$")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|mba|cpa|msc|bsc|ma|pe|rn|dds|dvm|llm)\.?", re.IGNORECASE)
_PARTICLE = re.compile(
    r"(?:van|von|de|del|della|der|den|di|da|dos|la|le|ten|ter|zu|el|al|bin|ibn|mac|st\.?)\b", re.IGNORECASE
)
_AND_MORE = re.compile(
    r"\s*[(（]?\s*(?:외|등|및|포함|ほか|他|等)\s*(?:총\s*)?(\d{1,3})\s*(?:명|인|분|名|人)\s*(?:외|등)?\s*[)）]?$"
    r"|\s*[,(]?\s*(?:and|plus|with|&|\+)\s*(\d{1,3})\s*(?:others?|more|guests?|people|persons?)?\s*\)?$"
    r"|\s*[(（](\d{1,3})\s*(?:명|인|名|人|people|persons|pax)[)）]$",
    re.IGNORECASE,
)
_BETWEEN_PEOPLE = re.compile(
    r"\s*(?:[;/·•ㆍ、\n，,]|\s(?:및|그리고|와|과|&|and|und|et|y|e)\s)\s*",
    re.IGNORECASE,
)
_LONGEST_PLACE_HOLDER = 20
_PLACE_HOLDERS = frozenset(
    "미정 미상 추후통보 추후공지 추후확정 추후결정 무명 없음 해당없음 미기재 미지정 공석 결원 상동 동상 위와같음 "
    "tbd tba tbc tobedetermined tobeannounced tobeconfirmed na none null unknown unassigned "
    "notassigned inforequested notprovided notspecified notavailable ditto sameasabove 未定 待定 同上".split()
)
_NUMBERING = re.compile(r"^(?:\(?\d{1,4}[.)]\s*|[①-⑳]\s*)(?=[^\d\s])")
# Somebody else of whom no name is said.
_NOBODY_NAMED = re.compile(
    r"\s*[(（,]?\s*(?:외|등)\s*[)）]?$|\s(?:and|&|\+|plus)\s*(?:guests?|partner|spouse|family|others|colleagues?)\b"
    r"|^(?:the\s+)?\S+(?:\s\S+)?\s(?:family|household)$|^famil(?:ie|le|ia)\s|(?<=[가-힣]{2})\s?(?:가족|일가|부부)$",
    re.IGNORECASE,
)
_ALWAYS_BETWEEN_PEOPLE = re.compile(r"\s(?:&|and|(?<!von )und)\s", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s.,\-#No]*\d[\d\s.,\-]*")


@dataclass(frozen=True, slots=True)
class Named:
    """The name of one person; ``email`` where the cell held it, ``more`` how many nameless people it says come along.

    ``trouble`` is the code of a fault where the cell names nobody or several people.
    """

    name: str
    email: str = ""
    more: int = 0
    trouble: str = ""


def read_name(cell: Cell) -> Named:
    """The person whom the cell of a full name means."""
    if isinstance(cell, bool | int | float):
        return Named(text(cell), trouble="roster.name_is_number")
    if isinstance(cell, str) and "\n" in cell:
        cell = cell.replace("\n", " ; ")
    written = text(cell)
    if is_nobody(written):
        return Named("")
    if written.isalpha():
        return Named(_POLITE_ENDING.sub("", written) if len(written) > 2 else written)
    return _read(written.strip(" ;"))


def compose(first: Cell, middle: Cell, last: Cell) -> str:
    """The whole name of its halves: family name first where it is written in Hangul, Han or kana, else last."""
    given, between, family = text(first), text(middle), text(last)
    if _FAMILY_FIRST.search(family + given):
        same_script = bool(_FAMILY_FIRST.search(family)) and bool(_FAMILY_FIRST.search(given))
        parts = [part for part in (family, given, between) if part]
        joint = "" if same_script else " "
        # 성 "김", 이름 "김하나": the second column has the whole name already.
        if family and given.startswith(family) and len(given) >= len(family) + 2 and same_script:
            return given
        return joint.join(parts)
    return " ".join(part for part in (given, between, family) if part)


def is_whole(half: Cell) -> bool:
    """Whether a cell that should hold half a name holds a whole one: ``Lee, Ada``."""
    written = text(half)
    return "," in written and _turned(written) is not None and not _SUFFIX.fullmatch(written.rpartition(",")[2].strip())


def is_nobody(written: str) -> bool:
    """Whether a cell names nobody: it holds a mark, or a word that keeps the place (미정, TBD)."""
    if len(written) > _LONGEST_PLACE_HOLDER:
        return False
    if written.isalpha():
        return written.lower() in _PLACE_HOLDERS
    return squash(written) in _PLACE_HOLDERS or not any(char.isalnum() or char == "@" for char in written)


def is_in_other_letters(whole: str, composed: str) -> bool:
    """Whether a whole name is written in Hangul, Han or kana, and its halves are not."""
    return bool(_FAMILY_FIRST.search(whole)) and not _FAMILY_FIRST.search(composed)


def is_honorific(value: str) -> bool:
    """Whether this is a form of address (Mr, Dr), not what somebody does."""
    return "".join(filter(str.isalnum, value.lower())) in _HONORIFICS


def could_be_names(values: Sequence[str]) -> bool:
    """Whether values of a column may be names at all: not numbers, marks, dates or bare addresses."""
    written = [value for value in values if value]
    wrong = [value for value in written if _NUMBER.fullmatch(value) or _is_mark(value) or _is_bare_address(value)]
    return len(wrong) * 2 <= len(written)


def is_korean_name(value: str) -> bool:
    """Whether this is a Korean personal name and hardly anything else: a family name and one or two syllables more."""
    return len(value) == 3 and _HANGUL.fullmatch(value) is not None and looks_like_person(value)


def looks_like_person(value: str) -> bool:
    """Whether a lone text is likelier the name of a person than of a group: a known family name, or Latin words."""
    if _HANGUL.fullmatch(value.replace(" ", "")):
        bare = value.replace(" ", "")
        return 2 <= len(bare) <= 4 and (bare[0] in _SURNAMES or bare.startswith(_COMPOUND_SURNAMES))
    return True


def _read(written: str) -> Named:
    address = ""
    found = _ADDRESS.search(written)
    if found:
        address, rest = found[1], text(written[: found.start()] + " " + written[found.end() :]).strip(" ,;\"'")
        if _ADDRESS.search(rest):
            return Named(written, trouble="roster.several_names")
        written = rest
    if not written:
        return Named("", address)
    if _NUMBER.fullmatch(written):
        return Named(written, address, trouble="roster.name_is_number")
    more = _AND_MORE.search(written)
    count = int(next(group for group in more.groups() if group)) if more else 0
    if more:
        written = written[: more.start()].strip()
    written = _POLITE_ENDING.sub("", written)
    if not _FAMILY_FIRST.search(written) and _ALWAYS_BETWEEN_PEOPLE.search(written):
        return Named(written, address, count, "roster.several_names")
    written = _without_title(written)
    written = _NUMBERING.sub("", written)
    turned = _turned(written)
    if turned is None and (_NOBODY_NAMED.search(written) or _are_several(written)):
        return Named(written, address, count, "roster.several_names")
    return Named(turned or written.replace(" ; ", " "), address, count)


def _without_title(written: str) -> str:
    while (found := _TITLE_BEHIND.search(written)) and written[: found.start()].strip():
        written = written[: found.start()]
    while found := _TITLE.match(written):
        if not written[found.end() :].strip():
            break
        written = written[found.end() :]
    return written


def _turned(written: str) -> str | None:
    """``Lee, Ada`` and ``김, 하나`` as the name is said; None where a comma does not divide one name."""
    parts = [part.strip() for part in re.split("[,，]", written)]
    if len(parts) != 2 or not all(parts):
        return None
    family, given = parts
    if _SUFFIX.fullmatch(given):
        return f"{family}, {given}"
    if _HANGUL.fullmatch(family):
        is_family = len(family) == 1 or family in _COMPOUND_SURNAMES
        return family + given if is_family and _HANGUL.fullmatch(given) else None
    if _FAMILY_FIRST.search(written):
        return None
    one_of_each = len(family.split()) == 1 or len(given.split()) == 1 or _PARTICLE.match(family)
    return f"{_without_title(given)} {family}" if one_of_each and not any(map(str.isdigit, written)) else None


def _are_several(written: str) -> bool:
    parts = [part for part in _BETWEEN_PEOPLE.split(written) if part]
    if len(parts) > 1:
        if all(_HANGUL_NAME.fullmatch(_POLITE_ENDING.sub("", part)) for part in parts):
            return True
        # Latin: each of them has to be a name of its own (two words, or one beside a sign that no name holds).
        if not _FAMILY_FIRST.search(written):
            return all(len(part.split()) >= 2 for part in parts) or ";" in written
        return all(_FAMILY_FIRST.search(part) and len(part) <= 6 for part in parts) and not re.search("[·・]", written)
    words = written.split()
    return len(words) > 1 and all(len(word) == 3 and _HANGUL.fullmatch(word) and word[0] in _SURNAMES for word in words)


def _is_mark(value: str) -> bool:
    return value.lower() in ("yes", "no", "y", "n", "true", "false", "o", "x", "○", "예", "아니오", "-")


def _is_bare_address(value: str) -> bool:
    found = _ADDRESS.fullmatch(value)
    return found is not None
