"""What may leave: small cells without a figure, no absence on any map, classes that say what is drawn."""

import pytest

from gisdata.audit import AuditRow, Evidence
from gisdata.layers import Layer
from gisdata.layers.audit import (
    AGREES,
    COLUMNS,
    FAR_TOO_MANY,
    HIDDEN,
    LACKS,
    LACKS_MOST,
    LACKS_MUCH,
    TOO_MANY,
    audit_layers,
)
from gisdata.layers.layer import CLASS, count
from tests.layer_scenes import TODAY, a_coverage, cells_and_beats, hot_spots
from tests.map_scenes import some_cells, some_coverage


def test_a_cell_of_four_households_keeps_its_shape_and_loses_every_figure():
    layer = a_coverage().layers[0]
    small = {row.cell_id for row in some_coverage(some_cells()) if row.n_registered < 10}
    assert small == {cell for cell, is_hidden in zip(layer.values("cell_id"), layer.values("hidden"), strict=True)
                     if is_hidden}
    figures = [column.key for column in layer.columns if column.key.startswith(("n_", "share", "median"))]
    for key in figures:
        pairs = zip(layer.values(key), layer.values("hidden"), strict=True)
        hidden = [value for value, is_hidden in pairs if is_hidden]
        assert hidden == [None] * len(small)
    assert all(shape is not None for shape in layer.shapes)


def test_no_layer_tells_of_attempts_contacts_or_vacant_homes():
    keys = {column.key for layers in (a_coverage(), hot_spots(), cells_and_beats()) for layer in layers.layers
            for column in layer.columns} | {column.key for column in COLUMNS}
    assert not [key for key in keys if any(word in key for word in ("attempt", "contact", "vacant", "absen", "refus"))]
    assert not [key for key in keys if "household_id" in key or "address" in key]


def test_the_station_is_told_at_all_four_levels():
    figures = dict(a_coverage().figures)
    levels = ("attempted", "contacted", "reached", "verified")
    assert [figures[f"n_{level}"] for level in levels] == [1188, 900, 771, 149]


def test_each_cell_is_drawn_by_one_class_and_marked_when_nobody_has_called():
    layer = a_coverage().layers[0]
    drawn = [i for number, rule in enumerate(layer.rules) if not rule.flag for i in layer.drawn_by(number)]
    assert sorted(drawn) == list(range(len(layer.rows)))
    marked = layer.drawn_by(len(layer.rules) - 1)
    assert [layer.values("n_reached")[i] for i in marked] == [0] * len(marked) and marked


@pytest.mark.parametrize(("registered", "likely", "drawn"), [
    (40, 40, AGREES), (40, 42, AGREES), (40, 43, LACKS), (40, 50, LACKS), (40, 51, LACKS_MUCH), (30, 50, LACKS_MUCH),
    (30, 51, LACKS_MOST), (40, 36, TOO_MANY), (48, 40, FAR_TOO_MANY)])
def test_the_audit_is_classed_by_how_much_the_register_lacks(registered, likely, drawn):
    # disagrees: two households and over 5 % of the likely number; much: over a fifth of it; most: over two fifths
    told = Evidence(n_registered=registered, n_standing=registered, n_vacant=0, n_suspected=0, n_unlisted=0, n_rooms=0,
                    unseen=0, n_thin_buildings=0, thin_middle=0, thin_high=0, stock_low=None, stock_high=None)
    cells = some_cells(2)
    row = AuditRow(area=cells[0].cell_id, name="", evidence=told, low=30, likely=likely, high=60)
    layer = audit_layers([row], cells, station=None, today=TODAY).layers[0]
    assert layer.values(CLASS) == [drawn, HIDDEN, HIDDEN, HIDDEN]
    assert layer.values("likely") == [likely, None, None, None]


def test_hot_squares_tell_count_and_score_and_empty_ones_are_not_filled():
    layer = hot_spots().layers[0]
    most = max(range(len(layer.rows)), key=lambda i: layer.values("n_incidents")[i])
    assert (layer.values("cell_id")[most], layer.values("n_incidents")[most]) == ("C04-04", 60)
    assert layer.values("is_hot")[most] is True
    assert {layer.values(CLASS)[i] for i, n in enumerate(layer.values("n_incidents")) if n == 0} == {None}


def test_a_layer_whose_rows_and_shapes_differ_in_number_is_a_fault():
    with pytest.raises(ValueError, match="1 rows and 0 shapes"):
        Layer(name="x", shape="Point", columns=(count("n"),), rows=((1,),), shapes=())
    with pytest.raises(ValueError, match="has not 1 values"):
        Layer(name="x", shape="Point", columns=(count("n"),), rows=((1, 2),), shapes=(None,))
