"""The Korean input mode, written apart from the product: a composing automaton over Unicode's tables of jamo."""

FIRSTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_COMPOUND = "ㅘㅙㅚㅝㅞㅟㅢ" + "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ"
_HALVES = "ㅗㅏ ㅗㅐ ㅗㅣ ㅜㅓ ㅜㅔ ㅜㅣ ㅡㅣ ㄱㅅ ㄴㅈ ㄴㅎ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅂㅅ"
PARTS = dict(zip(_COMPOUND, _HALVES.split(), strict=True))
PAIRS = {halves: whole for whole, halves in PARTS.items()}
TWO_SET = {
    **dict(a="ㅁ", b="ㅠ", c="ㅊ", d="ㅇ", e="ㄷ", f="ㄹ", g="ㅎ", h="ㅗ", i="ㅑ", j="ㅓ", k="ㅏ", l="ㅣ", m="ㅡ"),
    **dict(n="ㅜ", o="ㅐ", p="ㅔ", q="ㅂ", r="ㄱ", s="ㄴ", t="ㅅ", u="ㅕ", v="ㅍ", w="ㅈ", x="ㅌ", y="ㅛ", z="ㅋ"),
    **dict(Q="ㅃ", W="ㅉ", E="ㄸ", R="ㄲ", T="ㅆ", O="ㅒ", P="ㅖ"),
}


class HangulMode:
    """Takes keys one by one; ``done`` is the text committed so far, ``composing`` the syllable in work."""

    def __init__(self):
        self.done = ""
        self._first = self._vowel = self._final = ""

    @property
    def composing(self):
        if not (self._first and self._vowel):
            return self._first + self._vowel
        place = (FIRSTS.index(self._first) * 21 + VOWELS.index(self._vowel)) * 28 + FINALS.index(self._final or " ")
        return chr(0xAC00 + place)

    def press(self, key):
        letter = letter_of(key)
        if letter is None:
            self.flush()
            self.done += key
        elif letter in VOWELS:
            self._add_vowel(letter)
        else:
            self._add_consonant(letter)

    def flush(self):
        self.done += self.composing
        self._first = self._vowel = self._final = ""

    def _add_consonant(self, letter):
        if self._first and self._vowel and not self._final and letter in FINALS:
            self._final = letter
        elif self._final and self._final + letter in PAIRS:
            self._final = PAIRS[self._final + letter]
        else:
            self.flush()
            self._first = letter

    def _add_vowel(self, letter):
        if self._final:  # its last consonant moves on to the new syllable
            self._final, moving = PARTS.get(self._final, ("", self._final))
            self.flush()
            self._first, self._vowel = moving, letter
        elif self._vowel:
            both = PAIRS.get(self._vowel + letter)
            if both is None:
                self.flush()
            self._vowel = both or letter
        else:
            self._vowel = letter


def letter_of(key):
    return TWO_SET.get(key) or TWO_SET.get(key.lower())


def typed_in_hangul_mode(keys):
    mode = HangulMode()
    for key in keys:
        mode.press(key)
    mode.flush()
    return mode.done
