"""A layer as CSV, without its shapes."""

from __future__ import annotations

from pathlib import Path

from gisdata.layers.layer import Layer, Value
from gisdata.layers.words import layer_word
from gisdata.records.language import Language
from gisdata.write.csv_file import write_csv


def write_layer_csv(layer: Layer, path: Path, *, language: Language = "zh-CN") -> None:
    """Write one row per row, columns named in a language; empty where nothing is known. Raises DiskFull."""
    header = [layer_word(column.key, language) for column in layer.columns]
    write_csv(header, ([text_of(value, language) for value in row] for row in layer.rows), path)


def text_of(value: Value, language: Language) -> str:
    """Return a value as people read it; numbers with six digits that count."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return layer_word("yes" if value else "no", language)
    return f"{value:.6g}" if isinstance(value, float) else str(value)
