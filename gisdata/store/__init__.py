"""The store keeps all records of a workspace in SQLite or PostgreSQL: whole blocks of changes, or nothing of them."""

from gisdata.store.reading import Reading
from gisdata.store.shelf import SaveCounts
from gisdata.store.store import Store, open_store
from gisdata.store.version import upgrade_schema
from gisdata.store.writing import Writing

__all__ = ["Reading", "SaveCounts", "Store", "Writing", "open_store", "upgrade_schema"]
