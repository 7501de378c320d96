"""Steps from each schema version to the next; see README.md of the store for how to add one."""
