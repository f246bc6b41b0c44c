"""Records for pages: short, usual and extreme names, and a batch of 84 as a workshop has."""

import random
from pathlib import Path

SHORT = dict(name="추솔", affiliation="경남테크노파크", title="CTO", category="관")
USUAL = dict(
    name="남궁늘봄", name_latin="Namgung Neulbom", affiliation="한국재료연구원(KIMS)", title="책임연구원", category="연"
)
LONG_KOREAN = dict(
    name="황보수영",
    name_latin="Muhammad Abdurrahman ibn Al-Khattab",
    affiliation="한국생산기술연구원 동남본부 첨단제조공정연구그룹",
    title="선임연구원",
    category="산",
)
LONG_LATIN = dict(
    name="Muhammad Abdurrahman ibn Al-Khattab",
    affiliation="Korea Institute of Industrial Technology",
    title="Principal Researcher",
    category="학",
)
MIXED = dict(name="鄭海仁", name_latin="Nguyễn Thị Ánh", affiliation="창원 강소연구개발특구육성사업단", category="VIP")
EXTREMES = (SHORT, USUAL, LONG_KOREAN, LONG_LATIN, MIXED)

_AFFILIATIONS = (
    "㈜누리데이터랩",
    "한국전기연구원(KERI)",
    "국립창원대학교 산학협력단",
    "창원특례시 미래전략산업국",
    "한국생산기술연구원 동남본부 첨단제조공정연구그룹",
    "창원 강소연구개발특구육성사업단",
)
_FAMILY_NAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN_NAMES = "가나다라마바사아자차카타파하늘봄솔샘빈결"
_SESSIONS = "\n".join(
    (
        "지원사업 합동설명회\t2. 27.(화) 13:30~15:00\t90",
        "창원강소특구 총괄회의\t2. 27.(화) 15:30~17:20\t110",
        "불모포럼\t2. 28.(수) 13:30~15:30\t120",
    )
)
_SCHEDULE = "\n".join(
    (
        "2. 27.(화) 13:30~15:00\t지원사업 합동설명회\t그랜드볼룸",
        "2. 27.(화) 15:30~17:20\t창원강소특구 총괄회의\t컨벤션홀 A",
        "2. 27.(화) 17:30~18:30\tAI 커뮤니티 발족식\t그랜드볼룸",
        "2. 28.(수) 13:30~15:30\t불모포럼\t컨벤션홀 A",
        "2. 28.(수) 14:00~17:00\t대기업 오픈이노베이션 파트너링\t컨벤션홀 B",
    )
)
SEAL = Path(__file__).with_name("seal.png")
"""A seal that says it is a specimen (견본)."""


def record(number: int = 1, **person: str) -> dict[str, str]:
    """Everything any shipped layout shows, for one person; ``number`` makes the code and the serial."""
    code = f"{number:04d}" + "987650123456789012345678901234"
    event = dict(
        event_name="창원 강소특구 릴레이 합동 워크숍",
        event_name_en="Changwon INNOPOLIS Joint Workshop",
        event_dates="2024. 2. 27.(화) ~ 2. 28.(수)",
        event_dates_en="27–28 February 2024",
        event_place="그랜드 머큐어 앰배서더 창원",
        organiser="창원특례시 · 한국전기연구원",
        sessions_text=_SESSIONS,
        schedule_text=_SCHEDULE,
        total_sessions="3",
        total_minutes="320",
        total_time="5시간 20분",
        issued_on="2024년 2월 28일",
        issued_on_en="28 February 2024",
        seal=str(SEAL),
        session_title="불모포럼",
        session_time="2. 28.(수) 13:30~15:30",
        session_room="컨벤션홀 A",
        session_speakers="김하늘 한국전기연구원 책임연구원, 이두리 교수",
        page_of="1 / 5",
    )
    people = "\n".join(
        f"{place}\t{who['affiliation']}\t{who.get('title', '')}\t{who['name']}\t"
        for place, who in enumerate(EXTREMES * 4, 1)
    )
    event["people_text"] = people
    groups = " ".join(code[at : at + 4] for at in range(0, len(code), 4))
    return event | dict(code=code, code_grouped=groups, serial=f"A-{number:04d}") | person


def workshop() -> list[dict[str, str]]:
    """84 people, always the same."""
    chance = random.Random(84)
    return [
        record(
            number,
            name=chance.choice(_FAMILY_NAMES) + "".join(chance.sample(_GIVEN_NAMES, 2)),
            affiliation=chance.choice(_AFFILIATIONS),
            title=chance.choice(("책임연구원", "부장", "")),
            category="산학연관"[number % 4],
        )
        for number in range(1, 85)
    ]
