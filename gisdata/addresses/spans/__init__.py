"""Parts of an address in its own text: every sign belongs to one part, none is lost or changed."""

from gisdata.addresses.spans.gazetteer import Gazetteer, gazetteer_of
from gisdata.addresses.spans.labels import Part, Span
from gisdata.addresses.spans.read import read_spans
from gisdata.addresses.spans.tokens import labels_of, read_token_blocks, tokens_of_line

__all__ = ["Gazetteer", "Part", "Span", "gazetteer_of", "labels_of", "read_spans", "read_token_blocks",
           "tokens_of_line"]
