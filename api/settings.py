"""The settings of one workspace, read from its huhu.toml; nobody else reads that file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api.dues_settings import due_rules_of, minimum_of
from api.errors import BadSettings
from api.event_settings import event_rules_of
from api.jobs.scheduler import TlsFiles
from api.room_settings import read_room_vehicles
from api.settings_values import number_of, value_of
from gisdata.records import Dwelling, TravelMode
from gisdata.records.language import LANGUAGES, Language
from gisdata.rooms import RoomVehicle
from gisdata.week_input.rules import VisitRules
from planner.model import HOUR_S, MINUTE_S

OSM_CREDIT = "© OpenStreetMap contributors"
"""What the licence of OpenStreetMap asks to show on every map made from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """The station: its name, time zone, language of the screens, and base (WGS-84 degrees; None: not told)."""

    name: str
    time_zone: ZoneInfo
    language: Language = "zh-CN"
    lon_deg: float | None = None
    lat_deg: float | None = None

    @property
    def lon_lat_deg(self) -> tuple[float, float] | None:
        """The base as (lon, lat), or None when the settings do not tell it."""
        return None if self.lon_deg is None or self.lat_deg is None else (self.lon_deg, self.lat_deg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """From when to when every household is to be reached, and after how many days a visit is due again."""

    start: date
    deadline: date
    interval_days: int = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class DaskSettings:
    """The Dask scheduler that is asked when none is named ("": none), and the files of mutual TLS."""

    scheduler: str = ""
    tls: TlsFiles | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineSettings:
    """The geocoder on the network that addresses may be sent to; `geocoder` is "" while that is off (the default)."""

    geocoder: str = ""
    host: str = ""
    scheme: str = "https"
    pause_s: float = 1.0


ONLINE_GEOCODERS = ("nominatim", "photon")
"""Services that answer in WGS-84 and may be run on a server of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a workspace."""

    station: Station
    campaign: Campaign
    visits: VisitRules
    speeds_kmh: Mapping[TravelMode, float]
    database_url: str = ""
    plan_seconds: float = 20.0
    map_credit: str = OSM_CREDIT
    dask: DaskSettings = DaskSettings()
    online: OnlineSettings = OnlineSettings()
    room_vehicles: tuple[RoomVehicle, ...] = ()


def read_settings(path: Path) -> Settings:
    """Return the settings in a huhu.toml; raises BadSettings with the key, the value and what to do."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadSettings("{folder} is not a workspace: it has no huhu.toml. Make one with: huhu init {folder}",
                          folder=path.parent) from None
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings("huhu.toml cannot be read: {error}", error=error) from error
    _require_known(raw)
    campaign = _campaign(raw)
    return Settings(
        station=_station(raw), campaign=campaign, visits=_visits(raw, campaign), speeds_kmh=_speeds(raw),
        database_url=str(value_of(raw, "database", "url", "")),
        plan_seconds=number_of(raw, "planning", "seconds", 20.0, low=0.1),
        map_credit=str(value_of(raw, "map", "credit", OSM_CREDIT)),
        dask=_dask(raw, path.parent), online=_online(raw),
        room_vehicles=read_room_vehicles(raw.get("rooms", {}), clock=_clock),
    )


def _require_known(raw: Mapping[str, Any]) -> None:
    """Refuse a table or key nobody reads: most often a typing error whose setting would silently not count."""
    optional_too = re.sub(r"^# (?=\[|\w+ = )", "", _TEMPLATE, flags=re.MULTILINE)
    known = tomllib.loads(optional_too.format(
        name="", time_zone="", start="2026-09-28", deadline="2027-03-28", credit=""))
    for table, part in raw.items():
        if table not in known:
            raise BadSettings("huhu.toml: [{table}] is not known; there are {known}", table=table,
                              known=", ".join(known))
        for key in part if isinstance(part, Mapping) else ():
            if key not in known[table]:
                raise BadSettings("huhu.toml: {table}.{key} is not known; there are {known}", table=table, key=key,
                                  known=", ".join(known[table]))


def _dask(raw: Mapping[str, Any], folder: Path) -> DaskSettings:
    """Return the settings of Dask; its files may be named relative to the workspace."""
    names = {key: str(value_of(raw, "dask", key, "")) for key in ("ca", "cert", "key")}
    missing = [key for key, name in names.items() if not name]
    if missing and len(missing) < len(names):
        raise BadSettings("huhu.toml: [dask] names some of ca, cert and key; {missing} is missing",
                          missing=", ".join(missing))
    tls = None if missing else TlsFiles(**{key: folder / name for key, name in names.items()})
    return DaskSettings(scheduler=str(value_of(raw, "dask", "scheduler", "")), tls=tls)


def _online(raw: Mapping[str, Any]) -> OnlineSettings:
    """Return the settings of online geocoding; a geocoder without a host would ask a public server unasked."""
    name, host = (str(value_of(raw, "online", key, "")) for key in ("geocoder", "host"))
    scheme = str(value_of(raw, "online", "scheme", "https"))
    if name and name not in ONLINE_GEOCODERS:
        raise BadSettings("huhu.toml: online.geocoder = {value} is not known; there are {known}", value=name,
                          known=", ".join(ONLINE_GEOCODERS))
    if bool(name) != bool(host) or scheme not in ("https", "http"):
        raise BadSettings("huhu.toml: [online] needs both geocoder and host, and scheme is https or http")
    return OnlineSettings(geocoder=name, host=host, scheme=scheme,
                          pause_s=number_of(raw, "online", "pause_s", 1.0, low=0))


def read_zone(name: str) -> ZoneInfo:
    """Return the time zone of a name; raises BadSettings when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSettings("{value} is no time zone; an example is Asia/Shanghai", value=name) from None


def _station(raw: Mapping[str, Any]) -> Station:
    zone = read_zone(str(value_of(raw, "station", "time_zone", "Asia/Shanghai")))
    wanted = value_of(raw, "station", "language", "zh-CN")
    language = next((known for known in LANGUAGES if known == wanted), None)
    if language is None:
        raise BadSettings("huhu.toml: station.language = {value} is neither zh-CN nor en", value=wanted)
    lon, lat = value_of(raw, "station", "lon_deg", None), value_of(raw, "station", "lat_deg", None)
    if (lon is None) != (lat is None):
        raise BadSettings("huhu.toml: station.lon_deg and station.lat_deg go together")
    if lon is not None:
        lon = number_of(raw, "station", "lon_deg", 0.0, low=-180)
        lat = number_of(raw, "station", "lat_deg", 0.0, low=-90)
    return Station(name=str(value_of(raw, "station", "name", "")), time_zone=zone, language=language,
                   lon_deg=lon, lat_deg=lat)


def _campaign(raw: Mapping[str, Any]) -> Campaign:
    days = []
    for key in ("start", "deadline"):
        value = value_of(raw, "campaign", key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise BadSettings("huhu.toml: campaign.{key} = {value} is no date; an example is {key} = 2026-09-28",
                              key=key, value=value)
        days.append(value)
    if days[0] >= days[1]:
        raise BadSettings("huhu.toml: the campaign's deadline {deadline} is not after its start {start}",
                          start=days[0], deadline=days[1])
    interval = int(number_of(raw, "campaign", "interval_days", 180, low=1))
    return Campaign(start=days[0], deadline=days[1], interval_days=interval)


def _visits(raw: Mapping[str, Any], campaign: Campaign) -> VisitRules:
    minutes = {d: number_of(raw, "visits", f"{d}_min", 15.0, low=1) for d in Dwelling}
    hours = value_of(raw, "visits", "hours", ["09:00-12:00", "14:00-20:30"])
    if not isinstance(hours, list):
        raise BadSettings("huhu.toml: visits.hours = {value} is no list; an example is [\"09:00-12:00\"]", value=hours)
    spans = tuple(_span(text) for text in hours)
    if not spans:
        raise BadSettings("huhu.toml: visits.hours is empty; an example is [\"09:00-12:00\", \"14:00-20:30\"]")
    return VisitRules(
        service_s={d: round(m * MINUTE_S) for d, m in minutes.items()},
        enter_s=int(number_of(raw, "visits", "enter_s", 60, low=0)),
        hours_s=spans,
        evening_from_s=_clock(str(value_of(raw, "visits", "evening_from", "17:30"))),
        candidates_per_place=number_of(raw, "planning", "candidates_per_place", 2.0, low=1),
        campaign_start=campaign.start,
        dues=due_rules_of(raw, interval_days=campaign.interval_days),
        minimum=minimum_of(raw),
        events=event_rules_of(raw),
        premises_s=round(number_of(raw, "visits", "premises_min", 20.0, low=1) * MINUTE_S),
    )


def _speeds(raw: Mapping[str, Any]) -> dict[TravelMode, float]:
    defaults = {TravelMode.FOOT: 4.8, TravelMode.EBIKE: 16.0, TravelMode.CAR: 50.0}
    return {mode: number_of(raw, "travel", f"{mode}_kmh", kmh, low=0.5) for mode, kmh in defaults.items()}


def _span(text: object) -> tuple[int, int]:
    start, _, end = str(text).partition("-")
    span = _clock(start), _clock(end)
    if span[0] >= span[1]:
        raise BadSettings("huhu.toml: visits.hours has a span {value} that ends before it starts", value=text)
    return span


def _clock(text: str) -> int:
    hours, _, minutes = text.strip().partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) <= 24 and int(minutes) < 60):
        raise BadSettings("huhu.toml: {value} is no time of day; an example is 09:00", value=text)
    return int(hours) * HOUR_S + int(minutes) * MINUTE_S


