"""Phone numbers and e-mail addresses of rosters, brought to the one form in which they are kept and compared."""

import re
import unicodedata

from kiosk.core.lists.cells import Cell, text

_ALREADY_GOOD = re.compile(r"010-\d{4}-\d{4}")
_COUNTRY_CODE = re.compile(r"\(?(?:\+\s*82|0082|82)\)?[-. ]*(?:\(0\)|0)?[-. ()]*(?=\d{1,2}[-. ()]|\d{9,10}$)")
_ONE_NUMBER = re.compile(r"[(]?\d[\d\s().\-‐-―−/~]*")
_NOT_DIGITS = re.compile(r"\D+")
_LABEL = re.compile(r"^(?:tel|phone|mobile|h\.?p|c\.?p|m|t|전화|휴대폰|핸드폰)\s*[.:)]?\s*", re.IGNORECASE)

# National numbers with their leading zero, and how they are grouped (Korean numbering plan: 02 Seoul, 0NN provinces,
# 01N mobile, 050N personal, 070 internet, 080 free call).
_GROUPS = (
    (re.compile(r"(02)(\d{3,4})(\d{4})"), r"\1-\2-\3"),
    (re.compile(r"(050\d)(\d{3,4})(\d{4})"), r"\1-\2-\3"),
    (re.compile(r"(010)(\d{4})(\d{4})"), r"\1-\2-\3"),
    (re.compile(r"(0(?:1[16-9]|[3-6]\d|70|80))(\d{3,4})(\d{4})"), r"\1-\2-\3"),
    (re.compile(r"(1[5-9]\d{2})(\d{4})"), r"\1-\2"),
)
# What is left of a number when a spreadsheet took it for a sum and dropped the zero.  Written with separators it must
# begin with a prefix of its own: 2345-6789 is a number without its area code, and nothing was lost.
_LOST_ZERO = re.compile(r"10\d{8}|1[16-9]\d{7,8}|2\d{7,8}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4]|[78]0)\d{7,8}|50\d{8,9}")
_MOBILE = re.compile(r"0?10\d{8}")
_BEGINS_WITH_PREFIX = re.compile(r"\d+$|\(?(?:2|[13-8]\d|50\d)\D")
_FIRST_GROUP = re.compile(r"[(]?(\d+)[)\s.\-‐-―−]")
_SHORTEST_NUMBER = 7
_TO_ANOTHER = re.compile(r"\d\s*[~/]\s*\d{1,3}$")
"""02-000-0001~2 is the numbers 0001 and 0002."""
_BETWEEN_NUMBERS = re.compile(r"\s*[/,;|·]\s*|\s{2,}|\s+(?=(?:\+?82|0\d{1,2})[-. ]?\d{3,4}[-. ]?\d{4})")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def phone(cell: Cell, *, in_korean_list: bool = True) -> str:
    """A Korean number as ``010-0000-0013``, ``02-000-0000``, ``1588-0000``, a lost zero put back; others as written.

    In a list that is not Korean only 010 and +82 are: 612345678 is of Spain, 5550100001 of the USA, 0170 of Germany.
    """
    if cell.__class__ is str and _ALREADY_GOOD.fullmatch(cell):
        return cell
    written = text(unicodedata.normalize("NFKC", text(cell)))
    number = _LABEL.sub("", written).strip("' ")
    national = _COUNTRY_CODE.sub("0", number, count=1) if _COUNTRY_CODE.match(number) else number.removesuffix(".0")
    if not _ONE_NUMBER.fullmatch(national) or _TO_ANOTHER.search(national):
        return written
    digits = _NOT_DIGITS.sub("", national)
    if not in_korean_list and national in (number, number.removesuffix(".0")) and not _MOBILE.fullmatch(digits):
        return written
    if _LOST_ZERO.fullmatch(digits) and _BEGINS_WITH_PREFIX.match(national):
        digits = "0" + digits
    for pattern, groups in _GROUPS:
        if found := pattern.fullmatch(digits):
            return written if _is_of_another_plan(national, found[1]) else pattern.sub(groups, digits)
    return written


def _is_of_another_plan(national: str, prefix: str) -> bool:
    """Whether the number is written with a shorter prefix than ours: 03-0000-0001 is of Tokyo, not of 030."""
    first = _FIRST_GROUP.match(national)
    return first is not None and len(first[1]) < len(prefix) and first[1] != prefix.lstrip("0")


def is_phone(written: str) -> bool:
    """Whether this has the form of one phone number."""
    bare = _LABEL.sub("", written)
    return _ONE_NUMBER.fullmatch(bare.lstrip("+ ")) is not None and sum(map(str.isdigit, bare)) >= _SHORTEST_NUMBER


def several_phones(written: str) -> list[str]:
    """The numbers of a cell that holds several, as written; nothing where it holds one, or 02-000-0001~2."""
    found = [one for part in _BETWEEN_NUMBERS.split(written) if (one := part.strip(" ()"))]
    return found if len(found) > 1 and all(map(is_phone, found)) else []


def is_mobile(number: str) -> bool:
    """Whether a number in the form of ``phone`` is a mobile one, which one person answers."""
    return number.startswith("01")


def last_digits(number: str) -> str:
    """The last four digits, by which a desk tells people apart; nothing for a number that has none."""
    return "".join(filter(str.isdigit, number))[-4:]


def masked(number: str) -> str:
    """A number as a screen that others can see shows it: ``010-****-0013``, hidden between its ends."""
    digits = [place for place, char in enumerate(number) if char.isdigit()]
    hidden = set(digits[3:-4])
    return "".join("*" if place in hidden else char for place, char in enumerate(number))


def email(cell: Cell) -> str:
    """The address in lower case, without ``mailto:``, angle brackets and full-width letters."""
    written = text(cell)
    if not written.isascii():
        written = text(unicodedata.normalize("NFKC", written))
    return written.lower().removeprefix("mailto:").strip("<> ;,")


def is_email(address: str) -> bool:
    """Whether this has the form of one e-mail address."""
    return _EMAIL.fullmatch(address) is not None
