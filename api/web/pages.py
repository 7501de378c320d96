"""Pages out of templates: one environment per language, every value escaped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.i18n import translate, translations
from api.web.language import address_in, language_of, remember_language

WEEKDAYS = {
    "zh-CN": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
"""Short names; kept here and not in the catalogue, because a calendar is no sentence."""


def render(request: Request, template: str, *, status_code: int = 200, **values: Any) -> HTMLResponse:
    """Return the page of a template in the reader's language."""
    language = language_of(request)
    other = "en" if language == "zh-CN" else "zh-CN"
    body = environment(language).get_template(template).render(
        lang=language, other_lang=other, other_address=address_in(request, other), path=request.url.path,
        station=request.app.state.workspace.settings.station.name, **values,
    )
    response = HTMLResponse(body, status_code=status_code)
    remember_language(request, response)
    return response


@cache
def environment(language: str) -> Environment:
    """Return the template environment of a language; an undefined name is an error, not an empty string."""
    made = Environment(
        loader=PackageLoader("api.web"), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, finalize=kept_together,
    )
    made.install_gettext_translations(translations(language), newstyle=True)   # type: ignore[attr-defined]  # by i18n
    made.filters |= {
        "say": lambda sentence: translate(sentence, language),
        "weekday": lambda day: WEEKDAYS[language][day.weekday()],
        "day": lambda day: short_day(day, language),
        "full_day": lambda day: full_day(day, language),
        "hours": lambda seconds: f"{seconds / 3600:.1f}",
        "number": lambda value: f"{value:,}",
    }
    made.globals |= {"percent": percent, "geo": geo_address, "heat": heat, "weekdays": WEEKDAYS[language]}
    return made


def kept_together(value: Any) -> Any:
    """Return a text with its percent signs on the line of their numbers; anything else as it is.

    >>> kept_together("95 % of them") == "95\N{NO-BREAK SPACE}% of them"
    True
    """
    return value.replace(" %", "\N{NO-BREAK SPACE}%") if isinstance(value, str) else value


def short_day(day: date, language: str) -> str:
    """Return month and day as people write them.

    >>> short_day(date(2026, 11, 23), "zh-CN"), short_day(date(2026, 11, 23), "en")
    ('11月23日', '23 Nov')
    """
    if language == "zh-CN":
        return f"{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]}"


def full_day(day: date, language: str) -> str:
    """Return the day with its weekday as people write them.

    >>> full_day(date(2026, 11, 23), "zh-CN"), full_day(date(2026, 11, 23), "en")
    ('11月23日 周一', 'Mon 23 Nov')
    """
    weekday = WEEKDAYS[language][day.weekday()]
    return f"{short_day(day, language)} {weekday}" if language == "zh-CN" else f"{weekday} {short_day(day, language)}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def percent(part: int, whole: int) -> str:
    """Return part / whole in percent, rounded down so that 100 % means all; a dash when there is no whole.

    >>> percent(9996, 10000), percent(3, 3), percent(0, 0)
    ('99.9 %', '100 %', '–')
    """
    if whole <= 0:
        return "–"
    if part >= whole:
        return "100 %"
    tenths = 1000 * part // whole
    return f"{tenths // 10}.{tenths % 10} %"


def geo_address(lon_deg: float, lat_deg: float, label: str) -> str:
    """Return a `geo:` address that a phone's map program opens with a marked and named point (WGS-84)."""
    point = f"{lat_deg:.6f},{lon_deg:.6f}"
    return f"geo:{point}?q={point}({quote(label, safe='')})"


def heat(weight: float, rows: Sequence[Sequence[float]]) -> int:
    """Return the shade (0 none .. 4 most) of a weight among all weights, in quarters of the largest."""
    most = max(max(row) for row in rows)
    return min(4, math.ceil(4 * weight / most)) if most > 0 else 0
