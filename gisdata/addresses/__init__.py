"""Addresses: one spelling, their parts, and the point of the door they mean, where that is sure."""

from gisdata.addresses.answers import Answer, Answers, Ground
from gisdata.addresses.decisions import as_decided, bare_community, decision_key
from gisdata.addresses.geocode import Geocoded, geocode
from gisdata.addresses.normalise import normalise
from gisdata.addresses.parse import parse
from gisdata.addresses.parts import AddressParts
from gisdata.addresses.register import households_from_addresses, notes_on_addresses

__all__ = [
    "AddressParts", "Answer", "Answers", "Geocoded", "Ground", "as_decided", "bare_community", "decision_key",
    "geocode", "households_from_addresses", "normalise", "notes_on_addresses", "parse",
]
