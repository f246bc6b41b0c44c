"""Which encoding the bytes of a text file are in, when they do not say so themselves.

UTF-8 and UTF-16 prove themselves.  What older programs write does not: the same bytes are Korean in one code page and
Chinese in another.  The likelihoods come from charset-normalizer; between those it holds equally likely the letters
decide, by how a language really uses them.
"""

import re
from collections.abc import Callable, Iterator

from charset_normalizer import from_bytes

from kiosk.errors import KioskError

_KOREAN = "cp949"
_OTHERS = ["gb18030", "cp932", "euc_jp", "big5", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254"]
_SAMPLE = 100_000
_LIKELY, _ABOUT_AS_LIKELY = 0.25, 0.05
_MOSTLY, _OFTEN = 0.8, 0.6
_RARELY = 5
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_OLD_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Text of another encoding with a stray zero byte in it makes no line ends when it is read as UTF-16.
_BY_ZEROS, _ENDS = {"utf-16-le", "utf-16-be"}, re.compile(r"[\r\n]")

_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")
_BETWEEN_WORDS = re.compile(r"[\W\d_]+")
_LATIN = ("cp1252", "cp1254", "cp1250")
_HANGUL = re.compile("[가-힣]")
# The syllables of names and offices; what is read in a wrong code page is made of others.
_COMMON = re.compile(
    "["
    "가각간갈감갑값강같개거건걸검것게겨격견결겹경계고곧골곱곳공과곽관괄교구국굵궁권귀규균그근글금급기긴길김까꺼께"
    "꼴꽂꾸꿀꿈뀌뀐끊끝끼나난날남납났낱내낸낼냄냅너널넓넘넣네년노높놓누느는늘능늦니닌님닙다단닫달담답당대더던덧덮"
    "데도돌동되된될됨됩두둔둘둡뒤드득든들듭등디따때떤떨또라락란람랍래랜램랩량러럼럿렇레려력련렸령례로록료룡루룸룹"
    "류률르른를름릅리린릴림립링마막만많말망맞매맹머먼멈메며면명모목못무묶문묻물뮤뮻므미민밀및바박밖반받발밝밤방배"
    "백버번범법벗베벤벨변별보복본볼봄봅봉부북분불붙브블비빈빌빛빠빼뿐사삭산살상새색생서석선설섭섯성세센셀셉셋션소"
    "속손솔송쇄숍수숙순술숫스슬습승시식신실심십쓰쓴쓸씁씨씩아안않알암압았앞앰야약양어언얼엄업없엇었에엑여역연열염"
    "엽였영옆예오옥온올옮옴옵와완왔왕외왼요용우욱운울워원월위유육윤율으은을음응의이인일읽잃임입있잉자작잘잠잡장재"
    "저적전절점접정제져졌조족좁종좌주준줄줍중증지직진짐집짜짧째쪽찍차찬찰참찼창찾채책처천철첨첫청체쳐쳤초총최추축"
    "춘출춤충취측층치칠칩칭카칸캐캔캘커컨컴켓켜코큐크큰큽키타탁태택탬터테텍템토톨통퇴트특틀티팀팅파판패팽펴편평포"
    "폰폴표풀퓨프픈필하학한할함합항해핸했행허헌험혀혁현협형혜호혼홀홉홍화확환활황회효후훈훼휠휴희흰히힙힣"
    "]"
)
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_HALF_WIDTH = re.compile("[｡-ﾟ]")
_HAN = re.compile("[一-鿿]")
# What each of the western code pages is used for; a letter outside tells that it is another one.
_OF_LANGUAGES: dict[str, str] = {
    "cp1252": "ÄÖÜäöüßÀÂÇÈÉÊËÎÏÔŒÙÛŸàâçèéêëîïôœùûÿÁÍÓÚÑáíóúñÃÕãõÅÆØåæøÌÒìòªº’‘“”–—€·´«»°®™…",
    "cp1254": "ÇĞİÖŞÜçğıöşüÂÎÛâîû’‘“”–—€",
    "cp1250": "ĄĆĘŁŃÓŚŹŻąćęłńóśźżÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýžÄĽĹÔŔäľĺôŕŐÖŰÜőöűüĂÂÎȘȚŞŢăâîşţĐđ’‘“”–—€„",
    "cp1251": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяІіЇїЄєҐґ’–—«»№“”„",
    "cp1253": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψωΆΈΉΊΌΎΏάέήίόύώΪΫϊϋΐΰ’–—«»",
}


def decode(content: bytes) -> tuple[str, str]:
    """The text and its encoding.

    Raises ``tables.not_text`` for bytes that are no text, ``tables.stray_character`` with the line for one that does
    not belong into text, and ``tables.lost_letters`` with the line for text in which an earlier program has put a sign
    in the place of letters that it could not read.
    """
    for encoding in _certain(content):
        text = _as(content, encoding)
        if text is not None and (encoding not in _BY_ZEROS or _ENDS.search(text)):
            return _whole(text), encoding
    if b"\x00" not in content[:4096]:
        likely = _likely(content)
        text = _as(content, likely) if likely else None
        if likely and text is not None:
            return _whole(text), likely
    _refuse_strays(content)
    raise KioskError("tables.not_text")


def _refuse_strays(content: bytes) -> None:
    """Raise ``tables.stray_character`` with the line of the first sign that no text has, where there are few."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    strays = [found.start() for found in _CONTROL.finditer(text)]
    if len(strays) * _RARELY <= len(text):
        raise KioskError("tables.stray_character", line=text.count("\n", 0, strays[0]) + 1)


def refuse_lost_letters(text: str, line: int) -> None:
    """Raise ``tables.lost_letters`` if the text has the sign for what could not be read."""
    if "\ufffd" in text:
        raise KioskError("tables.lost_letters", line=line)


def _certain(content: bytes) -> Iterator[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    elif content.startswith(b"\xef\xbb\xbf"):
        yield "utf-8-sig"
    elif b"\x00" in content[:4096]:
        # In every language a table has Latin delimiters and line ends, so one of each pair of bytes is often zero.
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        yield "utf-16-be" if even > odd else "utf-16-le"
    else:
        yield "utf-8"


def _as(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    control = _CONTROL if encoding.startswith("utf") else _OLD_CONTROL
    return None if control.search(text) else text


def _whole(text: str) -> str:
    place = text.find("\ufffd")
    if place >= 0:
        refuse_lost_letters(text, text.count("\n", 0, place) + 1)
    place = _read_twice(text)
    if place >= 0:
        raise KioskError("tables.lost_letters", line=text.count("\n", 0, place) + 1)
    return text


def _read_twice(text: str) -> int:
    """Where UTF-8 was read as a western code page and stored again (``ê¹€`` for 김); -1 if it was not."""
    if text.isascii():
        return -1
    start = text[:_SAMPLE]
    first = next((place for place, char in enumerate(start) if not char.isascii()), -1)
    if first < 0:
        return -1
    return first if any(_back(start, encoding) for encoding in ("cp1252", "latin-1")) else -1


def _back(text: str, encoding: str) -> bool:
    try:
        return len(text.encode(encoding).decode("utf-8")) < len(text)
    except UnicodeError:
        return False


def _likely(content: bytes) -> str | None:
    """The encoding in which an older program has most likely written the bytes."""
    sample = content[:_SAMPLE]
    korean = _as(content, _KOREAN)
    if korean is not None and _share(_HANGUL, korean) >= _MOSTLY and _share(_COMMON, korean) >= _OFTEN:
        return _KOREAN
    found = [match for match in from_bytes(sample, cp_isolation=[*_OTHERS, _KOREAN]) if match.chaos <= _LIKELY]
    known = [match for match in found if _as(content, match.encoding) is not None]
    if not known:
        return _western(content)
    least = min(match.chaos for match in known)
    rated = {
        match.encoding: (_typical(_as(content, match.encoding) or "", match.encoding), -match.chaos)
        for match in known
        if match.chaos <= least + _ABOUT_AS_LIKELY
    }
    best = max(rated, key=lambda encoding: rated[encoding])
    return _western(content) or best if best in _OF_LANGUAGES else best


def _typical(text: str, encoding: str) -> float:
    """How much the letters are those that the encoding's languages use, from 0 to 1."""
    if encoding == _KOREAN:
        return _share(_COMMON, text)
    if encoding in ("cp932", "euc_jp"):
        return 1 - _share(_HALF_WIDTH, text) if _KANA.search(text) else _share(_HAN, text) * 0.9
    if encoding in ("gb18030", "big5"):
        return _share(_HAN, text) * (0.8 if _KANA.search(text) else 0.95)
    return _share_of(_OF_LANGUAGES[encoding].__contains__, text)


def _western(content: bytes) -> str | None:
    """The western code page whose languages have all these letters; the commonest first."""
    for encoding, letters in _OF_LANGUAGES.items():
        text = _as(content, encoding)
        if text is not None and _share_of(letters.__contains__, text) == 1 and _reads_as_words(text, encoding):
            return encoding
    return None


def _reads_as_words(text: str, encoding: str) -> bool:
    """Latin words are mostly plain letters; Cyrillic and Greek ones are not."""
    words = [word for word in _BETWEEN_WORDS.split(text) if not word.isascii()]
    mostly_foreign = sum(len(_LETTERS.findall(word)) * 2 > len(word) for word in words) * 2 > len(words)
    return bool(words) and mostly_foreign is not (encoding in _LATIN)


def _share(letters: re.Pattern[str], text: str) -> float:
    return _share_of(lambda char: letters.match(char) is not None, text)


def _share_of(is_one: Callable[[str], bool], text: str) -> float:
    foreign = [char for char in text if not char.isascii() and not char.isspace()]
    return sum(map(is_one, foreign)) / len(foreign) if foreign else 0.0
