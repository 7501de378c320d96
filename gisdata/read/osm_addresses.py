"""Address points of an extract: everything that carries a house number."""

from __future__ import annotations

import re

from gisdata.osm_file import Tags
from gisdata.read.osm_points import TaggedPoints
from gisdata.records import AddressPoint, AddressSource

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def address_points(things: TaggedPoints) -> tuple[AddressPoint, ...]:
    """Return the address points in file order; several numbers in one tag ("12;14", "3-7") stay as they are."""
    points = []
    for name, tags, (lon_deg, lat_deg) in things.items():
        points.append(AddressPoint(
            address_id=name, source=AddressSource.OSM, address=address_text(tags), street=_street(tags),
            number=tags["addr:housenumber"].strip(), community="", lon_deg=lon_deg, lat_deg=lat_deg,
        ))
    return tuple(points)


def address_text(tags: Tags) -> str:
    """Return the address as people write it: from large to small in Chinese, else street and number.

    >>> address_text({"addr:city": "北京市", "addr:street": "清华东路", "addr:housenumber": "17"})
    '北京市清华东路17号'
    >>> address_text({"addr:city": "Lauf", "addr:street": "Marktplatz", "addr:housenumber": "3a"})
    'Marktplatz 3a'
    """
    number, street = tags["addr:housenumber"].strip(), _street(tags)
    area = tags.get("addr:city", "").strip() + tags.get("addr:district", "").strip()
    if _CHINESE.search(street or area):
        return f"{area}{street}{number}{'号' if number[-1:].isdigit() else ''}"
    return f"{street} {number}".strip()


def _street(tags: Tags) -> str:
    return (tags.get("addr:street") or tags.get("addr:place") or "").strip()
