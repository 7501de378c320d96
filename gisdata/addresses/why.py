"""Why an address goes to a person: sentences without values, so that each text is its own translation key."""

from gisdata.records import Located
from planner.sentence import say

NO_PLATES = say("there are no door plates and no address points to compare with; import them first")
NO_NUMBER = say("the address has no house number and no building; complete it")
NO_NAME = say("the address names no street, estate or village; complete it")
UNCLEAR = say("a number in the address is not understood; write it as street, number, building, unit, room")
BESIDE = say("the address tells of a place beside a door, not of the door itself; choose the door")
SEVERAL = say("several door plates far from each other bear this address; choose one")
DIFFERS = say(
    "a door plate bears this name and number, but another town, community, estate, group or building; "
    "correct the address or choose"
)
NUMBER_UNKNOWN = say(
    "the name is known, but no door plate there bears this number or building; check the number or add the plate"
)
NAME_UNKNOWN = say(
    "no door plate bears this name of a street, estate or village with this number; check the spelling or choose"
)

PLACED_BY = {
    Located.SIMILAR_NAME: say("placed under a name that is written a little differently"),
    Located.INTERPOLATED: say("placed between two known numbers on the same side of the street"),
    Located.BUILDING: say("placed in the only building that the map calls so"),
}
"""Why a household that has a point may still be looked at."""
