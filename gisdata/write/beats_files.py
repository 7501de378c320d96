"""Beats as files: polygons that GIS programs and `huhu import cells` read, and the beat of each household."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import shapely

from gisdata.beats import Beats
from gisdata.files import replace_text
from gisdata.records import Household
from gisdata.write.csv_file import write_csv
from gisdata.write.words import CHINESE, word

COLUMNS = ("household_id", "address", "community", "beat")


def write_beats_geojson(beats: Beats, community: str, path: Path) -> None:
    """Write one polygon per beat with its code, name, community and figures, in WGS-84. Raises DiskFull."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "cell_id": beat_code(community, beat.number), "name": beat_code(community, beat.number),
                "community": community, "households": beat.n_households, "buildings": beat.n_buildings,
                "minutes": round(beat.minutes), "way_m": round(beat.way_m), "roundness": round(beat.roundness, 2),
            },
            "geometry": json.loads(shapely.to_geojson(beat.shape)),
        }
        for beat in beats.beats
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    replace_text(path, f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n')


def write_beats_csv(
    beats: Beats, households: Iterable[Household], path: Path, *, language: str = CHINESE
) -> None:
    """Write the beat of each household by id; empty for one without a point. Raises DiskFull."""
    rows = []
    for home in sorted(households, key=lambda row: row.household_id):
        number = beats.beat_of.get(home.household_id)
        code = "" if number is None else beat_code(home.community, number)
        rows.append([home.household_id, home.address, home.community, code])
    write_csv([word(column, language) for column in COLUMNS], rows, path)


def beat_code(community: str, number: int) -> str:
    """Return the code of a beat, such as 东门社区-B2."""
    return f"{community}-B{number}"
