"""The rows of a roster that are no people: blank ones, totals, notes, groups, the headings once more."""

import re

from kiosk.core.lists import states
from kiosk.core.lists.cells import Row, is_blank, squash, text
from kiosk.core.lists.headings import SENTENCE_RANK, heading, is_word
from kiosk.core.lists.person_names import is_korean_name
from kiosk.core.lists.roster_columns import Columns
from kiosk.core.lists.roster_words import NAME_FIELDS

_TOTAL = re.compile(
    r"(?:총|총계|합계|계|소계|누계|총원|총인원|인원|인원수|total|subtotal|grandtotal|sum|count|gesamt|summe|totale|totaal|合計|計|合计|总计)"
    r"(?:\d+(?:명|인|people|名|人)?)?"
)
_HEADCOUNT = re.compile(r"총?\s*[\d,]+\s*(?:명|인|people|persons|名|人)")
# What ends a list, and who wrote or checked it.
_END_OR_HAND = re.compile(
    r"-?\s*(?:이하\s*여백|이하\s*생략|끝|end of list)\s*[.-]?\s*"
    r"|(?:작성자|작성일|확인자|담당자|문의처?|결재|검토자|prepared by|checked by|approved by)\s*(?:[:：].*)?",
    re.IGNORECASE,
)
# A row that shows how to fill one in.
_EXAMPLE = re.compile(
    r"[(\[<]\s*(?:작성\s*)?(?:예시?|예제|보기|example|sample)\s*[)\]>].*"
    r"|(?:작성\s*)?(?:예시?|example|sample|ex|e\.g)\s*[.:：)]\s.*",
    re.IGNORECASE,
)
_HANDS = frozenset({
    "담당자", "담당", "문의", "문의처", "작성자", "작성", "확인자", "총무", "연락담당", "접수처", "Contact",
    "Contact person", "Ansprechpartner", "Kontakt", "Contatto", "Contacto", "連絡先", "担当者", "联系人", "聯絡人",
})  # fmt: skip
"""What stands in place of a name where a row tells whom to call."""
_COLOURS = re.compile(
    r"색|음영|취소선|형광|colou?r|\b(?:red|grey|gray|yellow)\b|highlight|strike|struck|\b(?:rot|gelb|grau|rouge|gris|rojo|rosso)\b|赤|黄|红|灰",
    re.IGNORECASE,
)
_OF_LEAVING = re.compile(
    "취소|불참|대기|제외|미참|cancel|withdr|declin|waiting|waitlist|absag|storn|annul|キャンセル|欠席|取消",
    re.IGNORECASE,
)
_LONGEST_EXAMPLE = 9
_EXAMPLES = frozenset({"예시", "작성예시", "예", "예제", "example", "sample", "ex"})
_PART_OF_AN_EVENT = re.compile(
    r"(?:제\s*)?\d{1,2}\s*일\s*차.*|day\s*\d{1,2}\b.*"
    r"|(?:\d{4}\s*[년.\-/]\s*)?\d{1,2}\s*(?:월\s*\d{1,2}\s*일|[./]\s*\d{1,2}\.?)\s*(?:[(（].[)）])?"
    r"|오전|오후|제?\s*\d\s*부|[A-Z가-하]\s*[조반팀]|\d{1,3}\s*[조반팀]",
    re.IGNORECASE,
)
_OF_MOMENTS = re.compile("join|leave|참가 ?시간|입장 ?시|퇴장 ?시|나간", re.IGNORECASE)
_NOTE_SIGNS = ("※", "*", "＊", "☞", "◆", "◇", "▶", "▷", "→", "주)")
_GROUP_SIGNS = re.compile(
    r"^(?:[□■○●◎▣▢▪▫•◈◉☐#]|[<〈《【\[［(（].*[>〉》】\]］)）]$|[ⅠⅡⅢⅣⅤ]+\.|[가-하]\.\s|\d{1,2}[.)]\s*\D)"
)
_GROUP_ENDINGS = re.compile(
    r"(?:계|기관|기업|대학|대학교|단체|일반|내빈|귀빈|연사|발표자|좌장|패널|스태프|운영진|운영위원|참가자|참석자|명단|조|팀|그룹|반|부문|분야|학생|교수진"
    r"|위원|임원|직원|vip|speakers?|staff|guests?|attendees?|participants?|group.?|team.?|students?|industry|academia|general|press)"
    r"\s*(?:[(（]\d+\s*(?:명|인)?[)）])?$",
    re.IGNORECASE,
)
# Organisations under which their people stand; a person of such a name has more in the row than that.
_COMPANY = re.compile(
    r"㈜|\((?:주|유|사|재)\)|주식회사|유한회사|재단법인|사단법인"
    r"|[가-힣A-Za-z]{2}(?:정밀|테크|산업|전자|전기|기계|중공업|화학|건설|시스템즈?|소프트|로보틱스|바이오|에너지|엔지니어링|솔루션즈?|네트웍스"
    r"|연구원|연구소|진흥원|재단|협회|학회|조합|공단|공사|센터|시청|도청|구청|군청|병원|은행|그룹|코리아|홀딩스|파트너스|컴퍼니|물산|상사"
    r"|제약|식품|모터스|중학교|고등학교|초등학교)$"
    r"|\b(?:inc|ltd|llc|gmbh|corp|corporation|plc|ag|institute|university|college|company)\.?$|^university of\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6}")
