"""Texts in several languages, and which of them a reader gets."""

import pytest

from kiosk.core import texts
from kiosk.core.earlier_shapes import in_todays_shape
from kiosk.core.operation import Kind, Operation, latest_fields


@pytest.mark.parametrize(("given", "language", "text"), [
    ({"ko": "포럼", "en": "Forum"}, "ko", "포럼"),
    ({"ko": "포럼", "en": "Forum"}, "en", "Forum"),
    ({"ko": "포럼", "en": "Forum"}, "ja", "Forum"),
    ({"ko": "포럼", "ja": "フォーラム"}, "en", "フォーラム"),
    ({"ko": "포럼"}, "en", "포럼"),
    ({"ko": "포럼", "en": "  "}, "en", "포럼"),
    ({"en": "Forum"}, "ko", "Forum"),
    ({}, "ko", ""),
])  # fmt: skip
def test_a_reader_gets_their_language_else_english_else_the_first(given, language, text) -> None:
    assert texts.in_language(given, language) == text


def test_what_is_changed_says_a_language_that_goes_as_empty() -> None:
    assert texts.changes({"ko": "가", "en": "A", "ja": "あ"}, {"ko": "나", "ja": "あ"}) == {"ko": "나", "en": ""}


def edit(hlc: int, payload: dict[str, object], kind: Kind = Kind.SESSION) -> Operation:
    return Operation("log", hlc, f"log:{hlc}", "desk", kind, "S1", None, None, 0, 0, hlc, payload)


def test_two_desks_that_write_two_languages_both_keep_theirs() -> None:
    edits = [
        edit(1, {"titles": {"ko": "포럼"}, "room": "A"}), edit(3, {"titles": {"ko": "큰 포럼"}}),
        edit(2, {"titles": {"en": "Forum"}}),
    ]  # fmt: skip
    assert latest_fields(edits) == {"titles": {"ko": "큰 포럼", "en": "Forum"}, "room": "A"}
    assert latest_fields([*edits, edit(4, {"titles": {"en": ""}})])["titles"] == {"ko": "큰 포럼", "en": ""}


def test_edits_of_the_earlier_shape_are_folded_with_those_of_today() -> None:
    earlier = edit(
        1, {"name": "행사", "name_en": "Event", "place": "창원", "organiser": "시청", "tag": "1"}, Kind.EVENT
    )
    assert latest_fields([earlier, edit(2, {"names": {"en": "The event"}}, Kind.EVENT)]) == {
        "names": {"ko": "행사", "en": "The event"}, "places": {"ko": "창원"}, "organisers": {"ko": "시청"}, "tag": "1",
    }  # fmt: skip
    assert latest_fields([edit(2, {"title_en": "Forum"}), edit(1, {"titles": {"ko": "포럼"}})]) == {
        "titles": {"ko": "포럼", "en": "Forum"}
    }


def test_a_persons_fields_of_those_names_stay_theirs() -> None:
    fields = {"name": "도재담", "title": "교수"}
    assert in_todays_shape(Kind.ATTENDEE, fields) is fields
