"""A workspace whose register has addresses to settle: by candidates, by hand, placed between two numbers."""

from datetime import date
from pathlib import Path

from api.usecases.locate import locate_households
from api.workspace import Workspace, create_workspace
from gisdata.records import AddressPoint, AddressSource, Household

WEST, SOUTH = 110.79, 32.62
WAITING = ("h4", "h3", "h2")
"""By address: two plates far apart bear the first; the other two are homes behind one door without a plate."""


def review_workspace(folder: Path) -> Workspace:
    """Return a located workspace with five households: one sure, one between two numbers, three in review."""
    workspace = create_workspace(folder, name="清河派出所", start=date(2026, 9, 28))
    with workspace.open_store() as store, store.writing() as writing:
        writing.save_address_points([
            *(plate(f"p{number}", f"幸福路{number}号", east=number * 1e-5) for number in (10, 14, 60)),
            plate("q1", "学府路5号", east=0.001), plate("q2", "学府路5号", east=0.004)])
        writing.save_households([
            Household(household_id=id_, address=address, community="东门社区") for id_, address in (
                ("h1", "幸福路10号"), ("h2", "幸福路90号501室"), ("h3", "幸福路90号2室"), ("h4", "学府路5号"),
                ("h5", "幸福路12号"))])
    locate_households(workspace)
    return workspace


def plate(address_id: str, address: str, *, east: float) -> AddressPoint:
    return AddressPoint(address_id=address_id, source=AddressSource.DOORPLATE, address=address, street="", number="",
                        community="", lon_deg=WEST + east, lat_deg=SOUTH)


def households_of(workspace: Workspace) -> dict[str, Household]:
    with workspace.open_store() as store, store.reading() as reading:
        return {household.household_id: household for household in reading.households()}
