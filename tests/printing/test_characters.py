"""Every character a name may be written in is really there on paper: drawn, looked at and taken out again.

A missing glyph is silent: some fonts draw a box for it, some nothing at all, and the text taken out of the file looks
right in both cases.  So each character is printed into a cell of its own and the cell is looked at.
"""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps, ImageStat

from printing import documents, layout
from printing.fonts import Weight, normal
from printing.sheet import Sheet
from tests.printing.layouts import MINIMAL

CELL = 10  # millimetres; the smallest page there is
SIDE = 1000  # of the sheet: 100 × 100 cells
PIXELS = 20  # of a cell


def block(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


def ks_x_1001() -> str:
    """The 4,888 Hanja of the Korean standard, as its encoding has them."""
    rows = (bytes((row, column)) for row in range(0xCA, 0xFE) for column in range(0xA1, 0xFF))
    return "".join(code.decode("euc-kr") for code in rows)


def written(first: int, last: int) -> str:
    """The letters of a block; not all of its numbers are given to one."""
    return "".join(
        letter for letter in block(first, last) if letter.isalpha() and letter != "ŉ"
    )  # withdrawn from Unicode


ALPHABETS = {
    "all 11,172 syllables": block(0xAC00, 0xD7A3),
    "the 4,888 Hanja of KS X 1001": ks_x_1001(),
    "the Hanja of Unicode's first block": block(0x4E00, 0x9FA5),
    "rare Hanja of Extension A": block(0x3400, 0x4DB5),
    "Latin-1 and Latin Extended-A": written(0xA1, 0x17F),
    "Vietnamese": written(0x1EA0, 0x1EF9) + "ĂăÂâĐđÊêÔôƠơƯư",
}
LONG = ("the Hanja of Unicode's first block", "rare Hanja of Extension A")
"""Those of 27,000 letters, which take many seconds to draw and look at."""


@pytest.mark.parametrize("weight", [Weight.REGULAR, Weight.EXTRABOLD])
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long) if name in LONG else name for name in ALPHABETS]
)
def test_every_character_is_drawn_and_can_be_read_back(shipped_fonts, tmp_path, name, weight):
    # What NFC replaces (compatibility Hanja) is drawn as its unified form.
    letters = list(dict.fromkeys(normal(ALPHABETS[name])))
    assert shipped_fonts.missing("".join(letters), weight) == ()
    blank = []
    for at in range(0, len(letters), (SIDE // CELL) ** 2):
        some = letters[at : at + (SIDE // CELL) ** 2]
        page, text = drawn(some, weight, shipped_fonts, tmp_path)
        assert text == "".join(some)
        blank += [letter for number, letter in enumerate(some) if cell(page, number).getextrema()[0] > 160]
    assert blank == []


def test_a_cell_without_a_letter_is_seen_to_be_blank(shipped_fonts, tmp_path):
    page, _ = drawn(["가", "\N{IDEOGRAPHIC SPACE}", "나"], Weight.REGULAR, shipped_fonts, tmp_path)
    assert [cell(page, number).getextrema()[0] > 160 for number in range(3)] == [False, True, False]


def test_a_rare_letter_among_bold_ones_is_as_dark_and_stands_on_the_same_line(shipped_fonts, tmp_path):
    """㐂 comes from the fallback, 喜 from the font itself: the same letter in two forms."""
    page, _ = drawn(["喜", "㐂"], Weight.EXTRABOLD, shipped_fonts, tmp_path)
    darkness = [ImageStat.Stat(ImageOps.invert(cell(page, number))).sum[0] for number in range(2)]
    plain, _ = drawn(["喜", "㐂"], Weight.REGULAR, shipped_fonts, tmp_path)
    thin = ImageStat.Stat(ImageOps.invert(cell(plain, 1))).sum[0]
    assert thin * 1.15 < darkness[1]
    bottoms = [cell(page, number).point(lambda value: 255 * (value < 128)).getbbox()[3] for number in range(2)]
    assert abs(bottoms[0] - bottoms[1]) <= 1


def drawn(letters: list[str], weight: Weight, fonts: object, folder: Path) -> tuple[Image.Image, str]:
    """A sheet with a letter in each cell, as a picture, and the text taken out of it."""
    head = MINIMAL.replace("width = 90", f"width = {CELL}").replace("height = 55", f"height = {CELL}")
    item = f'[[item]]\nkind = "text"\ntext = "{{name}}"\nx = 0\ny = 0\nwidth = {CELL}\nheight = {CELL}\nsize = 14\n'
    one = layout.parse(head + item + f'weight = "{weight}"\nalign = "center"\n', folder / "letter.toml")
    out = folder / "letters.pdf"
    sheet = Sheet("letters", {}, width=SIDE, height=SIDE)
    documents.write_pdf(one, ({"name": letter} for letter in letters), out, fonts=fonts, title="letters", sheet=sheet)
    document = pypdfium2.PdfDocument(out)
    try:
        page = document[0]
        picture = page.render(scale=PIXELS / CELL * 25.4 / 72).to_pil().convert("L")
        return picture, "".join(page.get_textpage().get_text_range().split())
    finally:
        document.close()


def cell(page: Image.Image, number: int) -> Image.Image:
    row, column = divmod(number, SIDE // CELL)
    return page.crop((column * PIXELS, row * PIXELS, (column + 1) * PIXELS, (row + 1) * PIXELS))
