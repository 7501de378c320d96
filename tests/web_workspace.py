"""A made-up workspace for the tests of the pages: a small planned week whose counts are easy to state."""

import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from shapely import box

from api.usecases import due_rows
from api.workspace import Workspace, create_workspace, open_workspace
from gisdata.records import (
    Cell,
    DueRow,
    Household,
    Incident,
    Located,
    Officer,
    PatrolOrder,
    PatrolScope,
    ShiftRow,
    StoredPlan,
    TravelMode,
    Walk,
    WalkStop,
)
from planner.sentence import say

TODAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 23)
WEEK = "2026-W48"
ZONE = ZoneInfo("Asia/Shanghai")
OFFICERS = {"060101": "A", "060102": "A", "060103": "A", "060201": "B", "060202": "B"}
COMMUNITIES = ("河东社区", "河西社区", "柳林村")
N_HOUSEHOLDS = 180
"""Registered; every third one was reached since the campaign began, the last three have no point."""

WEST, SOUTH, STEP = 110.790, 32.620, 0.0025


def empty_workspace(folder: Path) -> Workspace:
    """Return a workspace that holds nothing yet."""
    return create_workspace(folder, name="清河派出所", start=date(2026, 9, 28))


def planned_workspace(folder: Path, *, estimated: bool = True) -> Workspace:
    """Return a workspace with a register and one planned week of two teams."""
    workspace = empty_workspace(folder)
    households = make_households()
    with workspace.open_store() as store, store.writing() as writing:
        writing.replace_cells(make_cells())
        writing.save_households(households)
        writing.save_officers(make_officers())
        writing.replace_shift_rows(OFFICERS, make_shifts())
        writing.save_patrol_orders(make_orders())
        writing.save_incidents(make_incidents())
        for team in ("A", "B"):
            writing.save_plan(make_plan(team, households, estimated=estimated))
    return workspace


def with_deadline(workspace: Workspace, deadline: date) -> Workspace:
    """Return the workspace with another deadline of its campaign."""
    settings = workspace.folder / "huhu.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"deadline = \S+", f"deadline = {deadline}", text, count=1), encoding="utf-8")
    return open_workspace(workspace.folder)


def make_households() -> list[Household]:
    made = []
    for n in range(N_HOUSEHOLDS):
        has_point = n < N_HOUSEHOLDS - 3
        block, door = divmod(n, 6)
        made.append(Household(
            household_id=f"H{n:04d}", community=COMMUNITIES[n % 3],
            address=f"清河镇朝阳路{block + 1}号{door // 2 + 1}单元{100 * (door + 1) + 1}室",
            lon_deg=WEST + block % 6 * STEP + 0.001 if has_point else None,
            lat_deg=SOUTH + block // 6 * STEP + 0.001 if has_point else None,
            located=Located.GIVEN if has_point else Located.NOWHERE,
            last_contact_on=date(2026, 10, 12) if n % 3 == 0 else date(2026, 3, 2) if n % 3 == 1 else None,
        ))
    return made


def make_cells() -> list[Cell]:
    return [
        Cell(cell_id=f"G{row}{column}", name=f"第{row * 6 + column + 1}网格", kind="square", community="",
             shape=box(WEST + column * STEP, SOUTH + row * STEP, WEST + (column + 1) * STEP, SOUTH + (row + 1) * STEP))
        for row in range(3) for column in range(0, 6)
    ] + [Cell(cell_id="BIG", name="城东大网格", kind="imported", community="",
              shape=box(WEST, SOUTH + 3 * STEP, WEST + 6 * STEP, SOUTH + 6 * STEP))]


def make_officers() -> list[Officer]:
    return [
        Officer(officer_id=number, team=team, communities=(COMMUNITIES[n % 3],), mode=TravelMode.EBIKE,
                base_lon_deg=WEST + 3 * STEP, base_lat_deg=SOUTH + 2 * STEP)
        for n, (number, team) in enumerate(OFFICERS.items())
    ]


def make_shifts() -> list[ShiftRow]:
    """Return a roster of an hour and a half every weekday morning: so little that it can fall short."""
    return [ShiftRow(officer_id=number, weekdays=(1, 2, 3, 4, 5), day=None, start_s=9 * 3600, end_s=10 * 3600 + 1800)
            for number in OFFICERS]


