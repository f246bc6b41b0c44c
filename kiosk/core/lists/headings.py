"""A heading of a column, as forms and systems write it: the words that count, and whose column it is."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from kiosk.core.lists.cells import Cell, longest_ending_word, squash, without_brackets
from kiosk.core.lists.roster_words import HEADER_WORDS, WORDS_OF_OTHER_THINGS, WORDS_OF_SENTENCES

SENTENCE_RANK = 1000
"""The rank of a word found inside a longer heading; exact words rank below it, in the order of their list."""

_LONGEST_WORD = 40
_ACCENTS = re.compile("[\u0300-\u036f]")
_FIELD_OF_WORD = {word: name for name, words in HEADER_WORDS.items() for word in reversed(words)}
_FIELD_OF_SENTENCE_WORD = {word: name for name, words in WORDS_OF_SENTENCES.items() for word in words}
_SENTENCE_WORDS = (*_FIELD_OF_SENTENCE_WORD, *WORDS_OF_OTHER_THINGS)
_NUMBERING = re.compile(r"^\s*(?:Q?\s*\d{1,2}(?:-\d{1,2})?\s*[.)\]:．]\s*|[①-⑳]\s*|[*※■□●○▶◆]\s*)+", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:예\s*[:)]|ex\s*[.:)]|e\.g\.|예시|※).*$", re.IGNORECASE)
_POLITE = re.compile(
    r"(?:을|를|은|는|이|가)?(?:꼭|정확히|정확하게|반드시|모두|자유롭게|아래에|직접)*"
    r"(?:입력|기재|작성|기입|선택|체크|적어|써|남겨|알려|표기|말씀)(?:하여|해)?(?:주세요|주십시오|주시기바랍니다|바랍니다|하세요|하십시오|란)?$"
    r"|(?:은|는|이|가)?(?:무엇|어떻게되|어떻게되시)(?:입니까|인가요|나요|십니까|세요)?$"
)
_ASKING = re.compile(r"^(?:whatis|whats|pleaseenter|pleaseprovide|pleasegive|enter|provide|귀하의|본인의|당신의)+")

_OTHER_PEOPLE = re.compile(
    "보호자|부모|비상|긴급|입금자|결제자|구매자|구입자|주문자|추천인|추천자|대표자|담당자|인솔자|송금|예금주|계산서|청구|동반자|동반인|배우자"
    "|책임자|지도교수|멘토|영업담당|비서|코디네이터|학부모|작성자|접수자|통역|수행원|연대|대리신청|팀장|조장|반장|teamleader|captain|guardian|parent|emergency|^ice(?=phone|contact|name|number|mobile)|nextofkin|payer|paidby|billing|invoice|buyer|purchaser"
    "|bookedby|booker|orderemail|ordername|ordercompany|ordererphone|orderphone|registrationname|registrationemail|cardholder"
    "|referr|referee|recommender|supervisor|accompany|companion|plusone|spouse|contactperson|ansprechpartner|accountmanager|accountowner|salesrep|assistant|invitedby|inviter|coordinator|advisor|adviser|mentor|submittedby|submitter|roommate|manager(?=email|mail|phone|name)|vatid|taxid|representative"
    "|rechnung|notfall|besteller|kaufer|begleit|facturation|urgence|acheteur|payeur|accompagn|facturacion|emergencia|comprador"
    "|pagador|tutor|acompanante|fatturazione|emergenza|acquirente|pagante|factuur|noodgeval|koper|betaler"
    "|緊急|保護者|購入者|請求|代表者|担当者|同伴|紧急|监护|付款人|购买|负责人|发票|緊急聯絡|聯絡人|联系人"
)
_ATTENDEE = re.compile(
    "^(?:참석자|참가자|참여자|자녀|아동|원아|어린이|child(?:s|ren)?(?=.)|학생|본인|수강생|수강자|교육생|연수생|게스트|attendees?|participants?|guest|delegate|ticketholder|ticket|visitor"
    "|student|trainee|teilnehmer(?:in)?|deelnemer|partecipante|participante|asistente|参加者|受講者|出席者|参会人|参会者|与会者|嘉宾|学员)"
    "(?:의|name(?=.))?"
)
_ATTENDEE_BEHIND = re.compile(
    "(?<=...)(?:d(?:es|er|u|el|ella|e))?(?:teilnehmer(?:in|s)?|participante?|partecipante|asistente|deelnemer|attendee|参加者|参会人)$"
)
_APPLICANT = re.compile("^(?:신청자|신청인|등록자|예약자|지원자|registrant|applicant|申込者|报名人|报名者)(?:의)?")
_SAYS_NAME = re.compile("명$|성명|이름|성함|실명|nam|nom|氏名|姓名|名")
_OFFICE = re.compile(
    "회사|사무실|직장|근무처|대표전화|대표번호|유선|office|work(?!shop)|company|business|buro|bureau|geschaft|oficina|ufficio|kantoor"
    "|会社電話|勤務先|单位|公司"
)


# What people agree to beside that their registration is kept.
_OTHER_CONSENT = re.compile(
    "제3자|제삼자|위탁|마케팅|광고|홍보|초상|촬영|사진|영상|국외|photo|video|media|image|marketing|newsletter|thirdpart|mailing|record"
)
_STATE_OF_IT = re.compile("status|상태|verified|bounced|수신")
_GUEST = re.compile("(?:guest|plusone|게스트|동반|嘉宾)")
# The name once more in another script, to be read aloud or to tell namesakes apart.
_READING = re.compile("한자|hanja|カナ|かな|フリガナ|ふりがな|ヨミ|よみ|拼音|pinyin|kana|phonetic|pronunciation|발음")
_LATIN = re.compile(
    "^(?:english|latin|roman|passport|영문|영어|로마자|여권)|(?:inenglish|english|latin|영문|영어|로마자)$"
)
_ENGLISH = re.compile(r"[\s_\-(（\[［](?:en|eng)[)）\]］]?\s*$", re.IGNORECASE)
_HALF_BEHIND = re.compile(r"(.+?)\s*(?:[(（\[［]([^()（）\[\]［］]+)[)）\]］]|(?:\s+[-–—/]\s+|\s*[:：]\s*)(.+?))\s*\*?")
_MORE_HALVES = {"이름": "first_name", "명": "first_name", "세이": "last_name", "메이": "first_name"}


class Whose(IntEnum):
    """Whose name, mail or phone a column holds; of several columns the one of the smaller number is taken."""

    ATTENDEE = 0
    PLAIN = 1
    APPLICANT = 2
    OFFICE = 3
    OTHER = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the ``field`` it names, if any, by which ``word``, the surer the lower the ``rank``.

    ``half`` says which half of a name in Latin letters it is (``first_name``, ``last_name``); ``is_reading`` that the
    name is written once more in another script (한자, カナ).
    """

    field: str | None
    rank: int
    word: str
    whose: Whose
    half: str = ""
    is_reading: bool = False


