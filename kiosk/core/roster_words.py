"""The words by which the columns of a roster file are known, in the form ``cells.squash`` gives them."""

from collections.abc import Mapping

# Of two columns for one field the one with the earlier word is taken.  연번, 번호 and No number the lines of a list:
# they change with every sorting and identify nobody.
HEADER_WORDS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "성명", "이름", "name", "fullname", "참가자명", "성함", "참석자명", "국문성명", "한글성명", "국문이름",
        "한글이름", "성명국문", "이름국문", "koreanname", "attendee", "attendeename", "참가자", "참석자",
    ),
    "name_latin": (
        "영문성명", "영문이름", "영문명", "성명영문", "이름영문", "namelatin", "englishname", "nameenglish",
        "nameinenglish", "romanname", "영문",
    ),
    "affiliation": (
        "소속", "소속기관", "기관명", "소속기관명", "기관", "회사명", "회사", "업체명", "기업명", "기업", "단체명",
        "소속명", "affiliation", "organization", "organisation", "company", "institution", "institute", "employer",
    ),
    "title": (
        "직위", "직급", "직책", "직위직급", "직급직위", "직함", "title", "jobtitle", "position", "role",
    ),
    "category": (
        "구분", "참가구분", "분류", "참가자구분", "참석구분", "등록구분", "유형", "참가유형", "category", "type",
        "attendeetype", "tickettype",
    ),
    "email": (
        "이메일", "email", "이메일주소", "emailaddress", "메일", "메일주소", "전자우편", "전자메일", "mail",
    ),
    "phone": (
        "휴대폰", "휴대전화", "핸드폰", "휴대폰번호", "휴대전화번호", "핸드폰번호", "mobile", "mobilephone",
        "cellphone", "cell", "hp", "연락처", "전화번호", "전화", "phone", "phonenumber", "telephone", "tel",
        "contact",
    ),
    "notes": (
        "비고", "메모", "참고", "참고사항", "특이사항", "요청사항", "기타", "notes", "note", "remark", "remarks",
        "memo", "comment", "comments",
    ),
    "mark": (
        "표시", "귀빈", "vip", "내빈", "참석자표시", "mark", "flag", "guestofhonour", "guestofhonor",
    ),
    "needs": (
        "편의지원", "접근성", "필요지원", "배려사항", "편의사항", "지원필요사항", "장애인편의", "편의제공",
        "accessibilityneeds", "accessibility", "needs", "specialneeds", "accessneeds", "assistance",
    ),
    "consent": (
        "개인정보동의", "개인정보수집동의", "개인정보수집이용동의", "개인정보제공동의", "개인정보동의여부",
        "동의여부", "동의일", "consent", "privacyconsent", "dataconsent",
    ),
    "language": (
        "언어", "사용언어", "language", "lang",
    ),
    "sessions": (
        "참가세션", "세션", "신청세션", "참석세션", "참가프로그램", "신청프로그램", "참가행사", "sessions",
        "session", "sessionlist",
    ),
    "status": (
        "상태", "등록상태", "신청상태", "참가상태", "접수상태", "status", "state", "registrationstatus",
    ),
    "external_id": (
        "접수번호", "등록번호", "신청번호", "참가번호", "회원번호", "externalid", "registrationid",
        "registrationnumber", "registrationno", "registrationcode", "orderid", "attendeeid", "id",
    ),
    "ticket_code": (
        "티켓코드", "티켓", "티켓번호", "qr코드", "qr", "qrcode", "입장코드", "바코드", "ticketcode", "ticket",
        "ticketid", "ticketnumber", "barcode",
    ),
}  # fmt: skip
FIELDS = tuple(HEADER_WORDS)

# A longer header ("참가자 성명을 적어 주세요") is known by one of these; other words stand in other headers too.
WORDS_OF_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "name": ("성명", "이름", "성함", "fullname"),
    "name_latin": ("영문성명", "영문이름", "englishname"),
    "affiliation": ("소속", "기관명", "회사", "organization", "organisation", "company", "institution", "affiliation"),
    "title": ("직위", "직급", "직책", "jobtitle"),
    "category": ("참가구분", "category"),
    "email": ("이메일", "메일", "email"),
    "phone": ("휴대폰", "휴대전화", "핸드폰", "연락처", "전화번호", "전화", "phone", "mobile"),
    "notes": ("비고", "메모", "특이사항", "요청사항", "remarks"),
    "needs": ("편의지원", "접근성", "배려사항", "편의제공", "accessibility"),
    "consent": ("개인정보수집이용동의", "개인정보수집동의", "개인정보동의", "consent"),
    "sessions": ("참가세션", "신청세션"),
    "external_id": ("접수번호", "등록번호", "신청번호"),
    "ticket_code": ("티켓코드", "qr코드"),
}  # fmt: skip

# A header in which one of these comes last is about something that is not kept.
WORDS_OF_OTHER_THINGS = (
    "주소", "연번", "번호", "순번", "생년월일", "성별", "일시", "날짜", "시간", "여부", "동의", "팩스", "대표자",
    "담당자", "추천인",
)  # fmt: skip
