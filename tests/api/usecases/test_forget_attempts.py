"""Old attempts go when a workspace is opened to be shown."""

from datetime import date
from pathlib import Path

from api.usecases.forget_attempts import forget_old_attempts
from gisdata.records import Reached, VisitAttempt
from tests.web_workspace import planned_workspace


def test_an_attempt_that_met_nobody_is_gone_after_ninety_days(tmp_path: Path) -> None:
    workspace = planned_workspace(tmp_path / "station")
    days = (date(2026, 8, 21), date(2026, 8, 22))
    with workspace.open_store() as store, store.writing() as writing:
        writing.set_cells({"H0011": "G01"})
        writing.save_visits([VisitAttempt(household_id="H0011", visited_on=day, reached=Reached.ATTEMPTED)
                             for day in days])
    assert forget_old_attempts(workspace, today=date(2026, 11, 20)) == 1
    with workspace.open_store() as store, store.reading() as reading:
        assert [visit.visited_on for visit in reading.visits()] == [date(2026, 8, 22)]
        assert [(count.cell_id, count.n_attempts) for count in reading.attempt_counts()] == [("G01", 1)]