def is_word(written: str) -> bool:
    """Whether this is one of the words of headings, and nothing more."""
    return len(written) < _LONGEST_WORD and fold(written) in _FIELD_OF_WORD


def is_bare_person(word: str) -> bool:
    """Whether a word for a column of names says only what the people are: 참여자, Guest, Teilnehmer."""
    return _SAYS_NAME.search(word) is None


def is_in_english(label: str) -> bool:
    """Whether a heading says that its column is in English: 소속(영문), English affiliation, affiliation_en."""
    return _LATIN.search(fold(label)) is not None or _ENGLISH.search(label) is not None


def without_english(label: str) -> str:
    """A heading, folded, without what says that its column is in English."""
    return _LATIN.sub("", fold(_ENGLISH.sub("", label)))


def is_of_other_consent(label: str) -> bool:
    """Whether a heading speaks of agreeing to something else than that the registration is kept."""
    return _OTHER_CONSENT.search(fold(label)) is not None


def without_numbering(label: str) -> str:
    """A heading without the number of its question."""
    return _NUMBERING.sub("", label)


def fold(label: Cell) -> str:
    """A heading as the lists of words have it: only letters and digits, lower case, Latin letters without accents."""
    squashed = squash(label)
    if squashed.isascii():
        return squashed
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", squashed))
    return unicodedata.normalize("NFC", bare) if _ACCENTS.search(unicodedata.normalize("NFD", squashed)) else squashed


