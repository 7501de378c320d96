"""Whether the server and its database answer."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api.web.deps import store_of

router = APIRouter()


@router.get("/health")
def health(request: Request) -> dict[str, str]:
    """Return ok once the database has answered."""
    with store_of(request).reading() as reading:
        reading.weeks()
    return {"status": "ok"}
