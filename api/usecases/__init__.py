"""One file per thing a user does; they know neither FastAPI nor Typer."""
