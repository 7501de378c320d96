"""Data can stand inside a script and comes out of it unchanged."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisdata.maps.escaping import html_text, script_json
from tests.map_scenes import ATTACKS

SIGNS = "<>&'\u2028\u2029"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_text_keeps_a_sign_that_markup_needs(attack: str) -> None:
    text = script_json({"what": attack})

    assert not set(text) & set(SIGNS)
    assert not any(start in text for start in ("{{", "{%", "{#"))
    assert json.loads(text) == {"what": attack}


@given(st.recursive(st.text() | st.integers() | st.booleans(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_any_value_comes_back_as_it_was(value: object) -> None:
    text = script_json(value)

    assert json.loads(text) == value
    assert not set(text) & set(SIGNS)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError):
        script_json([number])


def test_a_thing_that_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError, match="set cannot be put into a page"):
        script_json({"x": {1}})


def test_quotes_and_brackets_become_entities() -> None:
    assert html_text("""<a b='c' d="e">&""") == "&lt;a b=&#x27;c&#x27; d=&quot;e&quot;&gt;&amp;"
