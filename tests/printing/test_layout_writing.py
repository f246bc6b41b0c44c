"""Layouts written back as TOML: nothing is lost, however often it is done."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import layout, layout_writing
from printing.errors import PrintingError
from printing.field_formats import Format
from printing.items import Align, Ask, Colour, Condition, Frame, Side, Style, Valign
from printing.kinds.box import Box
from printing.kinds.line import Line
from printing.kinds.text import Seal, Text
from printing.layout import Field, Layout
from printing.wording import Wording, in_languages
from tests.printing.layouts import SHIPPED


def read_back(written: Layout, place: Path) -> Layout:
    return layout.parse(layout_writing.to_toml(written), place)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_layout_is_the_same_after_writing_and_reading(shipped_layout, resources, name):
    first = shipped_layout(name)
    again = read_back(first, resources / "layouts" / f"{name}.toml")
    assert dataclasses.asdict(again) == dataclasses.asdict(first)
    assert layout_writing.to_toml(again) == layout_writing.to_toml(first)


lengths = st.integers(0, 400).map(lambda tenths: tenths / 10)
sizes = st.integers(50, 200).map(lambda tenths: tenths / 10)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="{}"), max_size=12)
notes = st.text("가나다 abc·-", max_size=12).map(str.strip)
fields = {
    "name": Field("name", {"ko": "성명", "en": "Name"}, "남궁늘봄", True, Format.SPREAD),
    "seal": Field("seal", {"ko": "직인", "en": "Seal"}, "", False),
}
band = Colour("#475569", "name", {"산": "#1D4ED8", "가 나": "#00796B"}, "band")
colours = st.sampled_from([Colour("#000000"), Colour("#14213D"), band])
frames = st.builds(Frame, lengths, lengths, sizes, sizes)
asks = st.sampled_from([Ask(), Ask("name"), Ask("name", ("VIP", "연사 1"))])
conditions = st.builds(Condition, asks, asks, st.sampled_from(Side))
styles = st.builds(
    lambda size, comfort, smallest, **more: Style(size, size * comfort, size * comfort * smallest, **more),
    st.just(12.0),
    st.sampled_from([1.0, 0.75]),
    st.sampled_from([1.0, 0.5]),
    colour=colours,
    align=st.sampled_from(Align),
    valign=st.sampled_from(Valign),
    lines=st.integers(1, 3),
    leading=st.sampled_from([1.25, 1.1]),
    spacing=st.sampled_from([0.0, 0.04]),
)
templates = st.lists(words, min_size=1, max_size=3).map(tuple)
wordings = templates.map(Wording) | st.tuples(templates, templates).map(
    lambda said: in_languages(dict(zip(("ko", "en"), said, strict=True)))
)
shared = {"condition": conditions, "note": notes}
items = st.one_of(
    st.builds(
        Text, frames, wordings, styles,
        st.sampled_from([None, Seal("seal", 18.0)]), **shared,
    ),
    st.builds(Box, frames, colours, st.none(), st.just(0.25), sizes, **shared),
    st.builds(Box, frames, st.none(), colours, sizes, st.just(0.0), **shared),
    st.builds(Line, lengths, lengths, lengths, lengths, sizes, colours, sizes, **shared),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(items, max_size=6), notes)
def test_any_layout_is_the_same_after_writing_and_reading(drawn, note):
    made = Layout("made", {"ko": "시험", "en": "Test"}, "ko", 90, 70, 1, fields, tuple(drawn), True, (band,), note,
                  other_languages=("en",))  # fmt: skip
    assert dataclasses.asdict(read_back(made, Path("made.toml"))) == dataclasses.asdict(made)


def test_a_saved_layout_brings_its_pictures_along(layout_of, tmp_path, checkout):
    source = checkout / "tests" / "printing" / "reference" / "badge-1.png"
    (tmp_path / "seal.png").write_bytes(source.read_bytes())
    made = layout_of('[[item]]\nkind = "picture"\nfile = "seal.png"\nx = 5\ny = 40\nwidth = 9\nheight = 9\n')
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for _ in range(2):
        layout_writing.save(made, folder / "own.toml")
    assert (folder / "seal.png").read_bytes() == source.read_bytes()
    assert layout.load(folder / "own.toml").items[0].file == folder / "seal.png"
    assert sorted(file.name for file in folder.iterdir()) == ["own.toml", "seal.png"]


def test_a_place_that_cannot_be_written_is_named_and_keeps_what_was_there(layout_of, tmp_path):
    folder = tmp_path / "own.toml"
    folder.mkdir()
    with pytest.raises(PrintingError) as caught:
        layout_writing.save(layout_of(""), folder)
    assert (caught.value.code, caught.value.details["file"]) == ("printing.cannot_write", str(folder))
    assert list(tmp_path.glob(".*")) == []
