"""Which language a request is answered in: `?lang=`, else the cookie, else the station's own."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.i18n import known_language
from gisdata.records.language import LANGUAGES, Language

COOKIE = "huhu_lang"
YEAR_S = 365 * 86_400


def language_of(request: Request) -> Language:
    """Return "zh-CN" or "en"; a language Huhu does not speak counts as not said."""
    default: Language = request.app.state.workspace.settings.station.language
    return known_language(request.query_params.get("lang"), known_language(request.cookies.get(COOKIE), default))


def remember_language(request: Request, response: Response) -> None:
    """Put a chosen language into the cookie, so that the next page keeps it."""
    wanted = request.query_params.get("lang")
    if wanted in LANGUAGES:
        response.set_cookie(COOKIE, wanted, max_age=YEAR_S, httponly=True, samesite="lax")


def address_in(request: Request, language: str) -> str:
    """Return the path and query of this page in another language."""
    query = {name: value for name, value in request.query_params.items() if name != "lang"}
    return f"{request.url.path}?{urlencode({**query, 'lang': language})}"
