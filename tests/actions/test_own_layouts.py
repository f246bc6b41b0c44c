"""An event keeps layouts of its own: with their pictures, known at every desk, given and taken as files."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kiosk.actions.event import opened, read_event
from kiosk.actions.papers import own_layouts
from kiosk.actions.papers.edit_layout import OTHER, SAMPLE, declaring, fields_to_insert, preview, trial_records
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.core.own_field import OwnField, OwnKind
from kiosk.errors import KioskError
from printing import layout_editing as editing
from printing.kinds import kind_named
from printing.layout_writing import to_toml
from tests import making


@pytest.fixture
def records(tmp_path):
    made = making.new_event(tmp_path)
    yield made
    made.close()


@pytest.fixture
def badge(records):
    """The shipped badge under a name of its own."""
    return replace(
        own_layouts.find_layout(records, "badge"), name="badge-우리 명찰", label={"ko": "우리 명찰", "en": "Ours"}
    )


def picture(folder: Path, size: int = 8) -> Path:
    file = folder / "로고.png"
    Image.effect_noise((size, size), 90).save(file)
    return file


def test_an_own_layout_is_found_by_its_name_and_chosen_beside_the_shipped_ones(records, badge):
    own_layouts.save_layout(records, badge)
    assert to_toml(own_layouts.find_layout(records, badge.name)) == to_toml(badge)
    choices = own_layouts.layout_choices(records)
    assert [choice.name for choice in choices if not choice.own] == own_layouts.shipped_layouts()
    assert [(choice.name, choice.label["ko"]) for choice in choices if choice.own] == [(badge.name, "우리 명찰")]


def test_saving_again_changes_it_and_removing_takes_it_away(records, badge):
    own_layouts.save_layout(records, badge)
    changed = editing.moved(badge, 0, 0, -1)
    own_layouts.save_layout(records, changed)
    assert to_toml(own_layouts.find_layout(records, badge.name)) == to_toml(changed)
    own_layouts.remove_layout(records, badge.name)
    with pytest.raises(KioskError, match=r"layout\.unknown"):
        own_layouts.find_layout(records, badge.name)
    with pytest.raises(KioskError, match=r"layout\.unknown"):
        own_layouts.remove_layout(records, badge.name)
    assert making.examined(records.path).sound


def test_its_pictures_travel_in_the_event(records, badge, tmp_path):
    file = picture(tmp_path)
    content = file.read_bytes()
    own_layouts.save_layout(records, editing.added(badge, editing.new_item(badge, kind_named("picture"), file=file)))
    file.unlink()
    with opened(read_event(records.path)) as another:
        found = own_layouts.find_layout(another, badge.name)
        assert found.items[-1].file.read_bytes() == content
        assert preview(found, found.sample(), 400).page.width == 400


def test_a_picture_that_is_gone_or_too_large_is_told_and_nothing_is_kept(records, badge, tmp_path):
    file = picture(tmp_path, size=1100)
    assert file.stat().st_size > own_layouts.LARGEST_PICTURE
    layout = editing.added(badge, editing.new_item(badge, kind_named("picture"), file=file))
    with pytest.raises(KioskError, match=r"layout\.picture_too_large"):
        own_layouts.save_layout(records, layout)
    file.unlink()
    with pytest.raises(KioskError, match=r"layout\.picture_gone"):
        own_layouts.save_layout(records, layout)
    assert records.papers.layouts() == {}


def test_a_layout_that_could_not_be_printed_and_a_shipped_name_are_refused(records, badge):
    with pytest.raises(KioskError, match=r"layout\.outside_page"):
        own_layouts.save_layout(records, editing.moved(badge, 0, 300, 0))
    with pytest.raises(KioskError, match=r"layout\.name_taken"):
        own_layouts.save_layout(records, replace(badge, name="badge"))
    assert records.papers.layouts() == {}


def test_a_layout_given_as_a_file_comes_back_the_same(records, badge, tmp_path):
    layout = editing.added(badge, editing.new_item(badge, kind_named("picture"), file=picture(tmp_path)))
    (tmp_path / "usb").mkdir()
    out = tmp_path / "usb" / "badge-우리 명찰.toml"
    own_layouts.write_layout_file(layout, out)
    back, left_out = own_layouts.read_layout_file(out)
    assert (to_toml(back), left_out) == (to_toml(layout), ())
    assert (out.parent / "로고.png").is_file()


def test_a_pretix_layout_comes_in_with_what_could_not_be_taken(tmp_path):
    text = {"type": "textarea", "left": 5, "bottom": 30, "fontsize": 16, "width": 80, "content": "attendee_name"}
    file = tmp_path / "conference.json"
    file.write_text(json.dumps([text, text | {"content": "price"}]), encoding="utf-8")
    layout, left_out = own_layouts.read_layout_file(file)
    assert [item.templates.own for item in layout.items] == [("{name}",)]
    assert [(one.number, one.why) for one in left_out] == [(2, "variable")]


# -- what the editor shows ---------------------------------------------------------------------------------------------


def test_a_layout_is_tried_with_its_sample_and_with_the_longest_texts_of_the_event(records, badge):
    making.add_people(records, 2)
    add_attendee(records, {"name": "황보늘봄이슬", "affiliation": "연구원", "title": "부장"})
    add_attendee(
        records, {"name": "김솔", "affiliation": "창원 강소연구개발특구육성사업단 기술사업화팀", "title": "장"}
    )
    tried = {record.why: record for record in trial_records(records, badge)}
    assert tried[SAMPLE].values["name"] == badge.fields["name"].sample
    assert tried["name"].values["name"] == "황보늘봄이슬"
    assert tried["affiliation"].values["name"] == "김솔"
    assert "name_latin" not in tried, "nobody has one"


def test_in_an_event_without_people_a_layout_is_tried_with_its_sample(records, badge):
    assert [record.why for record in trial_records(records, badge)] == [SAMPLE, OTHER]


def test_a_preview_tells_what_had_to_be_cut(records, badge):
    found = preview(badge, badge.sample() | {"name": "가나다라마바사" * 12}, 400)
    assert found.findings


def test_a_field_that_is_inserted_is_declared_with_label_and_sample(records, badge):
    bare = replace(badge, fields={"name": badge.fields["name"]}, items=(), palettes=())
    assert "affiliation" in fields_to_insert(bare)
    assert set(declaring(bare, ["affiliation", "name", "nonsense"])) == {"name", "affiliation"}
    size = OwnField("size", {"ko": "티셔츠", "en": "T-shirt"}, OwnKind.CHOICE, ("S", "M"))
    offered = fields_to_insert(bare, [size])["own_size"]
    assert (offered.label["en"], offered.sample, offered.required) == ("T-shirt", "S", False)
    assert "own_size" not in fields_to_insert(bare)
    assert set(declaring(bare, ["own_size"])) == {"name", "own_size"}
