from datetime import date

import pytest

from api.errors import WrongUse
from api.week_name import monday_of, named_week, require_not_past, week_of

TODAY = date(2026, 11, 20)      # a Friday of week 47


def test_a_week_and_its_monday_name_each_other():
    assert monday_of("2026-W48") == date(2026, 11, 23)
    assert week_of(date(2026, 11, 29)) == "2026-W48"


def test_the_first_days_of_january_may_belong_to_the_old_year():
    assert week_of(date(2027, 1, 1)) == "2026-W53"
    assert monday_of("2026-W53") == date(2026, 12, 28)


@pytest.mark.parametrize("text", ["2026-48", "2026-W54", "2025-W53", "W48", "", "2026-W00", "next week"])
def test_what_is_no_week_is_refused_with_an_example(text):
    with pytest.raises(WrongUse, match="is no ISO week; an example is 2026-W48"):
        monday_of(text)


def test_this_and_next_are_weeks_too():
    assert (named_week("this", TODAY), named_week("Next", TODAY)) == ("2026-W47", "2026-W48")


def test_the_running_week_may_be_planned_until_its_sunday():
    assert require_not_past("2026-W47", date(2026, 11, 22)) == date(2026, 11, 16)
    with pytest.raises(WrongUse, match=r"week 2026-W47 is over \(it ended on 2026-11-22\); plan a week from 2026-W48"):
        require_not_past("2026-W47", date(2026, 11, 23))