def new_settings_text(
    *, name: str, time_zone: str, start: date, deadline: date | None = None, credit: str = OSM_CREDIT,
) -> str:
    """Return the text of a new huhu.toml; the deadline is 26 weeks after the start unless told."""
    deadline = deadline or start + timedelta(weeks=26)
    safe = "".join(c for c in name if c.isprintable() and c not in "\"\\").strip()   # stays inside its quotes
    return _TEMPLATE.format(name=safe, time_zone=time_zone, start=start.isoformat(),
                            deadline=deadline.isoformat(), credit=credit)


_TEMPLATE = """\
# Huhu workspace. Times are local times of the station. 户户工作区设置。

[station]
name = "{name}"
time_zone = "{time_zone}"
language = "zh-CN"            # zh-CN or en: the first language of the screens
# lon_deg = 110.79            # base of officers who have none of their own (WGS-84);
# lat_deg = 32.62             # without it the police station of the map is taken

[campaign]
start = {start}
deadline = {deadline}
goal = "once"                 # contact each household once, or "twice_a_half_year"
interval_days = 180           # a contacted household is due again after this many days

[visits]
flat_min = 12                 # minutes at a door
house_min = 15
dormitory_min = 10
unknown_min = 15
premises_min = 20             # at a firm or key place
enter_s = 60                  # seconds to park, enter and climb at every new building
hours = ["09:00-12:00", "14:00-20:30"]   # nobody is disturbed outside these hours
evening_from = "17:30"

[dues]                        # days; a promised visit and an event may come sooner than an interval
floor_days = 28               # no door is called at again sooner after a contact
ceiling_days = 365            # none is left longer
pause_days = 3                # after a call that met nobody; the next one is in another part of the week
most_attempts = 6             # such calls in a round (6 at most); then the door is left in peace
# flat_days = 180             # intervals by kind of dwelling, instead of campaign.interval_days
# house_days = 180
# dormitory_days = 90
# unknown_days = 180
firm_days = 0                 # firms and key places: 0 if they are not called at, else their interval
# school_days = 30            # they are called at on weekdays by day
# kindergarten_days = 30
# station_days = 30
# mall_days = 30
# market_days = 30
# bank_days = 30
# hospital_days = 30
# police_days = 0
# other_days = 0

[minimum]                     # what a week's plan should give each officer on duty; a plan that does not says so
households = 10
firms = 0
community_h = 0               # hours between leaving the base and coming back

[events]                      # occasions on which a visit is owed: due and of no use so many days after the first
# festival = {{ due_days = 14, last_days = 21, purpose_zh = "节日走访", purpose_en = "festival" }}
# hardship = {{ due_days = 14, last_days = 30, mandatory = true }}
# local_election = {{ due_days = 21, last_days = 30 }}
# burglary_wave = {{ due_days = 7, last_days = 14 }}
# accident_or_fire = {{ due_days = 3, last_days = 14, mandatory = true }}
# wedding_or_funeral = {{ on = false }}
# neighbour_dispute = {{ due_days = 3, last_days = 30, mandatory = true }}
# firm_closing = {{ due_days = 7, last_days = 30, mandatory = true }}
# two kinds are off until a named leader allows them; they act in a community, never at a door, 30 days at most:
# group_grievance = {{ allowed_by = "所长", allowed_on = 2026-11-20 }}
# relative_in_custody = {{ allowed_by = "所长", allowed_on = 2026-11-20 }}

[travel]
foot_kmh = 4.8
ebike_kmh = 16
car_kmh = 50                  # on a main road; smaller streets in proportion

[planning]
seconds = 20                  # search time per team
candidates_per_place = 2      # due doors offered for each visit that the hours could hold at most

# [rooms]                     # mobile police rooms: vehicles that stand in a quarter for some hours
# vehicles = [{{ name = "1", crew = ["031", "032"], sessions = ["tue 09:00-11:30", "sat 14:00-17:00"] }}]

# [dask]                      # other machines for: huhu plan --executor dask
# scheduler = "tls://10.1.2.3:8786"
# ca = "tls/ca.pem"           # PEM files, from this folder: authority, our certificate, its key
# cert = "tls/cert.pem"
# key = "tls/key.pem"

# [online]                    # off by default: addresses would leave this station
# geocoder = "nominatim"      # nominatim or photon (package: huhu[online])
# host = "geocoder.example"   # the server they are sent to
# scheme = "https"
# pause_s = 1.0               # seconds between two questions

[map]
credit = "{credit}"    # shown on every map

[database]
url = ""                      # empty: huhu.db in this folder; or postgresql+psycopg://user@host/name
"""
