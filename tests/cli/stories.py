"""Every command there is, as short stories of what somebody types one line after the other.

``EVENT`` is the file of the event, ``{person}`` and ``{code}`` the id and the ticket code of the first on its roster,
``{scan}`` the newest scan; what stands behind ``<`` goes to the standard input.
"""

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.actions.event import opened, read_event
from tests.cli.calls import Result, Run, every_command

STORIES = {
    "a person": """
        attendee add EVENT --name 하나 --affiliation 회사
        attendee add EVENT --name 하나 --affiliation 회사
        attendee add EVENT
        attendee edit EVENT {person} --title 부장
        attendee edit EVENT 0 --title 부장
        attendee block EVENT {person}
        attendee block EVENT {person} --reason 까닭
        attendee restore EVENT {person}
        attendee cancel EVENT {person} --reason 까닭
        attendee restore EVENT {person}
        attendee reissue EVENT {person}
        attendees EVENT
        audit EVENT --person {person}
        conflicts EVENT
        """,
    "a list": """
        import EVENT people.csv --dry-run
        import EVENT people.csv
        import EVENT doubtful.csv
        import EVENT doubtful.csv --leave-out-rejected
        import EVENT people.csv --map 18=C
        imports EVENT
        imports EVENT --take-back last
        imports EVENT
        imports EVENT --take-back none
        """,
    "own fields": """
        fields EVENT add 1 --label ko=자리
        fields EVENT add 2 --label ko=치수 --choice 가 --choice 나 --asked
        fields EVENT list
        fields EVENT edit 1 --hidden
        fields EVENT edit 3 --hidden
        attendee add EVENT --name 하나 --own 1=가
        fields EVENT remove 1
        fields EVENT remove 1
        """,
    "names": """
        names EVENT --called 산 en 12
        names EVENT
        event EVENT --provider 기관 --credit-minutes 50
        event EVENT
        """,
    "hand-outs": """
        handouts EVENT add 7 --title ko=수신기 --lent --stock 5
        handouts EVENT add 8 --title ko=기념품
        scan EVENT --session 7 --at 2024-02-28T10:05 < {code}
        handouts EVENT list
        handouts EVENT people
        handouts EVENT people --not-returned --out list.pdf
        handouts EVENT edit 7 --stock 7
        handouts EVENT edit 9 --stock 7
        handouts EVENT remove 7
        handouts EVENT remove 7 --even-given
        """,
    "the door": """
        scan EVENT --session E --at 2024-02-28T10:05 < {code}
        scan EVENT --session E --at 2024-02-28T10:25 < {code}
        scan EVENT --session F --at 2024-02-28T10:35 < {code}
        scan EVENT --session F --at 2024-02-28T09:00 < {code}
        scan EVENT --session F --at 2024-02-28T10:35 < 12
        figures EVENT --at 2024-02-28T10:40
        rollcall EVENT --at 2024-02-28T10:40
        rollcall EVENT --at 2024-02-28T10:40 --out roll.pdf
        undo EVENT {scan} --reason 까닭
        undo EVENT {scan} --reason 까닭
        audit EVENT
        statistics EVENT
        attendance EVENT
        """,
    "a signed sheet": """
        scan EVENT --session F --at 2024-02-28T10:51 < {code}
        signin EVENT --session F --out signin.pdf
        signin EVENT --session F --typed-in signed.csv --dry-run
        signin EVENT --session F --typed-in strangers.csv
        signin EVENT --session F --typed-in signed.csv
        signin EVENT --session F --typed-in signed.csv --conflicts paper
        signin EVENT --session F --take-back
        signin EVENT --session F --take-back --reason 까닭
        """,
    "certificates": """
        scan EVENT --session E --at 2024-02-28T10:05 < {code}
        certificates EVENT --out all.pdf --organiser 기관
        certificates EVENT list
        attendee edit EVENT {person} --name 두리
        certificates EVENT list
        certificates EVENT reissue --reason 까닭 --out again.pdf
        certificates EVENT reissue --reason 까닭
        certificates EVENT revoke 1-0001-2 --reason 까닭
        certificates EVENT register --out register.json
        verify all.pdf --event EVENT
        verify again.pdf --key register.json
        verify {code} --event EVENT
        evidence EVENT --out evidence
        verify evidence --event EVENT
        """,
    "an erasure": """
        scan EVENT --session E --at 2024-02-28T10:05 < {code}
        privacy EVENT --text consent.txt --keep-until 2024-05-31
        purge EVENT
        purge EVENT --confirm 아님
        purge EVENT --confirm 하루 --certificate erased.pdf
        statistics EVENT
        figures EVENT
        rollcall EVENT
        certificates EVENT list
        doctor EVENT
        access EVENT
        """,
    "meetings": """
        meetings EVENT import meetings.csv --session P --dry-run
        meetings EVENT import meetings.csv --session P
        meetings EVENT list
        meetings EVENT result P-1 matched
        meetings EVENT result 9 matched
        meetings EVENT remove P-1
        """,
    "operators": """
        operator add EVENT 주관 --role organiser
        operator list EVENT
        --operator 주관 operator add EVENT 접수
        --operator 접수 operator add EVENT 셋째
        --operator 주관 operator reset EVENT 접수
        --operator 주관 operator remove EVENT 접수
        --operator 주관 operator remove EVENT 주관
        attendee add EVENT --name 하나
        """,
    "printing": """
        badges EVENT --out badges.pdf
        print EVENT
        print EVENT --only all
        print EVENT --only all --wait 0
        print EVENT --only all --wait 0 --reason 까닭
        queue EVENT
        queue EVENT --retry 1
        """,
    "mail": """
        mail EVENT
        mail EVENT --out drafts
        mail EVENT --send --host 127.0.0.1 --port 1 --security none --sender a@example.com
        import EVENT people.csv
        attendee add EVENT --name 하나 --email 틀림
        mail EVENT
        mail EVENT --out drafts
        mail EVENT --out merge.csv
        mail EVENT --trial a@example.com --host 127.0.0.1 --port 1 --security none --sender a@example.com
        mail EVENT --words letter.txt --language ko
        mail EVENT --words consent.txt --language ko
        mail EVENT --send
        mail EVENT --send --host 127.0.0.1 --port 1 --security none --sender a@example.com
        """,
    "a new event": """
        new new.kiosk --programme plan.csv --roster people.csv
        new new.kiosk --programme plan.csv
        new worse.kiosk --programme people.csv
        programme EVENT plan.csv --dry-run
        programme EVENT plan.csv
        programme EVENT people.csv
        """,
    "a laptop": """
        demo demo --as-planned --no-window
        rehearse EVENT --out played
        rehearse EVENT --out played
        open none.kiosk
        plugins
        checklist EVENT
        backup EVENT --out copy.kiosk
        recover EVENT
        join none.kioskjoin .
        sync EVENT --once
        hub status EVENT
        hub files files
        encrypt EVENT --code-file code.pdf
        recovery-code EVENT --code-file again.pdf
        decrypt EVENT
        """,
}
HUB_STORY = """
    hub options EVENT --connections 40
    hub invite EVENT 이층 --out second.kioskjoin
    hub invite EVENT 삼층
    hub invite-many EVENT 마당 --count 3 --out sheets.pdf
    hub status EVENT
    hub refill EVENT --hours 2
    hub renew EVENT
    hub revoke EVENT 2
    hub revoke EVENT 77
    hub status EVENT
    sync EVENT --once
    join second.kioskjoin .
    """
