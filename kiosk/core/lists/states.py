"""What a file says of a registration: stands, waits, was cancelled, is blocked; in the words of offices and systems."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kiosk.core.lists.cells import Cell, mark, text
from kiosk.core.lists.headings import fold
from kiosk.core.roster import Status

_WORDS = {
    Status.REGISTERED: (
        "registered confirmed confirm active paid attending completed complete approved accepted accept going yes "
        "valid ok enrolled booked free checkedin attended present issued success successful succeeded fulfilled "
        "comped complimentary admitted joined attendee ticketed claimed participating willattend finalized onsite "
        "inperson 신청 "
        "신청완료 신청됨 접수 접수완료 접수됨 확정 확정됨 참가확정 참석확정 등록 등록완료 등록됨 등록확정 승인 "
        "승인완료 승인됨 참석 참가 참여 정상 결제완료 결제 입금완료 입금확인 입금 납부완료 납부 완납 무료 "
        "참석예정 참가예정 참여예정 가능 참석가능합니다 참석합니다 참석하겠습니다 참가합니다 참석함 참석가능 "
        "참가완료 참석완료 완료 유효 선정 선발 합격 당첨 사전등록 "
        "현장등록 사전신청 출석 발권완료 예약완료 예약확정 예약 초청확정 심사통과 결제됨 bestatigt angemeldet "
        "bezahlt zugesagt teilnahme registriert aktiv genehmigt inscrit inscrite confirme paye payee valide "
        "accepte inscrito inscrita confirmado confirmada pagado pagada aprobado iscritto iscritta confermato "
        "confermata pagato approvato bevestigd aangemeld betaald ingeschreven geregistreerd 参加 出席 是 確定 申込済 "
        "申込済み 登録済 登録済み 入金済 入金済み 支払済 支払済み 承認 承認済 承認済み 参加予定 受付済 已确认 "
        "已报名 报名成功 已付款 已支付 审核通过 已通过 通过 已审核 确认 已缴费 已確認 已報名 審核通過"
    ),
    Status.WAITING: (
        "waiting pending waitlist waitlisted waitinglist onwaitlist onwaitinglist pendingapproval approvalpending "
        "pendingpayment paymentpending pendingconfirmation awaitingpayment awaitingofflinepayment "
        "awaitingapproval awaitingconfirmation unpaid notpaid unconfirmed notconfirmed tentative maybe inreview "
        "underreview reviewing underconsideration processing inprogress provisional incomplete requiresapproval "
        "reserved pendingoverdue overdue paymentdue paymentoutstanding outstanding toconfirm notyetpaid 대기 "
        "대기자 대기중 대기신청 대기접수 입금대기 입금대기중 결제대기 결제대기중 승인대기 승인대기중 확인대기 "
        "확정대기 접수대기 선정대기 예약대기 입금전 미입금 결제전 미결제 미납 미납부 입금예정 결제예정 예비 "
        "예비자 예비번호 심사중 심사대기 검토중 확인중 처리중 승인전 미승인 미확정 미확인 임시등록 임시 가등록 "
        "신청중 결제중 무통장입금대기 대기명단 대기등록 warteliste ausstehend offen unbezahlt unbestatigt "
        "inbearbeitung vorgemerkt enattente enattentedepaiement listedattente nonpaye pendiente pendientedepago "
        "enespera listadeespera nopagado inattesa inattesadipagamento listadattesa nonpagato wachtlijst "
        "inafwachting openstaand onbetaald キャンセル待ち 待機 未入金 未払い 未払 入金待ち 支払待ち 承認待ち "
        "確認待ち 保留中 仮登録 仮申込 未確定 未承認 抽選待ち 待审核 审核中 候补 待付款 待支付 未付款 未支付 "
        "待确认 等待 候補 待審核 審核中 待確認"
    ),
    Status.CANCELLED: (
        "cancelled canceled cancel withdrawn refunded refund rejected declined denied notattending notgoing no "
        "void voided deleted removed revoked expired abandoned failed chargeback cancelledbyattendee "
        "cancelledbyorganizer canceledbyattendee canceledpaidfee cancelledpaidfee regrets refused notaccepted "
        "cantgo cannotattend wontattend notparticipating 취소 취소됨 취소완료 취소함 신청취소 등록취소 참가취소 "
        "참석취소 참여취소 예약취소 결제취소 접수취소 승인취소 취소요청 취소신청 취소처리 자동취소 철회 환불 "
        "환불완료 환불됨 환불요청 환불신청 환불예정 불참 불참석 불참예정 불참통보 참석불가 참가불가 참여불가 "
        "참석안함 불가능 불가 불참합니다 참석하지않음 "
        "참석하지않습니다 미참석 미참가 반려 반려됨 거절 거절됨 거부 탈락 미선정 미선발 불합격 승인거절 승인거부 "
        "승인불가 "
        "부적격 무효 만료 포기 참가포기 사퇴 폐기 미당첨 삭제 storniert abgesagt abgemeldet abgelehnt erstattet "
        "zuruckgezogen absage stornierung annule annulee refuse refusee rembourse remboursee desiste cancelado "
        "cancelada anulado anulada rechazado rechazada reembolsado annullato annullata cancellato cancellata "
        "rifiutato rifiutata rimborsato geannuleerd afgemeld afgewezen terugbetaald キャンセル キャンセル済 "
        "キャンセル済み 取消 取消済 取り消し 辞退 欠席 不参加 不出席 否 不参会 却下 返金 返金済 返金済み "
        "落選 已取消 已退款 退款 "
        "已拒绝 拒绝 审核不通过 未通过 缺席 已作废 已失效 已駁回 審核不通過 已退費"
    ),
    Status.BLOCKED: "blocked banned blacklisted 차단 출입제한 출입금지 입장제한 입장금지",
}  # fmt: skip
_STATUS_OF_WORD = {fold(word): status for status, words in _WORDS.items() for word in words.split()}
_NUMBERED_WAIT = re.compile(r"(?:대기|예비|waitlist|waitinglist)(?:번호|순번|순위)?\d{1,4}(?:번|순위|번째)?")
_SAYS_NOTHING = frozenset({"", "-", "–", "—", "ㅡ", "/", "n/a", "na", "none", "null", "해당없음", "없음"})
_STRICTNESS = (Status.BLOCKED, Status.CANCELLED, Status.WAITING, Status.REGISTERED)

_STATE_LIKE = re.compile(
    "상태|status|(?:신청|접수|진행|등록|참가|참석|승인|예약)(?:현황|상황)|(?:심사|선발|승인|접수|신청)결과|^결과$"
    "|(?:참석|참가|참여)(?:이|을)?(?:가능|하시겠|하실|할수|의사|의향)|^(?:참석|참가|참여)$|^출석$|^출결$|불참|(?:willyou|doyouplanto|canyou|areyou)(?:be)?"
    "(?:attend|come|coming|join|there|able)|^(?:attendance|active|deleted|removed|withdrawn|declined|waitlisted?)$"
    "|出欠|出席可否|参加可否|是否(?:参加|出席|参会|到场)|teilnahme$|(?:참석|참가|참여|승인|결제|입금|납부|확정|취소|환불|선정)(?:여부|결과|확인)|^(?:결제|입금|납부|승인|취소|환불|선정|확정)$"
    "|approval|approved|rsvp|void|cancel|refund|^paid$|^payment$|confirmed|^attending$|willyouattend|^state$|registrationstate"
    "|statut|estado|stato|ステータス|状態|状况|状態|状态|狀態|storniert|annule|^bezahlt$"
)
# A state of something else than the registration.
_OF_OTHER_THINGS = re.compile(
    "visa|marital|employ|member|email|mail|delivery|badge|print|check-?in|checkedin|checkedout|vaccin|device|(?<!i)scan|civil"
    "|immigra"
    "|체류|혼인|재직|병역|배송|출력|발송|인쇄|명찰|수신|체크인|입장|졸업|회원|동의|건강|policy|number|code|date|일시|일자|날짜|시각|금액|방법"
    "|수단|사유|reason|method|amount|cancelledat|canceledat|refundamount"
)
_STRONG = frozenset((
    "status registrationstatus registrationstate attendeestatus approvalstatus ticketstatus rsvpstatus "
    "bookingstatus orderstatus paymentstatus participationstatus 상태 등록상태 신청상태 참가상태 접수상태 "
    "승인상태 참석상태 결제상태 진행상태 처리상태 입금상태 ステータス 状态 状態 報名狀態 报名状态 审核状态 statut "
    "anmeldestatus teilnahmestatus"
).split())  # fmt: skip
_MEANS_THE_CONTRARY = re.compile(
    "void|cancel|refund|취소|환불|불참|storniert|annule|^(?:deleted|removed|withdrawn|declined)$"
)
# Before a note that takes somebody off the list: a day, why, by what it was told.
_HAS_WITHDRAWN = re.compile(
    "abgesagt|storniert|cancell?ed|withdr[ae]wn?|notattending|notattend|notcome|불참통보|불참함"
)
_BEFORE_A_NOTE = re.compile(
    r"^(?:\d+|[월일시분]|개인사정|일정상|일정|사정상|사정|건강|업무|출장|급한|으로|로|인해|인한|때문에|에|전화|메일|문자|유선|연락|통보|당일|본인)+"
)
_OF_A_PART = re.compile(
    r"\d일차|day\d|첫째날|둘째날|셋째날|오전|오후|세션|사전행사|뒤풀이|차량|주차|숙박|호텔|점심|중식|만찬|석식|오찬|조식|식사|버스|셔틀|투어|견학|발표|전시|부스|parking|hotel|lunch|dinner|meal|reception"
    "|shuttle|tour|booth|gala"
)
_MONEY_OR_WORD = re.compile("결제|입금|납부|승인|확정|선정|paid|payment|approv|confirm|bezahlt")
# When somebody left the list: a day in such a column is as good as the word.
_WHEN_GONE = re.compile(
    "(?:cancell?(?:ed|ation)|withdr(?:awn|awal)|refund(?:ed)?|deleted|revoked|declined|rejected|storniert|annule)"
    "(?:at|on|date|time|datetime|dateutc|am|le)$"
    "|(?:취소|환불|철회|탈퇴|반려)(?:요청|신청|처리|완료|접수)?(?:일시|일자|일|날짜|시각|시간)$|キャンセル日時?$|取消(?:日期|时间|日時?)$"
)
_ABBREVIATED = frozenset({"status", "orderstatus", "state", "registrationstatus", "registrationstate", "상태"})
_LETTERS = frozenset("ny")
_DIGITS_OF_A_DAY = 4
_BRACKET = re.compile(r"([^()（）\[\]]+?)\s*[(（\[]([^()（）\[\]]*)[)）\]]")
_SAYS_HOW = re.compile(
    r"|카드|신용카드|계좌이체|무통장|무통장입금|현금|가상계좌|간편결제|온라인|오프라인|현장|본인|단체|개인|법인|자동|관리자|예정"
    r"|card|creditcard|cash|bank|banktransfer|transfer|paypal|online|onsite|offline|manual|manually|auto|free|invoice"
    r"|\d{1,4}(?:번|명|원|일)?|\d{6,8}"
)
# How a note begins that takes somebody off the list, whatever follows.
_WITHDRAWN = re.compile(
    "(?:참석|참가|참여|신청|등록|예약)?(?:취소|불참|철회|포기)|(?:참석|참가|참여)(?:불가|어려움|어렵|못|안함|하지않)|못옴|못온|환불|대기자"
    "|cancel|withdr|notattend|notcoming|notable|unable|cannotmake|cantmake|cannotbe|cantbe|cannotattend|cantattend|cantcome|cannotcome|wontattend|nolongerattend|refunded"
    "|storniert|abgesagt|nimmtnichtteil|annule|neparticipepas|nevientpas|cancelad|noasist|annullat|nonpartecipa"
    "|geannuleerd|komtniet|欠席|不参加|キャンセル|辞退|取消|不参会|不来"
)
_PLACE = re.compile(r"[A-Z]{2,3}|(?:New |North |South |West )?[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_PLACE_HEADINGS = frozenset({
    "city", "country", "zip", "zipcode", "postcode", "postalcode", "address", "street", "province", "town", "ciudad",
    "pais", "citta", "cap", "provincia", "codigopostal", "region", "county", "stateprovince", "ville", "municipio",
})  # fmt: skip


class Kind(Enum):
    """How sure a heading is that the column holds the state of the registration."""

    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class StateWord:
    """What a cell of a state column says: a ``status``, nothing (``None``, known), or a word nobody knows."""

    status: Status | None = None
    unknown: str = ""


def kind_of(label: str) -> Kind | None:
    """Whether a heading is that of a state, and how surely; None if it is of something else."""
    folded = fold(label)
    if folded in _STRONG:
        return Kind.STRONG
    if _OF_A_PART.search(folded):
        return None
    if _WHEN_GONE.search(folded):
        return Kind.WEAK
    if _STATE_LIKE.search(folded) and not _OF_OTHER_THINGS.search(folded):
        return Kind.WEAK
    return None


def is_place(label: str, labels: Iterable[str], values: Iterable[str]) -> bool:
    """Whether a ``State`` is one of a country: beside a city or a post code, or by what stands in it."""
    if fold(label) not in ("state", "estado", "stato", "etat"):
        return False
    if any(fold(other) in _PLACE_HEADINGS for other in labels):
        return True
    written = [value for value in values if value]
    return bool(written) and all(_PLACE.fullmatch(value) and word_of(value) is None for value in written)


def speak_of_leaving(label: str, values: Iterable[str]) -> bool:
    """Whether all values are words of states and one of them of somebody who does not come, or may not, whatever the
    heading says."""
    if _OF_OTHER_THINGS.search(fold(label)) or _OF_A_PART.search(fold(label)):
        return False
    said = [word_of(value) for value in values if mark(value) is None]
    return None not in said and any(one not in (None, Status.REGISTERED) for one in said)


def is_contrary(label: str) -> bool:
    """Whether yes below this heading means that somebody does not come: Cancelled, 취소여부."""
    folded = fold(label)
    return _MEANS_THE_CONTRARY.search(folded) is not None and "status" not in folded.removeprefix("void")


def word_of(cell: Cell) -> Status | None:
    """The state a word means by itself; None for a word nobody knows."""
    word = fold(cell)
    if _NUMBERED_WAIT.fullmatch(word):
        return Status.WAITING
    return _STATUS_OF_WORD.get(word)


def read_state(cell: Cell, label: str) -> StateWord:
    """What a cell below the heading ``label`` says; headings like ``Void`` and ``결제여부`` are answered yes or no."""
    return _read(text(cell), label)


@lru_cache(maxsize=4096)  # a column has a few words, each of them many times
def _read(written: str, label: str) -> StateWord:
    cell: Cell = written
    if (not fold(written) and mark(cell) is None) or written.lower() in _SAYS_NOTHING:
        return StateWord()
    folded = fold(label)
    if folded in _ABBREVIATED and written.lower() in _LETTERS:
        return StateWord(unknown=written)  # n may be "no", "new" or "not paid"
    if _WHEN_GONE.search(folded) and sum(map(str.isdigit, written)) >= _DIGITS_OF_A_DAY:
        return StateWord(Status.CANCELLED)
    contrary = is_contrary(label)
    known = word_of(cell) or _beside_a_bracket(written)
    ticked = mark(cell)
    if contrary or _is_void_status(folded):
        if ticked is not None:
            return StateWord(Status.CANCELLED if ticked else Status.REGISTERED)
        return StateWord(known) if known else StateWord(unknown=written)
    if known is not None and written not in ("no", "No", "NO"):
        return StateWord(known)
    if ticked is not None:
        if ticked:
            return StateWord(Status.REGISTERED)
        return StateWord(Status.WAITING if _MONEY_OR_WORD.search(folded) else Status.CANCELLED)
    return StateWord(unknown=written)


def _beside_a_bracket(written: str) -> Status | None:
    """What 결제완료(카드) or 취소(환불완료) says: the strictest of both, if nothing in the brackets is unknown."""
    found = _BRACKET.fullmatch(written)
    outer = word_of(found[1]) if found else None
    if found is None or outer is None:
        return None
    inner = word_of(found[2])
    if inner is None and not _SAYS_HOW.fullmatch(fold(found[2])):
        return None
    return strictest((outer, inner))


def withdrawal_in(note: str) -> bool:
    """Whether a note by itself says that somebody does not come or is not sure to: 취소, 불참 통보, waiting list."""
    word = fold(note)
    if not word or mark(note) is not None:
        return False
    status = word_of(note)
    if status in (Status.CANCELLED, Status.WAITING) or _WITHDRAWN.match(word) is not None:
        return True
    if _OF_A_PART.search(word):
        return False
    return _HAS_WITHDRAWN.search(word) is not None or _WITHDRAWN.match(_BEFORE_A_NOTE.sub("", word)) is not None


def strictest(found: Iterable[Status | None]) -> Status | None:
    """Of several states of one person the one that admits least; None when nothing is said."""
    said = set(found)
    return next((status for status in _STRICTNESS if status in said), None)


def _is_void_status(folded: str) -> bool:
    return folded in ("voidstatus", "취소상태", "refundstatus", "cancellationstatus")