def make_orders() -> list[PatrolOrder]:
    """Return one order on five weekdays, one on Saturday, one on a day of the week after: 6 patrols this week."""
    def order(patrol_id: str, weekdays: tuple[int, ...], day: date | None) -> PatrolOrder:
        return PatrolOrder(
            patrol_id=patrol_id, label="清河小学门口", scope=PatrolScope.POINT, lon_deg=WEST + STEP,
            lat_deg=SOUTH + STEP, weekdays=weekdays, day=day, window_start_s=16 * 3600, window_end_s=17 * 3600,
            presence_s=900, min_dwell_s=900, visit_credit=0.0,
        )
    return [order("P1", (1, 2, 3, 4, 5), None), order("P2", (), date(2026, 11, 28)),
            order("P3", (), date(2026, 12, 1))]


def make_incidents() -> list[Incident]:
    random = Random(7)
    made = []
    for n in range(120):
        first = datetime(2026, 1, 5, 18, 10)  # noqa: DTZ001  # incidents have the station's wall-clock time
        since = first + timedelta(days=random.randrange(300), hours=random.randrange(8))
        made.append(Incident(
            incident_id=f"I{n:03d}", kind="盗窃", since=since, until=since + timedelta(hours=n % 4),
            lon_deg=WEST + 2 * STEP + random.gauss(0, 0.001), lat_deg=SOUTH + 2 * STEP + random.gauss(0, 0.001),
        ))
    return made


def make_plan(team: str, households: list[Household], *, estimated: bool) -> StoredPlan:
    """Return the plan of a team: per team 2 or 3 officers, Monday to Friday, six visits and one rest each."""
    mine = households[:90] if team == "A" else households[90:]
    placed = [h for h in mine if h.has_point]
    officers = [number for number, of in OFFICERS.items() if of == team]
    walks, planned = [], set()
    doors = iter(placed)
    for day in range(5):
        for n, officer in enumerate(officers):
            batch = [h for _, h in zip(range(5), doors, strict=False)]
            if not batch:
                continue
            planned |= {h.household_id for h in batch}
            walks.append(make_walk(officer, team, MONDAY + timedelta(days=day), batch, patrol=n == 0 and team == "A",
                                   estimated=estimated))
    return StoredPlan(
        week=WEEK, team=team, version=0, status="draft", made_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        engine="ortools", seed=7, seconds=5.0, work=1000, prize=900, travel_s=7200, estimated=estimated,
        problem_gz=b"", plan_gz=b"", walks=tuple(walks), due=tuple(due_row(h, h.household_id in planned) for h in mine),
        findings=(say("community {community} is owned by officers of teams {first} and {second}; team {first} plans it",
                      community="河东社区", first="A", second="B"),) if team == "A" else (),
    )


def due_row(household: Household, is_planned: bool) -> DueRow:
    if is_planned:
        return due_rows.due_row(household, "planned")
    reason, why = ("later", due_rows.LATER) if household.has_point else ("no_point", due_rows.NO_POINT)
    return due_rows.due_row(household, reason, why)


def make_walk(  # noqa: PLR0917
    officer: str, team: str, day: date, doors: list[Household], patrol: bool, estimated: bool
) -> Walk:
    clock = datetime.combine(day, time(9, 0), tzinfo=ZONE)
    stops, number = [], 0
    for n, door in enumerate(doors):
        number += 1
        clock += timedelta(minutes=8 if n % 2 == 0 else 1)
        assert door.lon_deg and door.lat_deg
        stops.append(WalkStop(number=number, task=f"h-{door.household_id}", kind="visit", what=door.address,
                              lon_deg=door.lon_deg, lat_deg=door.lat_deg, cell_id="", arrive=clock, start=clock,
                              end=clock + timedelta(minutes=12)))
        clock += timedelta(minutes=12)
        if n == 2:
            stops.append(WalkStop(number=0, task="break", kind="break", what="", lon_deg=door.lon_deg,
                                  lat_deg=door.lat_deg, cell_id="", arrive=clock, start=clock,
                                  end=clock + timedelta(minutes=45)))
            clock += timedelta(minutes=45)
    if patrol:
        start = datetime.combine(day, time(16, 0), tzinfo=ZONE)
        stops.append(WalkStop(number=number + 1, task="p-P1", kind="patrol", what="清河小学门口", lon_deg=WEST + STEP,
                              lat_deg=SOUTH + STEP, cell_id="", arrive=start, start=start,
                              end=start + timedelta(minutes=15), must=True))
        clock = start + timedelta(minutes=15)
    base = (WEST + 3 * STEP, SOUTH + 2 * STEP)
    line = (base, *((stop.lon_deg, stop.lat_deg) for stop in stops), base)
    return Walk(
        week=WEEK, team=team, officer_id=officer, shift_id=f"{officer}-{day}", mode="ebike", day=day,
        leave=datetime.combine(day, time(9, 0), tzinfo=ZONE), back=clock + timedelta(minutes=10), travel_s=1800,
        stops=tuple(stops), line=line, estimated=estimated,
    )
