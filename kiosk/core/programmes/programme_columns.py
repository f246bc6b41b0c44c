"""Which column of a programme holds what: the header words of offices and conference systems, and a person's word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.core.lists.cells import Cell, Row, squash, text, without_brackets
from kiosk.core.programmes.date_times import from_serial
from kiosk.core.programmes.timed_table import SEARCH_ROWS
from kiosk.core.programmes.written_time import read_when

_WORDS = {
    "code": (
        "code sessioncode 코드 세션코드 세션번호 sessionid 프로그램코드 talkid proposalid proposalcode "
        "eventid submissionid sessionkey id guid uid"
    ),
    "title_ko": (
        "titleko title sessiontitle proposaltitle sessionname talktitle eventtitle eventname name subject "
        "session talk event activity topic agenda programme program description summary 세션명 제목 "
        "세션제목 강의명 강연명 강의제목 강연제목 발표제목 프로그램명 행사명 국문명 과목명 교육과목 "
        "교과목 과목 주제 발표주제 강연주제 강의주제 세션 프로그램 일정 내용 세부내용 주요내용 행사내용 "
        "교육내용 세부일정 세부프로그램 활동 순서 titel veranstaltung programm thema titre intitulé "
        "título titulo titolo onderwerp programmpunkt beitrag vortrag vortragstitel actividad attività attivita "
        "intervention activité タイトル プログラム 内容 演題 講演題目 议题 主题 主題 題目 標題 名稱 "
        "题目 标题 議題 議程 议程 活动 活動 "
        "報告題目 报告题目 aihe ämne emne"
    ),
    "title_en": "titleen englishtitle titleenglish 영문명 영문제목 영문세션명 영문",
    "kind": ("kind type sessiontype eventtype format 종류 유형 구분 세션유형 분류 track 트랙 category categories"),
    "room": (
        "room place venue location roomlocation hall where stage 장소 회의실 행사장 강의실 강의장 교육장 "
        "발표장 홀 위치 호실 raum ort saal salle lieu sala lugar luogo zaal locatie aula sede ubicación 会場 場所 場地 "
        "部屋 地点 地點 会场 會場 教室"
    ),
    "room_en": "roomen englishroom roomenglish roominenglish 영문장소 장소영문 영문회의실",
    "day": (
        "date day startdate sessiondate eventdate 날짜 일자 일차 시작일 시작일자 시작날짜 행사일 datum tag "
        "jour fecha día data giorno dag 日付 日期"
    ),
    "end_day": "enddate 종료일 종료일자 종료날짜 enddatum",
    "time": (
        "time times when timeslot slot hours schedule dateandtime datetime 시간 시각 일시 시간대 진행시간 "
        "교육시간 운영시간 강의시간 발표시간 타임 시간표 zeit uhrzeit heure horaire hora horario ora "
        "orario horário tijd 時間 時刻 日時 时间"
    ),
    "starts_at": (
        "startsat start starts begin begins starttime startdatetime startdateandtime timestart sessionstarttime "
        "sessionstart scheduledat startzeit oreinizio orainizio horainicio horadeinicio heuredebut heurededebut from "
        "beginn von début debut inicio inizio dtstart 시작 시작시간 시작시각 시작일시 開始 开始 開始時間 开始时间"
    ),
    "ends_at": (
        "endsat end ends endtime enddatetime enddateandtime timeend sessionendtime sessionend endzeit orafine "
        "horafin horadefin heurefin heuredefin finish to until ende bis fin fine "
        "einde dtend 종료 종료시간 종료시각 종료일시 끝 마침 終了 结束 結束 結束時間 结束时间"
    ),
    "duration": (
        "duration durationmin scheduledduration sessionlength lengthminutes length minutes 소요시간 소요 시간분 "
        "진행시간분 분 dauer durée duración durata duur"
    ),
    "speakers": (
        "speaker speakers speakernames speakername presenter presenters presentername lecturer instructor "
        "instructors author authors host persons facilitator 발표자 연사 강사 강연자 강사명 발표 연사명 "
        "발표자명 진행자 연자 발표및연사 교수 referent referenten referentin sprecher vortragende "
        "intervenant intervenants ponente ponentes relatore relatori spreker sprekers 講師 登壇者 講演者 演讲人 "
        "主讲人 讲者 講者 主講人 報告人 报告人 resourceperson resourcepersons palestrante palestrantes orador oradores"
    ),
    "state": (
        "status state 상태 진행상태 proposalstate submissionstate sessionstatus active statut estado stato 状態 状态 "
        "狀態 ステータス"
    ),
    "trouble": "xkiosktrouble",
    "note": "비고 참고 note notes remark remarks comment comments bemerkung bemerkungen remarques 備考 备注",
    "capacity": "capacity seats 정원 수용인원 좌석수 인원 roomcapacity",
    "admission": "admission 참가대상 대상 입장대상 참석대상",
    "tracking": "tracking 확인방식 출입확인 확인 체크방식",
    "counts": "counts 인정 이수인정 출석인정 인정여부",
    "opens_before": "opensbefore 입장시작 사전입장 입장시작분전",
    "closes_after": "closesafter 퇴장마감 퇴장마감분후",
    "minimum_share": "minimumshare 최소참석률 최소출석률 최소참석비율",
}
HEADER_WORDS: Mapping[str, tuple[str, ...]] = {name: tuple(words.split()) for name, words in _WORDS.items()}
"""The words of each field, squashed, the plainest first."""
SEVERAL = ("speakers",)
"""Fields that may stand in several columns (``Presenter 1``, ``Presenter 2``)."""
NOTES = frozenset("메모 번호 연번 순번 no number".split())
_IN_A_LANGUAGE = re.compile("(?:title|room)_[a-z]{2,3}")
_NUMBERED = re.compile(r"(\D+?)\d{1,2}$")
_FIELD_OF_WORD = {
    word: (name, rank) for name, words in reversed(list(HEADER_WORDS.items())) for rank, word in enumerate(words)
}


@dataclass(frozen=True, slots=True)
class ProgrammeColumns:
    """Which columns (from 0) hold which field, below which ``header`` rows (from 0), and the words above each column.
    ``hours`` tells that plain numbers of the duration are hours."""

    fields: Mapping[str, tuple[int, ...]]
    header: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    hours: bool = False


def columns_of(header: Row) -> dict[str, int]:
    """Which column holds which field, by the words of a header row; of two for one field, the plainer word wins."""
    return {name: columns[0] for name, columns in all_columns_of(header).items()}


def all_columns_of(header: Row) -> dict[str, tuple[int, ...]]:
    """As ``columns_of``, with every column of the fields that may have several."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, cell in enumerate(header):
        if (known := field_of(cell)) is not None:
            found.setdefault(known[0], []).append((known[1], index))
    columns = {
        name: tuple(index for _rank, index in ranked) if name in SEVERAL else (min(ranked)[1],)
        for name, ranked in found.items()
    }
    return _with_duration(header, columns)


