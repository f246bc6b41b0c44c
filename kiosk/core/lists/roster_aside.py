"""The rows of a roster that are no people: blank ones, totals, notes, groups, the headings once more."""

import re

from kiosk.core.lists.cells import Row, is_blank, squash, text
from kiosk.core.lists.headings import heading
from kiosk.core.lists.person_names import is_korean_name
from kiosk.core.lists.roster_columns import Columns
from kiosk.core.lists.roster_words import NAME_FIELDS

_TOTAL = re.compile(
    r"(?:총|총계|합계|계|소계|누계|총원|총인원|인원|인원수|total|subtotal|grandtotal|sum|count|gesamt|summe|totale|totaal|合計|計|合计|总计)"
    r"(?:\d+(?:명|인|people|名|人)?)?"
)
_HEADCOUNT = re.compile(r"총?\s*[\d,]+\s*(?:명|인|people|persons|名|人)")
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
_SHORTEST_CONTACT = 7
_FEW_COLUMNS = 2


def why_no_person(row: Row, columns: Columns) -> str:
    """The code of the reason if a row is no person; nothing for a person.

    A row with something only in columns that mean nothing (the numbers of lines nobody filled in) is blank to us.
    """
    if columns.own and not any(text(row[column]) for column in columns.own):
        return "roster.aside_nobody_else"
    own = (*columns.fields.values(), *columns.sessions.values())
    used = [row[column] for column in own if row[column] is not None]
    if not any(map(text, used)):
        return "roster.aside_blank" if is_blank(row) else "roster.aside_unused"
    name = row[next(columns.fields[name] for name in NAME_FIELDS if name in columns.fields)]
    # Nearly every row has a name and an address or a phone (not just a count), and is a person, whatever the name.
    contacts = [text(row[columns.fields[key]]) for key in ("email", "phone") if key in columns.fields]
    if name and any(len(written) >= _SHORTEST_CONTACT for written in contacts):
        return "roster.aside_header" if _repeats_header(row, columns) else ""
    return _why_by_words(row, columns, text(name))


def begins_another_table(row: Row, columns: Columns) -> bool:
    """Whether a row has the heading of the names again, and other headings beside it: a second table follows, as in
    the reports of meetings, and its rows are not read by the headings of the first."""
    column = next(columns.fields[name] for name in NAME_FIELDS if name in columns.fields)
    if columns.header < 0 or column >= len(columns.labels) or not columns.labels[column]:
        return False
    is_heading = row[column] == columns.labels[column] or text(row[column]) == columns.labels[column]
    return is_heading and not _repeats_header(row, columns) and any(heading(text(cell)).field for cell in row if cell)


def _why_by_words(row: Row, columns: Columns, name: str) -> str:
    filled = [written for written in map(text, row) if written]
    first = filled[0]
    if first.startswith(_NOTE_SIGNS):
        return "roster.aside_note"
    if _TOTAL.fullmatch(squash(first)) or _HEADCOUNT.fullmatch(name):
        return "roster.aside_total"
    if _repeats_header(row, columns):
        return "roster.aside_header"
    return "roster.aside_group" if _is_group(set(filled), name, columns) else ""


def _is_group(filled: set[str], name: str, columns: Columns) -> bool:
    """Whether the row is one text over all columns that names a group: □ 산업계, <학계>, VIP."""
    if len(filled) != 1 or len(columns.fields) + len(columns.sessions) < _FEW_COLUMNS:
        return False
    (written,) = filled
    if _GROUP_SIGNS.search(written) or _COMPANY.search(name):
        return True
    return _GROUP_ENDINGS.search(written) is not None and not is_korean_name(written)


def _repeats_header(row: Row, columns: Columns) -> bool:
    return columns.header >= 0 and all(
        text(row[column]) == columns.labels[column]
        for column in columns.fields.values()
        if column < len(columns.labels)
    )
