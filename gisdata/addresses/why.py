"""Why an address goes to a person: sentences without values, so that each text is its own translation key."""

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
