"""Plain pages per role over one workspace, for this machine only until there is a sign-in."""

from api.web.app import create_app
from api.web.server import serve

__all__ = ["create_app", "serve"]
