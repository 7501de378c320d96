"""The stops of the mobile rooms come back as they were, and a later plan of a week replaces the earlier one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gisdata.errors import RefusedRows
from gisdata.records import DoorsNear, RoomStand, RoomWeek
from gisdata.store import Store

START = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NEAR = DoorsNear(within_5_min=12, within_10_min=30, within_15_min=55)
STAND = RoomStand(
    vehicle="警务室1号车", crew=("031", "032"), place="农贸市场", lon_deg=110.8, lat_deg=32.6, cell_id="",
    desk_min=None, leave=START - timedelta(minutes=9), start=START,
    end=START + timedelta(hours=2), back=START + timedelta(minutes=130), near=NEAR)
WEEK = RoomWeek(week="2026-W48", made_at=datetime(2026, 11, 20, 1, tzinfo=UTC), n_due=60, n_sites=9, near_before=NEAR,
                near_after=NEAR, at_least_percent=99.5, estimated=True, stands=(STAND, replace(STAND, desk_min=7)))


def test_a_week_of_rooms_comes_back_and_a_later_one_replaces_it(store: Store) -> None:
    with store.writing() as writing:
        writing.save_rooms(WEEK)
    with store.reading() as reading:
        assert reading.rooms("2026-W48") == WEEK
        assert reading.rooms("2026-W49") is None
    with store.writing() as writing:
        writing.save_rooms(replace(WEEK, stands=()))
    with store.reading() as reading:
        assert reading.rooms("2026-W48") == replace(WEEK, stands=())


@pytest.mark.parametrize("wrong", [{"at_least_percent": 100.5}, {"made_at": WEEK.made_at.replace(tzinfo=None)}])
def test_more_than_all_and_a_moment_without_zone_are_refused(store: Store, wrong) -> None:
    with pytest.raises(RefusedRows), store.writing() as writing:
        writing.save_rooms(replace(WEEK, **wrong))
