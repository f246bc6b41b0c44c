"""By what spellings of a person's name are compared: spaces, case, signs and the order of a Latin name are nothing."""

import re
import unicodedata
from functools import lru_cache

_EAST = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_APOSTROPHES = re.compile("['’`]")
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """What is compared of a name: 홍 길동 is 홍길동; Lee, Ada is Ada LEE; José is Jose."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    if _EAST.search(plain):  # Korean, Chinese, Japanese: their order is fixed
        return _SIGNS.sub("", plain) or plain
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = _SIGNS.sub(" ", _APOSTROPHES.sub("", letters)).split()
    return " ".join(sorted(words)) or plain


def alike(one: str, other: str) -> bool:
    """Whether two keys of names may be one name before and after a correction or a marriage: a part in common (anna
    kim, anna lee), or one character of several (김한나, 김하나)."""
    parts, parts_of_other = one.split(), other.split()
    if len(parts) > 1 or len(parts_of_other) > 1:
        return not set(parts).isdisjoint(parts_of_other)
    if len(one) == len(other):
        return len(one) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 1 and longer.startswith(shorter)
