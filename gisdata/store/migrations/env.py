"""Run by Alembic for every move: works on the connection and in the transaction that it was handed."""

from alembic import context

from gisdata.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
