"""Whether two spellings of an organisation are one: ㈜한빛, (주)한빛, 주식회사 한빛; Hanbit and Hanbit Inc.

Only the legal form, spaces, signs and an abbreviation in brackets are looked through; a branch, a department or another
language is another organisation as far as anybody can tell from its name.
"""

import re
import unicodedata
from functools import lru_cache

# Forms written in brackets or as one sign, wherever they stand.  NFKC turns ㈜ into (주) and ㈔ into (사).
_BRACKETED_FORM = re.compile(r"\(\s*(?:주|유|사|재|의|합|학|복|협|株|有|社|財|合)\s*\)")
_KOREAN_FORM = re.compile(
    r"^(?:농업회사법인|주식회사|유한책임회사|유한회사|합자회사|합명회사|사단법인|재단법인|학교법인|의료법인|사회복지법인|"
    r"株式会社|有限会社|合同会社|一般社団法人|公益財団法人)\s*"
    r"|\s*(?:농업회사법인|주식회사|유한책임회사|유한회사|합자회사|합명회사|株式会社|有限会社|合同会社|"
    r"股份有限公司|有限责任公司|有限公司)$"
)
_ENGLISH_FORM = re.compile(
    r"(?:[\s,]+(?:incorporated|inc|limited|ltd|llc|llp|lp|plc|corporation|corp|company|co|gmbh|mbh|ag|kg|kgaa|ohg|ug|se|ev|"
    r"s\.?\s?a\.?\s?r\.?\s?l|s\.?\s?a\.?\s?s|s\.?\s?a|s\.?\s?p\.?\s?a|s\.?\s?r\.?\s?l|s\.?\s?l|b\.?\s?v|n\.?\s?v|"
    r"ab|as|a/s|aps|oyj|oy|pty|pte|sdn|bhd|kk|k\.k|co\.?\s?kg|& co\.?)\.?)+$"
)
_BRACKETS = re.compile(r"[(\[【<〈]([^)\]】>〉]*)[)\]】>〉]")
_ABBREVIATION = re.compile(r"[a-z][a-z0-9&.\- ]{1,14}")
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def company_keys(written: str) -> tuple[str, ...]:
    """By what an organisation is known: its name without form, and the abbreviation in brackets; nothing for no name.

    Two spellings are one organisation if they share a key.
    """
    plain = unicodedata.normalize("NFKC", written).casefold()
    plain = _BRACKETED_FORM.sub(" ", plain).strip()
    short = [inner for inner in _BRACKETS.findall(plain) if _ABBREVIATION.fullmatch(inner.strip())]
    names = (_bare(_BRACKETS.sub(" ", plain)), *map(_bare, short))
    keys = tuple(dict.fromkeys(name for name in names if name))
    return keys or tuple(filter(None, (_SIGNS.sub("", written.casefold()),)))


def same_company(one: str, other: str) -> bool:
    """Whether both are spellings of one organisation."""
    return one == other or not set(company_keys(one)).isdisjoint(company_keys(other))


def _bare(name: str) -> str:
    """A name without its legal form, spaces and signs; a name that is nothing but a form stays as it is."""
    name = name.strip()
    without = _KOREAN_FORM.sub("", _ENGLISH_FORM.sub("", _KOREAN_FORM.sub("", name)))
    return _SIGNS.sub("", without) or _SIGNS.sub("", name)