def field_of(cell: Cell) -> tuple[str, int] | None:
    """The field a header word means, and its rank among the words of that field."""
    if not isinstance(cell, str):
        return None
    if _IN_A_LANGUAGE.fullmatch(text(cell).lower()):
        return text(cell).lower(), 0
    words = squash(cell), squash(without_brackets(cell))
    for word in words:
        if word in _FIELD_OF_WORD:
            return _FIELD_OF_WORD[word]
    numbered = _NUMBERED.match(words[1])
    if numbered and _FIELD_OF_WORD.get(numbered[1], ("", 0))[0] in SEVERAL:
        return _FIELD_OF_WORD[numbered[1]]
    return None


def is_in_a_language(field: str) -> bool:
    """Whether a field is a title or a room in one language: ``title_ja``."""
    return _IN_A_LANGUAGE.fullmatch(field) is not None


def says_hours(cell: Cell) -> bool:
    """Whether the header of a duration says that its numbers are hours: ``Duration (hours)``, ``소요시간(시간)``."""
    inside = re.findall(r"[(\[（]([^)\]）]*)", text(cell))
    return any(squash(word) in ("h", "hr", "hrs", "hour", "hours", "시간", "std", "stunden") for word in inside)


def find_column(labels: tuple[str, ...], width: int, named: str) -> int | None:
    """The column a person names by its header, its letter or its number (from 1)."""
    wanted = squash(named)
    for index, label in enumerate(labels):
        if wanted and squash(label) == wanted:
            return index
    if named.strip().isdigit():
        index = int(named) - 1
    elif re.fullmatch("[A-Za-z]{1,2}", named.strip()):
        index = 0
        for letter in named.strip().upper():
            index = index * 26 + ord(letter) - 64
        index -= 1
    else:
        return None
    return index if 0 <= index < width else None


def header_named(rows: Sequence[Row], mapping: Mapping[str, str]) -> tuple[int, ...]:
    """The header where no word of it is known and a person names the columns: the first row where what stands in it is
    named, else the row above the first time, where the column of times holds something that is none."""
    first = {squash(cell) for cell in rows[0]} - {""} if rows else set()
    named = {squash(part) for value in mapping.values() for part in (value, *value.split("+"))}
    if first & named:
        return (0,)
    width = max((len(row) for row in rows), default=0)
    times = next((find_column((), width, mapping[name]) for name in ("time", "starts_at") if name in mapping), None)
    if times is None:
        return ()
    beside = [row[times] if times < len(row) else None for row in rows[:SEARCH_ROWS]]
    start = next((index for index, cell in enumerate(beside) if read_when(from_serial(cell)) is not None), 0)
    above = rows[start - 1] if start else ()
    is_header = start > 0 and text(beside[start - 1]) and len(set(map(squash, above)) - {""}) > 1
    return (start - 1,) if is_header else ()


def _with_duration(header: Row, columns: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """``시간`` beside a column of starts, or with minutes in brackets, is a length."""
    if "time" not in columns or "duration" in columns:
        return columns
    (index,) = columns["time"]
    minutes = any(
        squash(word) in ("분", "min", "minutes") for word in re.findall(r"[(（]([^)）]*)", text(header[index]))
    )
    if minutes or ("starts_at" in columns and "ends_at" not in columns):
        return {name: where for name, where in columns.items() if name != "time"} | {"duration": (index,)}
    return columns
