"""Plans: every version of every team's week is kept, the newest one is the plan."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from gisdata.errors import NotFound
from gisdata.records import DueRow, StoredPlan
from gisdata.store import tables
from gisdata.store.moments import from_utc_column, to_utc_column
from gisdata.store.shelf import Row, chunks, insert_rows, require_storable
from gisdata.store.walks_json import walks_from_json, walks_to_json
from planner.sentence import Sentence


def save_plan(connection: Connection, plan: StoredPlan) -> int:
    """Keep the plan as the next version of its team's week and return that version, 1 for the first.

    The version in the record is not looked at. Two savers at once get two versions, because writers wait for each
    other; should one not wait, UNIQUE(week, team, version) turns it into a Conflict.
    """
    table = tables.plan
    newest = connection.scalar(
        select(func.max(table.c.version)).where(table.c.week == plan.week, table.c.team == plan.team)
    )
    version = (newest or 0) + 1
    row = require_storable({**_plan_row(plan), "version": version})
    plan_id = connection.execute(insert(table).values(row).returning(table.c.plan_id)).scalar_one()
    insert_rows(connection, tables.plan_due, (
        {"plan_id": plan_id, "position": position, **_due_values(due)} for position, due in enumerate(plan.due)
    ))
    return version


def read_plan(connection: Connection, week: str, team: str) -> StoredPlan:
    """Return the newest version of a team's week. Raises NotFound when there is none."""
    query = _newest().where(tables.plan.c.week == week, tables.plan.c.team == team)
    plans = _plans(connection, query)
    if not plans:
        raise NotFound("there is no plan of team {team} for week {week}", team=team, week=week)
    return plans[0]


def read_plans(connection: Connection, week: str | None) -> list[StoredPlan]:
    """Return the newest version of each team's week, by week and team; of one week only, if given."""
    query = _newest() if week is None else _newest().where(tables.plan.c.week == week)
    return sorted(_plans(connection, query), key=lambda plan: (plan.week, plan.team))


def read_weeks(connection: Connection) -> list[str]:
    """Return the weeks that have a plan, earliest first."""
    return sorted(connection.scalars(select(tables.plan.c.week).distinct()))


def count_plans(connection: Connection) -> int:
    """Return how many team weeks have a plan; older versions do not count."""
    pairs = select(tables.plan.c.week, tables.plan.c.team).distinct().subquery()
    return connection.scalar(select(func.count()).select_from(pairs)) or 0


def _newest() -> Select[Any]:
    newer = tables.plan.alias("newer")
    same_week = (newer.c.week == tables.plan.c.week) & (newer.c.team == tables.plan.c.team)
    return select(tables.plan).where(
        ~select(newer.c.plan_id).where(same_week, newer.c.version > tables.plan.c.version).exists()
    )


def _plans(connection: Connection, query: Select[Any]) -> list[StoredPlan]:
    rows = connection.execute(query).mappings().all()
    due = _due_of(connection, [row["plan_id"] for row in rows])
    return [_plan(row, tuple(due[row["plan_id"]])) for row in rows]


def _due_of(connection: Connection, plan_ids: Sequence[int]) -> dict[int, list[DueRow]]:
    table = tables.plan_due
    due: dict[int, list[DueRow]] = defaultdict(list)
    for chunk in chunks(plan_ids):
        query = select(table).where(table.c.plan_id.in_(chunk)).order_by(table.c.plan_id, table.c.position)
        for row in connection.execute(query).mappings():
            due[row["plan_id"]].append(_due(row))
    return due


def _plan_row(plan: StoredPlan) -> Row:
    return {
        "week": plan.week,
        "team": plan.team,
        "status": plan.status,
        "made_at_utc": to_utc_column(plan.made_at),
        "engine": plan.engine,
        "seed": plan.seed,
        "seconds": plan.seconds,
        "work": plan.work,
        "prize": plan.prize,
        "travel_s": plan.travel_s,
        "estimated": plan.estimated,
        "problem_gz": plan.problem_gz,
        "plan_gz": plan.plan_gz,
        "walks_json": walks_to_json(plan.walks),
        "findings_json": _findings_to_json(plan.findings),
    }


def _plan(row: RowMapping, due: tuple[DueRow, ...]) -> StoredPlan:
    return StoredPlan(
        week=row["week"],
        team=row["team"],
        version=row["version"],
        status=row["status"],
        made_at=from_utc_column(row["made_at_utc"]),
        engine=row["engine"],
        seed=row["seed"],
        seconds=row["seconds"],
        work=row["work"],
        prize=row["prize"],
        travel_s=row["travel_s"],
        estimated=row["estimated"],
        problem_gz=row["problem_gz"],
        plan_gz=row["plan_gz"],
        walks=walks_from_json(row["walks_json"]),
        due=due,
        findings=_findings_from_json(row["findings_json"]),
    )


def _findings_to_json(findings: Sequence[Sentence]) -> str:
    # template and values apart, so that a page can say them in any language; dates and the like become text
    said = [{"template": finding.template, "values": dict(finding.values)} for finding in findings]
    return json.dumps(said, ensure_ascii=False, default=str)


def _findings_from_json(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(row["template"], row["values"]) for row in json.loads(text))


def _due_values(due: DueRow) -> Row:
    return {
        "household_id": due.household_id,
        "address": due.address,
        "community": due.community,
        "state": due.state,
        "reason": due.reason,
        "sentence": due.sentence,
        "template": due.template,
        "values_json": due.values_json,
    }


def _due(row: RowMapping) -> DueRow:
    return DueRow(**{field: value for field, value in row.items() if field not in ("plan_id", "position")})