_FEW_COLUMNS = 2


def why_no_person(row: Row, columns: Columns) -> str:
    """The code of the reason if a row is no person; nothing for a person.

    A row with something only in columns that mean nothing (the numbers of lines nobody filled in) is blank to us.
    """
    if columns.own and not any(text(row[column]) for column in columns.own):
        return "roster.aside_nobody_else"
    name = text(row[next(columns.fields[name] for name in NAME_FIELDS if name in columns.fields)])
    if name and _is_example(row, name):
        return "roster.aside_example"
    if name in _HANDS:
        return "roster.aside_note"
    # Nearly every row has a name and an address or a phone (not just a count), and is a person, whatever the name.
    if name and _has_contact(row, columns):
        return ""
    own = (*columns.fields.values(), *columns.sessions.values())
    if not any(text(row[column]) for column in own if row[column] is not None):
        return "roster.aside_blank" if is_blank(row) else "roster.aside_unused"
    return _why_by_words(row, columns, name)


def speaks_of_colours(row: Row) -> str:
    """A note that says what colours of a list mean for whom stands in them (※ 빨간색: 취소자); nothing for others."""
    written = " ".join(filter(None, map(text, row)))
    return written if _COLOURS.search(written) and _OF_LEAVING.search(written) else ""


def begins_another_table(row: Row, columns: Columns) -> bool:
    """Whether a row has the heading of the names again, and other headings beside it: a second table follows, as in
    the reports of meetings, and its rows are not read by the headings of the first."""
    column = next(columns.fields[name] for name in NAME_FIELDS if name in columns.fields)
    if columns.header < 0 or column >= len(columns.labels) or not columns.labels[column]:
        return False
    written = row[column]
    if not isinstance(written, str) or _has_contact(row, columns):
        return False
    is_again = written == columns.labels[column]
    if not (is_again or is_word(written)) or _repeats_header(row, columns):
        return False
    return any(heading(text(cell)).field for cell in row if cell) if is_again else is_all_headings(row)


def _has_contact(row: Row, columns: Columns) -> bool:
    """Whether a row has an address or a phone, and so is neither headings nor a total.  Asked of every row."""
    for key in ("email", "phone"):
        column = columns.fields.get(key)
        if column is None or not (cell := row[column]):
            continue
        if ("@" in (written := str(cell)) or _DIGITS.search(written)) and cell not in columns.labels:
            return True
    return False


def holds_other_people(row: Row) -> bool:
    """Whether a row of headings is that of people who stand nowhere else, not of what the same people did when."""
    return is_all_headings(row) and not any(_OF_MOMENTS.search(text(cell)) for cell in row if cell)


def is_all_headings(row: Row) -> bool:
    """Whether a row holds nothing but headings, the one of the names among them."""
    found = [heading(written) for written in map(text, row) if written]
    known = [one.field for one in found if one.field and one.rank < SENTENCE_RANK]
    return len(found) > 1 and not set(known).isdisjoint(NAME_FIELDS) and len(known) * 2 > len(found)


def _why_by_words(row: Row, columns: Columns, name: str) -> str:
    filled = [written for written in map(text, row) if written]
    first = filled[0]
    if first.startswith(_NOTE_SIGNS) or _END_OR_HAND.fullmatch(first):
        return "roster.aside_note"
    if _TOTAL.fullmatch(squash(first)) or _HEADCOUNT.fullmatch(name):
        return "roster.aside_total"
    if _repeats_header(row, columns):
        return "roster.aside_header"
    return "roster.aside_group" if _is_group(set(filled), name, columns) else ""


def _is_example(row: Row, name: str) -> bool:
    first = row[0]
    is_said = isinstance(first, str) and len(first) <= _LONGEST_EXAMPLE and first != name and squash(first) in _EXAMPLES
    return is_said or _EXAMPLE.fullmatch(name) is not None


def _is_group(filled: set[str], name: str, columns: Columns) -> bool:
    """Whether the row is one text over all columns that names a group: □ 산업계, <학계>, VIP."""
    if len(filled) != 1 or len(columns.fields) + len(columns.sessions) < _FEW_COLUMNS:
        return False
    (written,) = filled
    if (
        states.list_of(written)
        or _GROUP_SIGNS.search(written)
        or _PART_OF_AN_EVENT.fullmatch(written)
        or _COMPANY.search(name)
    ):
        return True
    return _GROUP_ENDINGS.search(written) is not None and not is_korean_name(written)


def _repeats_header(row: Row, columns: Columns) -> bool:
    """Whether the row says again what the headings say, in these words or in others (성명 below Name)."""
    return columns.header >= 0 and all(
        (written := text(row[column])) == columns.labels[column]
        or (is_word(written) and heading(written).field == name)
        for name, column in columns.fields.items()
        if column < len(columns.labels)
    )
