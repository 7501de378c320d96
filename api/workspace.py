"""A workspace: one folder with huhu.toml, huhu.db, streets/, rejected/ and out/."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.errors import WrongUse
from api.settings import OSM_CREDIT, Settings, new_settings_text, read_settings
from gisdata.files import replace_text
from gisdata.store import Store, open_store, upgrade_schema
from gisdata.streets import Streets, open_streets

SETTINGS_FILE = "huhu.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder to copy, back up and carry; it opens its own store and streets."""

    folder: Path
    settings: Settings

    @property
    def streets_folder(self) -> Path:
        """Where the street graph and the basemap are."""
        return self.folder / "streets"

    @property
    def out_folder(self) -> Path:
        """Where plans are written, one folder per week."""
        return self.folder / "out"

    @property
    def rejected_folder(self) -> Path:
        """Where refused rows are written, to be corrected and sent again."""
        return self.folder / "rejected"

    @property
    def database_url(self) -> str:
        """SQLAlchemy URL of the database: the settings' own, else huhu.db in the folder."""
        return self.settings.database_url or f"sqlite:///{self.folder / 'huhu.db'}"

    def open_store(self) -> Store:
        """Return the open store; raises StoreOutOfDate when the schema is not this program's."""
        return open_store(self.database_url)

    def streets(self) -> Streets:
        """Return the street network, or the straight-line estimate when no extract was imported."""
        return open_streets(self.streets_folder, self.settings.speeds_kmh)


def open_workspace(folder: Path) -> Workspace:
    """Return the workspace in `folder`; raises BadSettings when it is none."""
    return Workspace(folder, read_settings(folder / SETTINGS_FILE))


def create_workspace(
    folder: Path, *, name: str, start: date, time_zone: str = "Asia/Shanghai", credit: str = OSM_CREDIT,
) -> Workspace:
    """Make a workspace with an empty database in `folder`; raises WrongUse when there is one already."""
    if (folder / SETTINGS_FILE).exists():
        raise WrongUse("{folder} is a workspace already; nothing was changed", folder=folder)
    if folder.exists() and not folder.is_dir():
        raise WrongUse("{folder} is a file, not a folder", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = new_settings_text(name=name, time_zone=time_zone, start=start, credit=credit)
    replace_text(folder / SETTINGS_FILE, text)
    try:
        workspace = open_workspace(folder)
        upgrade_schema(workspace.database_url)
    except BaseException:
        (folder / SETTINGS_FILE).unlink()   # a half-made workspace would block the next try
        raise
    return workspace
