"""PLAN.json as parsed JSON <-> WeekPlan."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from planner.errors import InvalidPlan
from planner.exchange.fields import Fields
from planner.model import Bound, LeftOut, Route, ShiftId, Stop, StopKind, TaskId, WeekPlan, WeekProblem
from planner.sentence import Sentence, say

PLAN_FORMAT = "huhu-plan/1"
"""What the field `format` of a plan says; another number is another language."""


def plan_from_dict(data: Mapping[str, Any], problem: WeekProblem) -> WeekPlan:
    """Return the plan of a parsed PLAN.json; `problem` is the week it must be of.

    Only the shape is judged here: broken rules and unknown tasks are the checker's. Raises InvalidPlan, in one
    sentence that names the object and the value, for a wrong format, another week, a missing field or a wrong
    type. `seed`, `cpu_s`, `compile_s`, `method`, `work` and `bound` may be missing, since other programs write
    plans too.
    """
    plan = Fields.of(data, "PLAN.json", InvalidPlan)
    if plan.get("format") != PLAN_FORMAT:
        raise plan.wrong("format", plan.get("format"), "{where}: {field} is {value}, this program reads huhu-plan/1")
    if plan.text("week") != problem.name:
        raise InvalidPlan(
            "the plan is of week {week}, not {wanted}: give the plan of this week", week=plan.text("week"),
            wanted=problem.name,
        )
    return WeekPlan(
        week=plan.text("week"),
        seed=plan.whole("seed") if plan.has("seed") else 0,
        cpu_s=plan.number("cpu_s") if plan.has("cpu_s") else 0.0,
        routes=tuple(_route(row) for row in plan.objects("routes", "shift")),
        left_out=tuple(_left_out(row) for row in plan.objects("left_out", "task")),
        bound=_bound(plan) if plan.has("bound") else None,
        compile_s=plan.number("compile_s") if plan.has("compile_s") else 0.0,
        method=plan.text("method") if plan.has("method") else "",
        work=plan.whole("work") if plan.has("work") else 0,
    )


def plan_to_dict(plan: WeekPlan) -> dict[str, Any]:
    """Return the plan as plain lists, dicts, texts and numbers, ready for JSON; reading it gives the same plan.

    Beside the sentence in English, a task left out carries the template and its values, so that it can be said
    in another language later.
    """
    return {
        "format": PLAN_FORMAT,
        "week": plan.week,
        "seed": plan.seed,
        "cpu_s": round(plan.cpu_s, 3),
        **({"compile_s": round(plan.compile_s, 3)} if plan.compile_s else {}),
        "method": plan.method,
        "work": plan.work,
        "routes": [
            {
                "shift": route.shift, "leave_s": route.leave_s, "return_s": route.return_s,
                "stops": [_stop_row(stop) for stop in route.stops],
            }
            for route in plan.routes
        ],
        "left_out": [_left_out_row(row) for row in plan.left_out],
        "bound": None if plan.bound is None else {
            "prize_at_most": plan.bound.prize_at_most, "method": plan.bound.method, "n_spare": plan.bound.n_spare,
        },
    }


def _route(row: Fields) -> Route:
    return Route(
        shift=ShiftId(row.text("shift")), leave_s=row.whole("leave_s"), return_s=row.whole("return_s"),
        stops=tuple(_stop(Fields(stop.data, f"{row.where} {stop.where}", row.error))
                    for stop in row.objects("stops", "task")),
    )


def _stop(row: Fields) -> Stop:
    kind = row.text("kind")
    if kind not in list(StopKind):
        raise row.wrong("kind", kind, "{where}: {field} is {value}, it must be visit, patrol or break")
    start_s = row.whole("start_s")
    return Stop(
        task=TaskId(row.text("task")), kind=StopKind(kind), start_s=start_s, end_s=row.whole("end_s"),
        arrive_s=start_s if kind == StopKind.BREAK else row.whole("arrive_s"),
    )


def _stop_row(stop: Stop) -> dict[str, Any]:
    row: dict[str, Any] = {"task": stop.task, "kind": stop.kind.value}
    if stop.kind is not StopKind.BREAK:
        row["arrive_s"] = stop.arrive_s
    return {**row, "start_s": stop.start_s, "end_s": stop.end_s}


def _left_out(row: Fields) -> LeftOut:
    return LeftOut(task=TaskId(row.text("task")), reason=row.text("reason"), sentence=_sentence(row))


def _sentence(row: Fields) -> Sentence | None:
    """Return the sentence of a task left out; its template only if it is a plain one with all its values."""
    if not row.has("sentence") or row.get("sentence") is None:
        return None
    text, template, values = row.text("sentence"), row.data.get("template"), row.data.get("values")
    if isinstance(template, str) and isinstance(values, Mapping) and _is_plain(template, values):
        return Sentence(template, dict(values))
    return say("{text}", text=text)


def _is_plain(template: str, values: Mapping[str, Any]) -> bool:
    """Tell whether a template from a file only names its values: no attributes, no formats, nothing missing."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return False
    names_hold = all(name is None or (name in values and not spec and not mark) for _, name, spec, mark in parts)
    return names_hold and all(isinstance(value, str | int | float) for value in values.values())


def _left_out_row(row: LeftOut) -> dict[str, Any]:
    if row.sentence is None:
        return {"task": row.task, "reason": row.reason}
    return {
        "task": row.task, "reason": row.reason, "sentence": str(row.sentence),
        "template": row.sentence.template,
        "values": {name: value if isinstance(value, str | int | float) else str(value)
                   for name, value in row.sentence.values.items()},
    }


def _bound(plan: Fields) -> Bound | None:
    if plan.get("bound") is None:
        return None
    bound = Fields.of(plan.get("bound"), "bound", plan.error)
    return Bound(
        prize_at_most=bound.number("prize_at_most"), method=bound.text("method") if bound.has("method") else "",
        n_spare=bound.whole("n_spare") if bound.has("n_spare") else 0,
    )