SERVED = {("hub", "serve"), ("hub", "metrics"), ("hub", "create")}
"""Commands that run until they are ended, and the one that all of the hub begins with: a test of their own."""
FILES = {
    "people.csv": "성명,소속,이메일,모름\n도재담,창원,a@example.com,무엇\n추솔,마산,b@example.com,무엇\n",
    "doubtful.csv": "성명,소속,이메일,상태\n"
    "도재담,마산,a@example.com,취소\n,창원,c@example.com,\n추솔,마산,틀림,모름\n",
    "plan.csv": "코드,제목,장소,시작,종료\n7,여는 말,강당,2024-02-28 10:00,2024-02-28 11:00\n",
    "meetings.csv": "테이블,시작,종료,수요기업,참여기업\n1,2024-02-28 11:00,2024-02-28 11:30,회사,기관\n"
    "2,2024-02-28 11:00,2024-02-28 11:30,회사,창원\n",
    "signed.csv": "성명,입장,퇴장\n참석자1,10:35,11:20\n참석자2,10:30,\n",
    "strangers.csv": "성명,입장,퇴장\n아무개,10:30,\n",
    "consent.txt": "동의합니다.\n",
    "letter.txt": "참가권\n{name}\n{code}\n",
}
"""What the stories read, beside the event."""
WORDS = frozenset(
    "하나 두리 회사 부장 까닭 자리 치수 가 나 수신기 기념품 기관 아님 동의합니다 창원 마산 도재담 추솔 아무개 무엇 "
    "모름 틀림 취소 "
    "성명 소속 이메일 상태 코드 제목 장소 시작 종료 강당 테이블 수요기업 참여기업 입장 퇴장 주관 접수 셋째 이층 삼층 "
    "마당 본부".split()
) | {"여는 말"}  # fmt: skip
"""What people typed in the stories and their files."""


def write_files(folder: Path) -> None:
    """Put the files of the stories into ``folder``."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")


def told(run: Run, event: Path, story: str) -> Iterator[tuple[str, Result]]:
    """Run a story line by line; yields each line with what came of it."""
    for line in filter(None, map(str.strip, story.splitlines())):
        words, _sign, stdin = line.partition(" < ")
        yield line, run(*(_filled(word, event) for word in shlex.split(words)), stdin=_filled(stdin, event))


def _filled(text: str, event: Path) -> str:
    """``text`` with its holes filled by what the event holds now."""
    for hole, found in _HOLES.items():
        if hole in text:
            text = text.replace(hole, found(event))
    return text


def _first(event: Path, field: str) -> str:
    with opened(read_event(event)) as records:
        return str(getattr(records.people.all()[0], field))


def _newest_scan(event: Path) -> str:
    with opened(read_event(event)) as records:
        (scan,) = records.scans.newest(1)
        return str(scan.op_id)


_HOLES: dict[str, Callable[[Path], str]] = {
    "EVENT": str,
    "{person}": lambda event: _first(event, "id"),
    "{code}": lambda event: _first(event, "ticket_code"),
    "{scan}": _newest_scan,
}


def called() -> set[tuple[str, ...]]:
    """The commands that the stories call, as ``every_command`` names them."""
    known = {tuple(word for word in words if word != "day.kiosk"): words for words in every_command()}
    found = set()
    for line in "\n".join((*STORIES.values(), HUB_STORY)).splitlines():
        words = [word for word in line.split() if word != "EVENT"]
        words = words[2:] if words[:1] == ["--operator"] else words
        found |= {known[name] for name in (tuple(words[:1]), tuple(words[:2])) if name in known}
    return found
