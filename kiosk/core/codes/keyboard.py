"""What a keyboard-type scanner meant by the text that arrived.

Such a scanner presses the keys of a US keyboard.  What arrives depends on the computer: under the Korean input mode
``ABC123HAJ`` becomes ``뮻123ㅗ머``, a French layout turns ``1`` into ``&``, Caps Lock turns the case around.  Nothing
here decides which reading is right: ``as_typed`` lists them, and the caller takes the first whose content it knows.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 4_000
"""Letters of what a scanner delivers: more than any symbol holds."""

# The two-set layout (두벌식, KS X 5002) on the keys of a US keyboard; capitals where Shift makes another letter.
_KEYS = "qwertyuiopasdfghjklzxcvbnm" + "QWERTOP"
_LETTERS = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ" + "ㅃㅉㄸㄲㅆㅒㅖ"
_KEYS_OF_LETTERS = dict(zip(_LETTERS, _KEYS, strict=True))

# Letters of two strokes: compound vowels and compound final consonants, each followed by its two halves.
_COMPOUNDS = "ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ" + " ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㅄㅂㅅ"
_COMPOUNDS += " ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ"
_JOINED = {compound[1:]: compound[0] for compound in _COMPOUNDS.split()}
for _whole, _first, _second in map(tuple, _COMPOUNDS.split()):
    _KEYS_OF_LETTERS[_whole] = _KEYS_OF_LETTERS[_first] + _KEYS_OF_LETTERS[_second]

# The letters of Unicode's conjoining jamo, in their order from U+1100, U+1161 and U+11A8.
_CONJOINING = {
    0x1100: "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    0x1161: "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    0x11A8: "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
}
_LETTERS_OF_KEYS = dict(zip(_KEYS, _LETTERS, strict=True))
_INITIALS, _VOWELS, _FINALS = _CONJOINING[0x1100], _CONJOINING[0x1161], _CONJOINING[0x11A8]
_PAIRS = {vowel: "|".join(pair for pair in _JOINED if (pair[0] in _VOWELS) is vowel) for vowel in (True, False)}
_SYLLABLE = re.compile(rf"([{_INITIALS}])({_PAIRS[True]}|[{_VOWELS}])((?:{_PAIRS[False]}|[{_FINALS}])(?![{_VOWELS}]))?")
_KEYS_OF_JAMO = {ord(letter): keys for letter, keys in _KEYS_OF_LETTERS.items()} | {
    first + place: _KEYS_OF_LETTERS[letter]
    for first, letters in _CONJOINING.items()
    for place, letter in enumerate(letters)
}

# The same keys in the same order as three layouts type them: all of them plain, then all of them with Shift.
_US_PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_US_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_AZERTY_PLAIN = "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!"
_AZERTY_SHIFT = "~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§"
_QWERTZ_PLAIN = "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-"
_QWERTZ_SHIFT = "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_"
_AZERTY = str.maketrans(_AZERTY_PLAIN + _AZERTY_SHIFT, _US_PLAIN + _US_SHIFT)
# Caps Lock of a French keyboard on Windows shifts every key, digits too, so plain and Shift change places.
_AZERTY_LOCKED = str.maketrans(_AZERTY_SHIFT + _AZERTY_PLAIN, _US_PLAIN + _US_SHIFT)
_QWERTZ = str.maketrans(_QWERTZ_PLAIN + _QWERTZ_SHIFT, _US_PLAIN + _US_SHIFT)


def clean(text: str) -> str:
    """``text`` without what no code contains: control and zero-width characters, odd widths, surrounding space; NFC.

    Full-width and half-width forms become the plain characters.  NFKC would do that too, but it also turns ``ㄱ`` into
    U+1100, which is another character and composes with its neighbours.
    """
    plain = "".join(map(_of_plain_width, text))
    visible = "".join(char for char in plain if unicodedata.category(char) not in ("Cc", "Cf"))
    return unicodedata.normalize("NFC", visible).strip()


def hangul_as_keys(text: str) -> str:
    """``text`` with every Hangul letter replaced by the US keys that type it on the two-set layout.

    Shift is known for the seven keys where it makes another letter (``ㄲ`` is ``R``); all others come out in lower
    case.  Characters that are not modern Hangul stay as they are.
    """
    return "".join(map(_keys, text))


def keys_as_hangul(text: str) -> str:
    """``text`` with every Latin letter replaced by the Hangul letter of its key, put together to syllables as the
    Korean input mode does; letters that make no syllable stand alone.
    """
    letters = "".join(_LETTERS_OF_KEYS.get(key) or _LETTERS_OF_KEYS.get(key.lower(), key) for key in text)
    return _SYLLABLE.sub(_composed, letters)


def other_mode(text: str) -> str:
    """What the same keys say in the other mode of a Korean keyboard; empty where they say the same.

    Capitals throughout are Caps Lock.
    """
    has_latin = any(char.isascii() and char.isalpha() for char in text)
    other = keys_as_hangul(text.lower() if text.isupper() else text) if has_latin else hangul_as_keys(text)
    return other if other != text else ""


def with_letter(text: str, letter: str) -> str:
    """``text`` after one more letter was typed: a Hangul letter goes into the syllable before it where it fits."""
    start = _start_of_hangul(text)
    if not _is_hangul(letter):
        return text + letter
    return text[:start] + keys_as_hangul(hangul_as_keys(text[start:] + letter))


def without_last_letter(text: str) -> str:
    """``text`` after the key that deletes: of a Hangul syllable the letter that was typed last."""
    start = _start_of_hangul(text)
    return text[:start] + keys_as_hangul(hangul_as_keys(text[start:])[:-1]) if start < len(text) else text[:-1]


def as_typed(text: str) -> Iterator[str]:
    """The readings of ``text``, each once, the likeliest first; the first is the cleaned text itself.

    After it come the Korean input mode (as the Shift keys show it, upper case, lower case), a French and a German
    layout, and Caps Lock on each.  A caller accepts the first reading that is valid by its content.  What is longer
    than ``LONGEST`` is no code, and read as it is.
    """
    cleaned = clean(text)
    if len(cleaned) > LONGEST:
        yield cleaned
        return
    seen = set()
    for reading in _readings(cleaned):
        if reading not in seen:
            seen.add(reading)
            yield reading


def same_key(text: str) -> str:
    """The key under which codes of other systems are indexed, so that ``뮻123ㅗ머`` finds ``ABC123HAJ``.

    Case and the Korean input mode are folded away; other layouts are not, so look up every reading of ``as_typed``.
    Two different codes can share a key (``Ab1`` and ``aB1``): the key then finds both, and the caller must accept only
    the code that equals a reading exactly.
    """
    return unicodedata.normalize("NFC", hangul_as_keys(clean(text)).casefold())


def _readings(text: str) -> Iterator[str]:
    """All readings of a cleaned text, with repetitions."""
    yield text
    keys = hangul_as_keys(text)
    if keys != text:
        yield from (keys, keys.upper(), keys.lower())
    azerty, qwertz = text.translate(_AZERTY), text.translate(_QWERTZ)
    yield from (azerty, qwertz)
    yield from (text.swapcase(), azerty.swapcase(), text.translate(_AZERTY_LOCKED), qwertz.swapcase())


def _start_of_hangul(text: str) -> int:
    """Where the Hangul at the end of ``text`` begins."""
    start = len(text)
    while start and _is_hangul(text[start - 1]):
        start -= 1
    return start


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣" or "ㄱ" <= char <= "ㅣ"


def _of_plain_width(char: str) -> str:
    """A full-width or half-width form as its ordinary character, by Unicode's own table; others unchanged."""
    form, _, code = unicodedata.decomposition(char).partition(" ")
    return chr(int(code, 16)) if form in ("<wide>", "<narrow>") else char


def _keys(char: str) -> str:
    """The keys of one Hangul syllable or letter; any other character unchanged."""
    letters = unicodedata.normalize("NFD", char) if "가" <= char <= "힣" else char
    return letters.translate(_KEYS_OF_JAMO)


def _composed(found: re.Match[str]) -> str:
    """One syllable from its letters."""
    initial, vowel, final = (_JOINED.get(letters or "", letters or "") for letters in found.groups())
    place = (_INITIALS.index(initial) * len(_VOWELS) + _VOWELS.index(vowel)) * (len(_FINALS) + 1)
    return chr(ord("가") + place + (_FINALS.index(final) + 1 if final else 0))
