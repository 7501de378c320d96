"""Asks a geocoder on the network for addresses that no rule places; only when huhu.toml switches it on.

Addresses leave the station by this file alone. The answer is a hint: it counts where it falls upon a door plate that
was a candidate anyway, and is one more thing for a person to look at everywhere else.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from api.errors import WrongUse
from api.settings import OnlineSettings
from gisdata.geodesy import great_circle_m
from gisdata.records import AddressPoint

log = logging.getLogger("huhu.online")

NEAR_M = 50.0
"""As far as an answer may lie from the plate it is taken for; the same distance at which this program calls an answer
right."""

TIMEOUT_S = 10.0
"""A person waits; a server that takes longer is told as out of reach."""


class OnlineGeocoder(Protocol):
    """Something that places an address; None when it does not know it."""

    def place(self, address: str) -> tuple[float, float] | None:
        """Return longitude and latitude, WGS-84 degrees. Raises WrongUse when it is out of reach."""


@dataclass(frozen=True, slots=True)
class GeopyGeocoder:
    """A geocoder of geopy, asked at most once in `pause_s` seconds."""

    settings: OnlineSettings
    ask: Callable[[str], Any]

    def place(self, address: str) -> tuple[float, float] | None:
        """Return longitude and latitude of the server's first answer; one that is no point on the earth is none."""
        from geopy.exc import GeopyError  # noqa: PLC0415  # the extra "online" is not always there

        try:
            with warnings.catch_warnings():   # what it warns of it also raises
                warnings.simplefilter("ignore", UserWarning)
                found = self.ask(address)
        except GeopyError as error:
            raise WrongUse("the online geocoder {host} does not answer ({error}); try again later, or without --online",
                           host=self.settings.host, error=type(error).__name__) from error
        except ValueError:   # geopy's word for a latitude beyond the poles
            return None
        return None if found is None else (float(found.longitude), float(found.latitude))


def online_geocoder(settings: OnlineSettings) -> OnlineGeocoder:
    """Return the geocoder that huhu.toml names; nothing is asked yet.

    Raises WrongUse when none is switched on, or the package geopy is not installed.
    """
    if not settings.geocoder:
        raise WrongUse("online geocoding is off; addresses would leave the station. Switch it on in huhu.toml: "
                       "[online] geocoder and host")
    try:
        from geopy.extra.rate_limiter import RateLimiter  # noqa: PLC0415
        from geopy.geocoders import get_geocoder_for_service  # noqa: PLC0415
    except ImportError:
        raise WrongUse("online geocoding needs the package geopy: pip install \"huhu[online]\"") from None
    service = get_geocoder_for_service(settings.geocoder)
    client = service(domain=settings.host, scheme=settings.scheme, user_agent="huhu", timeout=TIMEOUT_S)
    limited = RateLimiter(client.geocode, min_delay_seconds=settings.pause_s, max_retries=0, swallow_exceptions=False)
    return GeopyGeocoder(settings, limited)


def note_leaving(settings: OnlineSettings, n_addresses: int) -> None:
    """Write into the log that addresses leave the station; never which."""
    log.warning("%d addresses leave this station for the geocoder %s at %s", n_addresses, settings.geocoder,
                settings.host)


def nearest_within(
    place: tuple[float, float], candidates: Sequence[AddressPoint], limit_m: float = NEAR_M
) -> AddressPoint | None:
    """Return the candidate nearest to a place (lon, lat), or None when none lies within `limit_m`."""
    if not candidates:
        return None
    lon, lat = np.array([(point.lon_deg, point.lat_deg) for point in candidates]).T
    away_m = great_circle_m(np.array(place[0]), np.array(place[1]), lon, lat)
    best = int(np.argmin(away_m))
    return candidates[best] if away_m[best] <= limit_m else None
