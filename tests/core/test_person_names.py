"""Forms of address are no part of a name, wherever a list puts them; what belongs to a name stays."""

import pytest

from kiosk.core.lists.person_names import read_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mr Kim Min-su", "Kim Min-su"),
        ("Kim, Min-su (Mr.)", "Min-su Kim"),
        ("Lee, Ada (Ms)", "Ada Lee"),
        ("Lee, Ada, Dr.", "Ada Lee"),
        ("Lee, Dr. Ada", "Ada Lee"),
        ("Ada Lee [Dr]", "Ada Lee"),
        ("Dr. med. Anna Weiß", "Anna Weiß"),
        ("Dr.-Ing. Max Klein", "Max Klein"),
        ("Prof. Dr. rer. nat. Eva Groß", "Eva Groß"),
    ],
)
def test_a_form_of_address_is_taken_off_before_and_behind(written: str, name: str):
    assert read_name(written).name == name


@pytest.mark.parametrize("name", ["Ada Lee, PhD", "John Smith Sr.", "Smith, Sr.", "Drew Ingram", "Dr", "Mr"])
def test_what_belongs_to_a_name_stays(name: str):
    assert read_name(name).name == name
