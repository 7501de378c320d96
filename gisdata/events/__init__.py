"""The ten must-visit events: their catalogue, how one is made, and the visits it asks for."""

from gisdata.events.catalogue import BUILT_IN, EventRule
from gisdata.events.make import EventOrder, make_event
from gisdata.events.visits import visits_of_events

__all__ = ["BUILT_IN", "EventOrder", "EventRule", "make_event", "visits_of_events"]
