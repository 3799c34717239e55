"""A page to try queries: GraphiQL, from this server. It loads nothing from elsewhere: what is asked stays here.

The files of `graphiql/` are releases of others as they come, with their licences; their names tell which.
"""

import secrets
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

IDE_PATH = "/ide"

_FOLDER = files("relgraph.surfaces.graphql").joinpath("graphiql")
_PAGE = _FOLDER.joinpath("page.html").read_text(encoding="utf-8")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}


def create_ide_routes() -> list[Route]:
    """The page itself holds nothing private; its requests carry the token that is typed into it."""
    return [Route(IDE_PATH, _ide), Route(f"{IDE_PATH}/{{file}}", _file)]


async def _ide(request: Request) -> HTMLResponse:
    nonce = secrets.token_urlsafe(16)
    # Fonts and icons are within the style; the editor sets the places of its lines by script, which is allowed.
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return HTMLResponse(_PAGE.replace("{nonce}", nonce), headers=headers)


async def _file(request: Request) -> Response:
    name = request.path_params["file"]
    found = next((each for each in _FOLDER.iterdir() if each.name == name), None)
    kind = _TYPES.get(name[name.rfind(".") :])
    if found is None or kind is None:
        raise HTTPException(404)
    # Its name tells its version.
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(found.read_bytes(), headers=headers, media_type=kind)
