"""Who answers for a community on a day: owners, who stands in for them, leaders; never nobody."""

from gisdata.owners.ownership import Ownership
from gisdata.owners.require import require_owned
from gisdata.owners.week import WeekOwners, owners_of_week

__all__ = ["Ownership", "WeekOwners", "owners_of_week", "require_owned"]
