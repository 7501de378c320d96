"""Reads WEEK.json and PLAN.json, gzipped when the name ends in .gz."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any, NoReturn

from gisdata.errors import BadFile, NotFound
from planner.exchange import plan_from_dict, problem_from_dict, visit_from_dict
from planner.model import Visit, WeekPlan, WeekProblem


def read_problem(path: Path) -> WeekProblem:
    """Return the week problem of a file.

    Raises NotFound when there is no such file, BadFile when it is no JSON file, and InvalidProblem when what
    it holds is no sound week.
    """
    return problem_from_dict(_read_json(path))


def read_plan(path: Path, problem: WeekProblem) -> WeekPlan:
    """Return the plan of a file, which must be a plan of `problem`.

    Raises NotFound when there is no such file, BadFile when it is no JSON file, and InvalidPlan when what it
    holds is no plan of this week.
    """
    return plan_from_dict(_read_json(path), problem)


def read_visit(path: Path) -> Visit:
    """Return the one visit of a file, which holds it as WEEK.json holds each of its `visits`.

    Raises NotFound when there is no such file, BadFile when it is no JSON file, and InvalidProblem when what it
    holds is no visit.
    """
    return visit_from_dict(_read_json(path), path.name)


def _read_json(path: Path) -> Any:
    text = _read_text(path)
    if not text.strip():
        raise BadFile("{file} is empty: give a file in the exchange format", file=path.name)
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        raise BadFile(
            "{file} is not JSON, or is cut short, at line {line}, column {column}: {why}",
            file=path.name, line=fault.lineno, column=fault.colno, why=fault.msg,
        ) from fault
    except RecursionError as fault:
        raise BadFile("{file} nests lists or objects too deep to be read", file=path.name) from fault
    except ValueError as fault:  # NaN, Infinity, and whole numbers of thousands of digits
        raise BadFile("{file} holds a number that cannot be read: {why}", file=path.name, why=str(fault)) from fault


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            raw = gzip.decompress(raw)
        return raw.decode("utf-8-sig")
    except FileNotFoundError as fault:
        raise NotFound("there is no file {file}", file=str(path)) from fault
    except IsADirectoryError as fault:
        raise BadFile("{file} is a folder, not a file", file=str(path)) from fault
    except EOFError as fault:
        raise BadFile("{file} is cut short: copy it again", file=path.name) from fault
    except (gzip.BadGzipFile, zlib.error) as fault:
        raise BadFile("{file} ends in .gz but is not a sound gzip file", file=path.name) from fault
    except UnicodeDecodeError as fault:
        raise BadFile(
            "{file} is not UTF-8 text at byte {position}: save it as UTF-8", file=path.name, position=fault.start
        ) from fault


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
