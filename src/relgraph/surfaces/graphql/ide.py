"""A page to try queries. It loads nothing from elsewhere, so that a query and its answer stay on this machine."""

import secrets
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

IDE_PATH = "/ide"

_PAGE = files("relgraph.surfaces.graphql").joinpath("ide.html").read_text(encoding="utf-8")


def create_ide_route() -> Route:
    """The page itself holds nothing private; its requests carry the token that is typed into it."""
    return Route(IDE_PATH, _ide)


async def _ide(request: Request) -> HTMLResponse:
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(_PAGE.replace("{nonce}", nonce), headers=headers)
