"""What a file says of a registration: stands, waits, was cancelled, is blocked; in the words of offices and systems."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from kiosk.core.lists.cells import Cell, mark, squash, text, without_brackets
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
        "已报名 报名成功 已付款 已支付 审核通过 已通过 通过 已审核 确认 已缴费 已確認 已報名 審核通過 "
        "confirmedattending paidinfull fullypaid comp waived exempt confirmedbyphone 면제 참가자 재직 재직중 "
        "납부면제 현장결제 "
        "zusage teilgenommen kostenlos befreit erledigt gultig present presente gratuit validee "
        "gratuito valido 済 済み 参加確定 確定済 確定済み 参加します 出席します 参加希望 有効 参会 出席者 ご出席 正取 "
        "報名成功 已付款項 "
        "繳費完成 已繳費 免費 免费 有效 正式 录取 录用 已录取"
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
        "待确认 等待 候補 待審核 審核中 待確認 "
        "등록대기 참석대기 참가대기 참여대기 신청대기자 예비합격 notsure undecided tobeconfirmed invited noresponse "
        "didnotrespond "
        "noreply awaitingresponse nichtbestatigt ungewiss zahlungausstehend nochoffen aconfirmer nonconfirme "
        "porconfirmar sinconfirmar daconfermare nonconfermato 未 保留 検討中 未定 未回答 補欠 繰上待ち 待定 備取 "
        "備取中 "
        "等候付款 "
        "等待付款 未繳費 未缴费 候补中 未回复"
    ),
    Status.CANCELLED: (
        "cancelled canceled cancel withdrawn refunded refund rejected declined denied notattending notgoing no "
        "void voided deleted removed revoked expired abandoned failed chargeback cancelledbyattendee "
        "cancelledbyorganizer canceledbyattendee canceledpaidfee cancelledpaidfee regrets refused notaccepted "
        "cantgo cannotattend wontattend notparticipating fullyrefunded cxl cxld cnl cancelledbyuser "
        "willnotattend notcoming excused didnotattend unabletoattend cannotcome 취소자 사전취소 현장취소 당일취소 "
        "참석못함 "
        "참석하지못합니다 참석하지못함 참석이어렵습니다 참석어려움 참석불가합니다 참가하지않습니다 참여하지않습니다 "
        "불출석 불참자 취소 취소됨 취소완료 취소함 신청취소 등록취소 참가취소 "
        "참석취소 참여취소 예약취소 결제취소 접수취소 승인취소 취소요청 취소신청 취소처리 자동취소 철회 환불 "
        "환불완료 환불됨 환불요청 환불신청 환불예정 불참 불참석 불참예정 불참통보 참석불가 참가불가 참여불가 "
        "참석안함 불가능 불가 불참합니다 참석하지않음 "
        "참석하지않습니다 미참석 미참가 반려 반려됨 거절 거절됨 거부 탈락 미선정 미선발 불합격 승인거절 승인거부 "
        "승인불가 "
        "부적격 무효 만료 포기 참가포기 사퇴 폐기 미당첨 삭제 storniert abgesagt abgemeldet abgelehnt erstattet "
        "zuruckgezogen absage stornierung annule annulee absent absente excuse excusee abwesend entschuldigt "
        "ausgefallen refuse refusee nonpresent desistee baja renuncia rinuncia rinunciato rinunciata ausente assente "
        "noasiste noasistira nonpartecipa rembourse remboursee desiste cancelado "
        "cancelada anulado anulada rechazado rechazada reembolsado annullato annullata cancellato cancellata "
        "rifiutato rifiutata rimborsato geannuleerd afgemeld afgewezen terugbetaald キャンセル キャンセル済 "
        "キャンセル済み 取消 取消済 取り消し 辞退 欠席 不参加 不出席 否 不参会 却下 返金 返金済 返金済み "
        "落選 已取消 已退款 退款 "
        "ご欠席 欠席します 参加しません 不参加です 参加キャンセル キャンセルしました 無効 放弃 放棄 不参加 不出席 "
        "不去 无法参加 無法參加 不參加 未录取 已拒绝 拒绝 审核不通过 未通过 缺席 已作废 已失效 已駁回 審核不通過 "
        "已退費"
    ),
    Status.BLOCKED: "blocked banned blacklisted 차단 출입제한 출입금지 입장제한 입장금지",
}  # fmt: skip
_STATUS_OF_WORD = {fold(word): status for status, words in _WORDS.items() for word in words.split()}
_NUMBERED_WAIT = re.compile(r"(?:대기|예비|waitlist|waitinglist)(?:번호|순번|순위)?\d{1,4}(?:번|순위|번째)?")
_PLAIN_NO = frozenset({"no", "n", "nein", "non", "nee", "아니오", "아니요", "いいえ", "否"})
"""Below a heading of payment no is not yet; below others it is a refusal."""
_SAYS_SOMETHING = re.compile(r"[^\W_]|[?？]|[\u2190-\u2bff\U0001f000-\U0001faff]")
_SAYS_NOTHING = frozenset({"", "-", "–", "—", "ㅡ", "/", "n/a", "na", "none", "null", "해당없음", "없음"})
_STRICTNESS = (Status.BLOCKED, Status.CANCELLED, Status.WAITING, Status.REGISTERED)

_STATE_LIKE = re.compile(
    "상태|status|(?:신청|접수|진행|등록|참가|참석|승인|예약)(?:현황|상황)|(?:심사|선발|승인|접수|신청)결과|^결과$"
    "|(?:참석|참가|참여)(?:이|을)?(?:가능|하시겠|하실|할수|의사|의향)|^(?:참석|참가|참여)$|^출석$|^출결$|불참|(?:willyou|doyouplanto|canyou|areyou)(?:be)?"
    "(?:attend|come|coming|join|there|able)|^(?:attendance|active|isactive|deleted|removed|withdrawn|declined|waitlisted?)$"
    "|(?:참석|참가|참여)(?:예정|할예정)|(?:kommst|kommen|nimmst|nehmen|werden)(?:du|sie)|serezvous|participerezvous|viendrezvous|assisterezvous"
    "|asistir[aá]|asistes?(?:$|usted)|parteciper|parteciperai|参加しますか|ご?参加(?:の)?可否|ご出欠|ご出席|是否能?(?:参加|出席|参会|到场)"
    "|^(?:zusage|absage|abwesend|entschuldigt|present[es]*|excuse[des]*|absent[es]*|absence|결석|불출석|결석여부|入金|お?支払い?|canyoumakeit|adesione|presenza|asiste|asistencia)$"
    "|出欠|出席可否|参加可否|是否(?:参加|出席|参会|到场)|teilnahme$|(?:참석|참가|참여|등록|접수|신청|승인|결제|입금|납부|확정|취소|환불|선정)(?:여부|결과|확인)|^(?:결제|입금|납부|승인|취소|환불|선정|확정)$"
    "|approval|approved|rsvp|void|cancel|refund|^paid$|^payment$|confirmed|^attending$|willyouattend|^state$|registrationstate"
    "|statut|etat(?!s?unis)|estado|stato|ステータス|状態|状况|状態|状态|狀態|storniert|annule"
    "|^(?:bezahlt|paye[es]*|pagad[oa]|pagat[oa]|betaald|confirme[es]*|confirmad[oa]|confermat[oa]|bestatigt|bevestigd|accepted|ご?出席|参加)$"
    "|^(?:deposit|fees?|registration|invoice|ticket|registrationfee)paid$|^(?:payment|fee|deposit)received$"
    "|(?:참가비|등록비|교육비|수강료|비용|예약금|보증금)(?:입금|결제|납부)$|^(?:최종|참가|참석|참여|등록|신청)(?:확정|승인|선정)$|^(?:참가|참석|참여)?회신$"
)
# A state of something else than the registration.
_OF_OTHER_THINGS = re.compile(
    "visa|marital|employ|member|email|mail|delivery|badge|print|check-?in|checkedin|checkedout|vaccin|device|(?<!i)scan|civil"
    "|immigra"
    "|consent|동의|subscri|签到|入场|sign-?in|체류|혼인|재직|병역|배송|출력|발송|인쇄|명찰|수신|체크인|입장|졸업|회원|동의|건강|policy|number|code|date|일시|일자|날짜|시각|금액|방법"
    "|수단|사유|reason|method|amount|cancelledat|canceledat|refundamount"
)
_STRONG = frozenset((
    "status registrationstatus registrationstate attendeestatus approvalstatus ticketstatus rsvpstatus "
    "bookingstatus orderstatus paymentstatus participationstatus 상태 등록상태 신청상태 참가상태 접수상태 "
    "승인상태 참석상태 결제상태 진행상태 처리상태 입금상태 ステータス 状态 状態 報名狀態 报名状态 审核状态 statut "
    "anmeldestatus teilnahmestatus"
).split())  # fmt: skip
_MEANS_THE_CONTRARY = re.compile(
    "void|cancel|refund|취소|환불|불참|storniert|annule|absage|^(?:deleted|removed|withdrawn|declined|abwesend|entschuldigt|excuse[des]*|absent[es]*|absence|결석|결석여부|불출석)$"
)
# Before a note that takes somebody off the list: a day, why, by what it was told.
_HAS_WITHDRAWN = re.compile(
    "abgesagt|storniert|cancell?ed|withdr[ae]wn?|notattending|notattend|notcome|불참통보|불참함|removeme|takemeoff"
)
_BEFORE_A_NOTE = re.compile(
    r"^(?:\d+|개인사정|일정상|일정|사정상|사정|건강|업무|출장|급한|으로|로|인해|인한|때문에|에|전화|메일|문자|유선|연락|통보|당일|본인|죄송|하지만|[월일시분]"
    r"|please|sorry|unfortunately|regrettably|leider|desolee?|lamento|purtroppo|i(?:am|m|have|had)?(?=c|n|w|u)|we(?:are|have)?(?=c|n|w|u)|mussich|mussleider|must|haveto|hadto|needto|willhaveto)+"
)
_A_DAY_OF_IT = r"\d일차|day\d|첫째날|둘째날|셋째날|오전|오후|세션"
_BESIDE_IT = (
    r"사전행사|뒤풀이|차량|주차|숙박|호텔|점심|중식|만찬|석식|오찬|조식|식사|버스|셔틀|투어|견학|발표|전시|부스|parking|hotel|lunch|dinner|meal|reception"
    "|shuttle|tour|booth|gala"
)
_OF_A_PART = re.compile(f"{_A_DAY_OF_IT}|{_BESIDE_IT}")
_OF_COMING = re.compile(
    "참석|참가|참여|출석|오시|오실|attend|com(?:e|ing)|join|present|dabei|kommt|teilnahm|presen|viene|asist|partecip|particip|出席|参加|参会"
)
# What else people answer with yes or no: a meal, a first time, who they are.
_OTHER_ANSWERS = re.compile(
    f"{_BESIDE_IT}|diet|vegan|vegetar|allerg|비건|채식|할랄|halal|first|before|previous|last|처음|최초|이전|지난|경험|experience|기념품|gift|노트북|laptop|certificate|수료증|이수증"
    "|영수증|receipt|invoice|계산서|transport|교통|companion|동반|guest|accompan|child|자녀|question|질문|student|학생|speak|연사|연자|좌장|vip|귀빈|통역|interpret|wheelchair|휠체어"
    "|disab|장애|interest|관심|insurance|보험|volunteer|봉사|stay|숙소|accommodation|room|객실|shirt|티셔츠|명함|photo|사진|촬영|publi|공개|share|공유|terms|약관|licen|면허|자격|credit|학점|평점"
    "|discount|할인|scholar|장학|online|온라인|비대면|video|영상|record|녹화|국적|외국인|내국인|gender|성별|press|언론|sponsor|후원|exhibit|협력|추천|recommend|경품|prize|설문|survey|조찬|다과|foto|attention|plusone|presenting|fee|price|参加費|breakfast|음식|food|음료|alcohol|주류|커피"
)
_NEITHER_NUMBER_NOR_DASH = re.compile(r"[^\d/–—ㅡ-]+")
_MONEY = re.compile("결제|입금|납부|paid|payment|bezahlt|zahlung|paye|pagad|pagat|betaald|付款|支付|入金|缴费|繳費")
_MONEY_OR_WORD = re.compile(f"{_MONEY.pattern}|승인|확정|선정|approv|confirm")
_ONLY_ON_THE_LIST = frozenset({"신청", "참가"})
_SAYS_MORE = re.compile(f"{_MONEY_OR_WORD.pattern}|accept|attend|going|참석")
_OF_CONSENT = re.compile("consent|동의|einwilligung|newsletter|subscri|구독|수신")
# When somebody left the list: a day in such a column is as good as the word.
_WHEN_GONE = re.compile(
    "(?:cancell?(?:ed|ation)?|withdr(?:awn|awal)|refund(?:ed)?|deleted|revoked|declined|rejected|storniert|annule)"
    "(?:at|on|date|time|datetime|dateutc|am|le)$"
    "|(?:취소|환불|철회|탈퇴|반려)(?:요청|신청|처리|완료|접수)?(?:일시|일자|일|날짜|시각|시간)$|キャンセル日時?$|取消(?:日期|时间|日時?)$"
)
# When somebody paid or was confirmed: a day in such a column is as good as the word.
_WHEN_TAKEN = re.compile(
    "(?:입금|결제|납부|확정|승인)(?:확인|완료)?(?:일시|일자|일|날짜|시각|시간)$|(?:입금|결제|납부|지급)확인일?$"
    "|(?:paid|confirmed|approved)(?:at|on|date|time|datetime)$|(?:payment|confirmation|approval)(?:date|time|datetime)$"
    "|bezahltam$|zahlungsdatum$|datedepaiement$|fechadepago$|datapagamento$|betaaldatum$|入金日時?$|付款(?:日期|时间|時間)$"
)
_MONTH, _DAY_OF_MONTH = "(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DAY = re.compile(
    rf"(?:(?:(?:19|20)?\d{{2}}\s*[-./년]\s*)?{_MONTH}\s*[-./월]\s*{_DAY_OF_MONTH}(?!\d)\s*[일.]?(?:\s*\(.\))?"
    rf"|{_DAY_OF_MONTH}[-./]{_MONTH}[-./](?:19|20)?\d{{2}})(?:[ T]\S.*)?"
)
# Orders that try out the system; money that went back, all of it or a part.
_TESTS = re.compile(
    "^(?:is)?test(?:order|mode|booking|buchung|ticket)?$|^(?:order|payment)mode$|^테스트(?:주문|여부|결제)?$|^テスト$"
)
_A_TEST = re.compile("^(?:test|sandbox|테스트|テスト|测试)")
_MONEY_BACK = re.compile(
    "refund(?:ed)?(?:amount|total|sum)|(?:amount|total)refunded|(?:partial|total)refund$|환불(?:금액|액|금)|erstattung(?:s?betrag)?$"
    "|montantrembourse|importereembolsado|importorimborsato|返金額|退款金[额額]"
)
_ZERO = re.compile(
    r"[^\d\w]*(?:krw|usd|eur|jpy|cny)?[^\d\w]*0+(?:[.,]0+)?\s*(?:원|円|元|krw|usd|eur)?[^\d\w]*", re.IGNORECASE
)
_ABBREVIATED = frozenset({"status", "orderstatus", "state", "registrationstatus", "registrationstate", "상태"})
_YES_OR_NO = re.compile("(?<=.)(?:yn|yesno|janein|ouinon|ox)$")
_LEFT = frozenset(
    (
        "퇴사 퇴사자 퇴직 퇴직자 사망 전출 제적 resigned terminated deceased leftcompany formeremployee "
        "ausgeschieden verstorben 离职 "
        "已离职 退職 退職済"
    ).split()
)
"""Who is gone, and so hardly comes, whatever the heading says."""
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
    "(?:참석|참가|참여|신청|등록|예약)?(?:취소|불참|철회|포기)|(?:참석|참가|참여)(?:이|은|는|을|를|에)?(?:불가|힘들|어려움|어려울|어렵|못|안함|안합|하지않|하지못|할수없)|못(?:옴|온|옵|올|감|간|갈|갑|가|오)|환불|대기자"
    "|cancel|withdr|remove(?:me|my|us)|takemeoff|wontbe|willnotbe|willnotattend|wontmake|notattend|notcoming|notable|unable|cannotmake|cantmake|cannotbe|cantbe|cannotattend|cantattend|cannotjoin|cantjoin|cantcome|cannotcome|wontattend|nolongerattend|refunded"
    "|storniert|abgesagt|nimmtnichtteil|annule|neparticipepas|nevientpas|cancelad|noasist|annullat|nonpartecipa"
    "|ichnehmenicht|nehmenichtteil|ichkannnicht|participepas|neparticipe|excluid|escluso|ausgeschlossen|jenepeux|jeneviens|nopodr|nonposso|nonpotr|kannnicht|kannleidernicht|absage|geannuleerd|komtniet|欠席|不参加|キャンセル|辞退|取消|不参会|不来"
)
_LONGEST_HEADING, _LONGEST_ANSWER = 50, 40
_COUNTED = re.compile(r"^\d{1,2}(?=\D)|\d{1,4}(?:명|인|名|人)?$")
_LIST_OF = re.compile(
    "(?:취소|불참|환불|대기|예비(?:후보)?|후보|탈락|미선정|미참석|노쇼|퇴사|퇴직)(?:자|인원|신청자|명단|리스트|목록)(?!제외|미포함)|waitinglist|waitlist|cancellations?|cancell?ed"
    "|noshows?|withdrawals?|withdrawn|declined|regrets|warteliste|absagen|storniert|abgemeldet|listedattente|annulations|excuses"
    "|listadeespera|listadattesa|rinunce|wachtlijst|afmeldingen|キャンセル待ち|キャンセル者|欠席者|辞退者|補欠者|(?:候补|候補|取消|缺席|请假|請假)(?:人员|人員|者|人)?(?:名单|名單|一覧)|備取"
)
_LIST_STANDS = re.compile(
    "참석|참가|참여|확정|선정|등록|승인|confirm|attend|accept|registered|participa|zusagen|bestatigt|teilnehm|inscrit|출석|出席|参加|参会"
)
_DIVIDES = re.compile("[(（\\[【<:：/–—-]")
_IN_A_BRACKET = r"[(（\[【<](?P<bracket>[^()（）\[\]【】<>]{1,20})[)）\]】>]"
_BEFORE_A_NAME = re.compile(rf"\s*(?:{_IN_A_BRACKET}|(?P<word>[^\W\d_][\w ]{{1,20}}?)\s*[-–—:：])\s*(?P<name>.{{2,}}?)")
_BEHIND_A_NAME = re.compile(
    rf"(?P<name>.{{2,}}?)\s*(?:{_IN_A_BRACKET}|\s[-–—:：/]\s*(?P<word>[^\W\d_][\w ]{{1,20}}))\s*"
)
_FROM_ELSEWHERE = frozenset(
    (
        "guest external unverified host cohost organizer organiser gast extern invite externe invitado "
        "게스트 외부 주최자 ゲスト 外部 访客"
    ).split()
)
_PRICE = re.compile(
    "(?:registration|ticket|order|total)?(?:fee|price|amount|cost|total)|totalpaid|amountdue"
    "|(?:결제|신청|티켓|참가|등록|총)?(?:금액|가격|비용)|(?:참가|등록|교육|수강|연)비|수강료|회비|preis|betrag|prix|montant|tarif|precio|importe|prezzo|料金|参加費|金額|费用|金额|票价"
)
_FREE = frozenset("free 무료 면제 kostenlos gratuit gratis gratuito 無料 免费 免費".split())
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
    folded = _YES_OR_NO.sub("", fold(without_brackets(label))) or fold(label)
    if folded in _STRONG:
        return Kind.STRONG
    if _TESTS.search(folded) or _MONEY_BACK.search(folded):
        return Kind.STRONG
    if _OF_A_PART.search(folded) or _OF_CONSENT.search(folded):
        return None
    if _WHEN_GONE.search(folded) or _WHEN_TAKEN.search(folded) or _state_in(folded):
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
    values = list(values)
    if any(fold(value) in _LEFT for value in values):
        return True
    if _OF_OTHER_THINGS.search(fold(label)) or _OF_A_PART.search(fold(label)):
        return False
    if any(map(_is_refusal, values)):
        return True
    said = [word_of(value) for value in values if mark(value) is None]
    return None not in said and any(one not in (None, Status.REGISTERED) for one in said)


def speak_of_payment(label: str, values: Iterable[str]) -> bool:
    """Whether all values are words of money that came, whatever the heading says: 입금 below 참가비."""
    if _OF_OTHER_THINGS.search(fold(label)) or _OF_A_PART.search(fold(label)):
        return False
    words = [fold(value) for value in values]
    return bool(words) and all(_MONEY.search(word) and word in _STATUS_OF_WORD for word in words)


def asks_whether_they_come(label: str, values: Iterable[str]) -> bool:
    """Whether a heading that nobody knows has yes and no below it, and so may ask whether people come at all or on a
    day: Dabei, Presenza 1/12, 1일차 참석.  Answers to something else (a meal, a first time) say nothing of that."""
    folded = fold(label)
    if any(other.search(folded) for other in (_OF_OTHER_THINGS, _OTHER_ANSWERS, _OF_CONSENT)) or is_price(label):
        return False
    values = list(values)
    of_coming = _OF_COMING.search(folded) is not None
    marks = [mark(one) for one in values if of_coming or (_NEITHER_NUMBER_NOR_DASH.fullmatch(one))]
    if False not in marks or sum(one is not None for one in marks) * 2 <= len(values):
        return False
    return of_coming or True in marks


def is_named_by(label: str) -> bool:
    """Whether a heading is itself the word of a state: 대기."""
    return _state_in(fold(label)) is not None


def leaves_open(written: str, label: str) -> bool:
    """Whether a cell that says that somebody is registered leaves open who those are that have none: not 신청 below
    상태, which says no more than that they are on the list."""
    is_ticked = mark(written) is True and written not in _ONLY_ON_THE_LIST
    return is_ticked or _SAYS_MORE.search(fold(written)) is not None or kind_of(label) is not Kind.STRONG


def _state_in(folded: str) -> Status | None:
    """The state that a heading names whose column is only ticked: 대기, Waitlisted, 미입금."""
    found = _STATUS_OF_WORD.get(folded)
    return found if found in (Status.WAITING, Status.BLOCKED) and len(folded) > 1 else None


def _is_refusal(answer: str) -> bool:
    """Whether an answer refuses in its own words: Ich nehme nicht teil; not the heading of a group (취소자 명단)."""
    if len(answer) > _LONGEST_ANSWER or mark(answer) is not None:
        return False
    return _WITHDRAWN.match(fold(answer)) is not None and (word_of(answer) is not None or not list_of(answer))


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
    if written.lower() in _SAYS_NOTHING or (mark(cell) is None and not _SAYS_SOMETHING.search(written)):
        return StateWord()
    folded = fold(label)
    if _TESTS.search(folded) or _MONEY_BACK.search(folded):
        return _of_tests_and_refunds(written, folded)
    if written.endswith(("?", "？")) or _is_code_of_a_system(written, folded):
        return StateWord(unknown=written)
    contrary = is_contrary(label)
    if (status := _by_its_day(written, folded, contrary=contrary)) is not None:
        return StateWord(status)
    known = word_of(cell) or _beside_a_bracket(written)
    ticked = mark(cell)
    if contrary or _is_void_status(folded):
        if ticked is not None:
            return StateWord(Status.CANCELLED if ticked else Status.REGISTERED)
        return StateWord(known) if known else StateWord(unknown=written)
    if ticked is not None and (named := _state_in(folded)):
        return StateWord(named if ticked else None)
    if known is not None and not (ticked is False and fold(written) in _PLAIN_NO):
        return StateWord(known)
    return StateWord(unknown=written) if ticked is None else StateWord(_ticked(folded, says_yes=ticked))


def _ticked(folded: str, *, says_yes: bool) -> Status:
    """What yes or no means; no below a heading of payment is not yet."""
    if says_yes:
        return Status.REGISTERED
    return Status.WAITING if _MONEY_OR_WORD.search(folded) else Status.CANCELLED


def _by_its_day(written: str, folded: str, *, contrary: bool) -> Status | None:
    """The state of somebody of whom it is written when they cancelled, paid or were confirmed; None for other cells."""
    if sum(map(str.isdigit, written)) >= _DIGITS_OF_A_DAY:
        if _WHEN_GONE.search(folded):
            return Status.CANCELLED
        if _WHEN_TAKEN.search(folded):
            return Status.REGISTERED
    if (contrary or _MONEY_OR_WORD.search(folded)) and _DAY.fullmatch(written):
        return Status.CANCELLED if contrary else Status.REGISTERED
    return None


def _of_tests_and_refunds(written: str, folded: str) -> StateWord:
    """A test order, and money that went back, are asked about; that there was none says nothing."""
    if _TESTS.search(folded):
        says = mark(written) is True or _A_TEST.search(fold(written)) is not None
    else:
        says = not _ZERO.fullmatch(written)
    return StateWord(unknown=written) if says else StateWord()


def _is_code_of_a_system(written: str, folded: str) -> bool:
    """Whether only the system that wrote it knows what a state means: n may be "no" or "new", 2 anything."""
    return (folded in _ABBREVIATED and written.lower() in _LETTERS) or (folded in _STRONG and written.isdigit())


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


def blank_in(label: str) -> str:
    """By what is kept what a blank means below this heading; no word of a file is folded into it."""
    return f"blank {squash(label)}"


def says_nothing(written: str) -> bool:
    """Whether a cell below a heading of states is as good as blank."""
    return written.lower() in _SAYS_NOTHING


def is_of_a_day(label: str) -> bool:
    """Whether a heading is that of the day somebody paid or was confirmed."""
    return _WHEN_TAKEN.search(fold(label)) is not None


def withdrawal_in(note: str) -> bool:
    """Whether a note by itself says that somebody does not come or is not sure to: 취소, 불참 통보, waiting list."""
    word = fold(note)
    if not word or mark(note) is not None:
        return False
    status = word_of(note)
    if status in (Status.CANCELLED, Status.WAITING) or _WITHDRAWN.match(word) is not None:
        return True
    if word in _LEFT:
        return True
    if _OF_A_PART.search(word):
        return False
    return _HAS_WITHDRAWN.search(word) is not None or _WITHDRAWN.match(_BEFORE_A_NOTE.sub("", word)) is not None


def list_of(heading: str) -> bool:
    """Whether the heading of a list, a group or a sheet says that its people do not come or are not sure to: 취소자
    명단, [대기자], 2. 불참, Waiting list."""
    word = fold(heading)
    if not word or len(word) > _LONGEST_HEADING or _OF_A_PART.search(word):
        return False
    bare = _COUNTED.sub("", word)
    return word_of(bare) in (Status.CANCELLED, Status.WAITING) or _LIST_OF.search(word) is not None


def list_stands(heading: str) -> bool:
    """Whether the heading of a list or a group says that its people are registered: 확정자, Confirmed."""
    return _LIST_STANDS.search(fold(heading)) is not None and not list_of(heading)


def beside_a_name(name: str) -> tuple[str, str]:
    """The state that stands beside a name, if any, and the name: (취소) 김하나, Ada Lee - cancelled, 이두리[불참].

    What a meeting writes there of people from elsewhere says nothing: Ada Lee (Guest).
    """
    if not _DIVIDES.search(name):
        return "", name
    for pattern in (_BEFORE_A_NAME, _BEHIND_A_NAME):
        found = pattern.fullmatch(name)
        word = (found["bracket"] or found["word"]) if found else ""
        if found and fold(word) in _FROM_ELSEWHERE:
            return "", found["name"].strip()
        if found and word_of(word) in (Status.CANCELLED, Status.WAITING):
            return word, found["name"].strip()
    return "", name


def is_of_money(label: str) -> bool:
    """Whether a heading speaks of payment: no below it is not yet."""
    return _MONEY.search(fold(label)) is not None


def is_price(label: str) -> bool:
    """Whether a column holds what the registration costs."""
    return _PRICE.fullmatch(fold(without_brackets(label))) is not None


def is_no_money(cell: Cell) -> bool:
    """Whether a price is 0, or a word for free."""
    written = text(cell)
    return _ZERO.fullmatch(written) is not None or fold(written) in _FREE


def strictest(found: Iterable[Status | None]) -> Status | None:
    """Of several states of one person the one that admits least; None when nothing is said."""
    said = set(found)
    return next((status for status in _STRICTNESS if status in said), None)


def _is_void_status(folded: str) -> bool:
    return folded in ("voidstatus", "취소상태", "refundstatus", "cancellationstatus")