def forms(label: str) -> tuple[str, ...]:
    """The heading as written and shorn of numbering, brackets, examples, polite endings and of whose it is."""
    return tuple(_forms(label))


@lru_cache(maxsize=4096)
def heading(label: str) -> Heading:
    """What the label of a column says."""
    whose = _whose(fold(label))
    half = _half(label, whose)
    if half is not None:
        return half
    is_reading = _READING.search(fold(label)) is not None
    for form in _forms(label):
        if form in _FIELD_OF_WORD:
            name = _FIELD_OF_WORD[form]
            rank = HEADER_WORDS[name].index(form)
            if name == "consent" and is_of_other_consent(label):
                break
            return Heading(name, rank, form, _of_office(name, label, whose), is_reading=is_reading)
    folded = next(reversed([fold(label), *_forms(label)]), "")
    word = longest_ending_word(fold(label), _SENTENCE_WORDS) or longest_ending_word(folded, _SENTENCE_WORDS)
    found = _FIELD_OF_SENTENCE_WORD.get(word)
    if found in ("name", "first_name", "last_name") and len(fold(label)) > len(word) and fold(label).isascii():
        found = found if "your" in fold(label) or "name" in fold(label) else None
    if found in ("email", "phone") and _STATE_OF_IT.search(fold(label)):
        found = None
    if found == "consent" and is_of_other_consent(label):
        found = None
    of = _of_office(found, label, whose) if found else whose
    return Heading(found, SENTENCE_RANK, word, of, is_reading=is_reading)


def is_plus_one(label: str) -> bool:
    """Whether a heading speaks of a guest: the attendee where nobody else is named, else somebody they bring along."""
    return _GUEST.match(fold(label)) is not None


def _half(label: str, whose: Whose) -> Heading | None:
    """A half of a name by what stands in brackets or behind a sign, or in Latin letters: Name (First), 영문 성."""
    divided = _HALF_BEHIND.fullmatch(label)
    inner, outer = (fold(divided[2] or divided[3]), fold(divided[1])) if divided else ("", fold(label))
    if inner and (half := _half_of(inner)):
        named = _plain_heading(outer)
        if named == "name_latin":
            return Heading("name_latin", 0, outer, whose, half=half)
        return Heading(half, 0, inner, whose) if named == "name" else None
    bare = _LATIN.sub("", fold(label))
    if bare != fold(label) and (half := _half_of(bare)) and fold(label) not in _FIELD_OF_WORD:
        return Heading("name_latin", 1, fold(label), whose, half=half)
    return None


def _half_of(word: str) -> str:
    found = _FIELD_OF_WORD.get(word, "")
    return found if found in ("first_name", "middle_name", "last_name") else _MORE_HALVES.get(word, "")


def _plain_heading(folded: str) -> str | None:
    bare = _APPLICANT.sub("", _ATTENDEE.sub("", folded))
    return _FIELD_OF_WORD.get(folded) or _FIELD_OF_WORD.get(bare)


def _forms(label: str) -> Iterator[str]:
    """The heading shorn of more and more: numbering, brackets, examples, polite endings, whose it is."""
    yield fold(label)
    plain = _NUMBERING.sub("", label)
    yield fold(plain)
    plain = _EXAMPLE.sub("", without_brackets(plain))
    yield fold(plain)
    asked = _ASKING.sub("", _POLITE.sub("", fold(plain)))
    yield asked
    own = asked.removeprefix("your").removeprefix("mein").removeprefix("votre")
    yield own
    bare = _APPLICANT.sub("", _ATTENDEE_BEHIND.sub("", _ATTENDEE.sub("", own)))
    if bare:
        yield bare


def _whose(folded: str) -> Whose:
    if _OTHER_PEOPLE.search(folded):
        return Whose.OTHER
    if _ATTENDEE.search(folded) or _ATTENDEE_BEHIND.search(folded):
        return Whose.ATTENDEE
    return Whose.APPLICANT if _APPLICANT.search(folded) else Whose.PLAIN


def _of_office(name: str, label: str, whose: Whose) -> Whose:
    """A phone or a mail of the office reaches a person less surely than their own."""
    if name in ("phone", "email") and whose < Whose.OFFICE and _OFFICE.search(fold(label)):
        return Whose.OFFICE
    return whose
