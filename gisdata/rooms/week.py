"""From the plan of the rooms back to places, clock times and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gisdata.records import DoorsNear, RoomStand, RoomWeek
from gisdata.rooms.ground import RoomGround
from planner.rooms import RoomStop
from planner.rooms.reach import n_due_within


def room_week(
    stops: Sequence[RoomStop], ground: RoomGround, *, week: str, monday: date, made_at: datetime, zone: ZoneInfo,
    at_least_percent: float, estimated: bool,
) -> RoomWeek:
    """Return the stops of a week as they are kept, by time and vehicle.

    Clock times are wall-clock times: seconds since Monday 00:00 read as hours and minutes of their day.
    """
    midnight = datetime.combine(monday, time(), tzinfo=zone)
    stands = sorted((_stand(stop, ground, midnight) for stop in stops), key=lambda s: (s.start, s.vehicle))
    return RoomWeek(
        week=week, made_at=made_at, n_due=ground.n_due, n_sites=len(ground.sites),
        near_before=_near(ground, []), near_after=_near(ground, [stop.site for stop in stops]),
        at_least_percent=at_least_percent, estimated=estimated, stands=tuple(stands))


def _stand(stop: RoomStop, ground: RoomGround, midnight: datetime) -> RoomStand:
    session, site = ground.problem.sessions[stop.session], ground.sites[stop.site]
    vehicle = ground.vehicles[session.vehicle]
    out_s, home_s = int(ground.out_s[session.vehicle, stop.site]), int(ground.home_s[session.vehicle, stop.site])
    desk_s = int(ground.desk_of_site_s[stop.site])
    start, end = (midnight + timedelta(seconds=s) for s in (session.start_s, session.end_s))
    return RoomStand(
        vehicle=vehicle.name, crew=vehicle.crew, place=site.place, lon_deg=site.lon_deg, lat_deg=site.lat_deg,
        cell_id=site.cell_id, leave=start - timedelta(seconds=out_s), start=start, end=end,
        back=end + timedelta(seconds=home_s), near=_near(ground, [stop.site], with_desks=False),
        desk_min=None if desk_s < 0 else round(desk_s / 60))


def _near(ground: RoomGround, sites: Sequence[int], *, with_desks: bool = True) -> DoorsNear:
    within = [n_due_within(ground.problem, sites, minutes * 60, with_desks=with_desks) for minutes in (5, 10, 15)]
    return DoorsNear(within_5_min=within[0], within_10_min=within[1], within_15_min=within[2])
