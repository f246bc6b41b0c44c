"""Invented people for rehearsals and measurements: random syllables, addresses under example.com, phones nobody has
(no subscriber number in Korea begins with 0).
"""

import random
from collections.abc import Iterator

ROSTER_HEADER = ("성명", "소속", "직위", "휴대폰", "이메일", "구분", "참가세션")

_FAMILY = "강고공구권김남노류문민박방배백변서성송신심안양오우유윤이임장전정조주지진차채최추하한함허현홍황"
_GIVEN = "가건경규나늘다담도란래린무민별빈상서선성솔수슬시아여연영예온용우욱원윤율은의재정주준지진찬채태하현혜호훈휘"
_AFFILIATIONS = (
    ("㈜가온정밀", "산"), ("누리제어㈜", "산"), ("한별전기산업", "산"), ("미르로봇㈜", "산"), ("다온소재", "산"),
    ("가람대학교 기계공학부", "학"), ("새론대학교 산학협력단", "학"), ("해솔과학기술대학원대학교", "학"),
    ("한울전기연구소", "연"), ("남해재료연구센터", "연"), ("첨단제조공정연구조합 동남지부", "연"),
    ("해오름시 미래산업과", "관"), ("남부권 특구육성지원단", "관"),
)  # fmt: skip
_TITLES = ("대표이사", "부장", "과장", "연구원", "선임연구원", "책임연구원", "교수", "석사과정", "주무관", "팀장")


def invented_rows(count: int, sessions: list[str], seed: int = 1) -> Iterator[tuple[str, ...]]:
    """``count`` rows below ``ROSTER_HEADER``; each person wants some of ``sessions``.  The same seed, the same
    people.
    """
    chance = random.Random(seed)
    for number in range(1, count + 1):
        name = chance.choice(_FAMILY) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2, 2, 2, 3))))
        affiliation, category = chance.choice(_AFFILIATIONS)
        wanted = [code for code in sessions if chance.random() < 0.7] or sessions[:1]
        yield (
            name, affiliation, chance.choice(_TITLES), f"010-{number // 10_000:04d}-{number % 10_000:04d}",
            f"guest{number:06d}@example.com", category, ";".join(wanted),
        )  # fmt: skip
