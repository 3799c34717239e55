"""Tell a webhook: JSON, signed as Standard Webhooks say (docs/audit-schedule.md)."""

import asyncio
import json
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address

import httpx
from standardwebhooks import Webhook

from relgraph import __version__
from relgraph.audit.runs.model import Change
from relgraph.core.addresses import Allowed
from relgraph.core.config import Settings
from relgraph.notify.deliveries.digest import RunDigest
from relgraph.notify.deliveries.model import Attempt

EVENT = "audit.run.finished"
TIMEOUT = 15.0
"""Seconds a receiver gets in all."""
MOST_ADDRESSES = 4
"""So many of a receiver's addresses are tried; they share the time."""
AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
"""Refusals that may be over later; all others below 500 are final."""


def body_of(digest: RunDigest, *, public_url: str | None) -> str:
    """The message: ids only, no names; whoever wants those asks the API, with its own rights."""
    run, before = digest.run, digest.before
    score = digest.scores
    kept = {"number", "as_of", "started_at", "finished_at", "accounts", "high", "medium", "low"}
    ended = run.model_dump(mode="json", include=kept)
    data = {
        "run": ended | {"account": run.account},
        "before": before and before.number,
        "least_severity": digest.least.value,
        "counts": digest.counts,
        "score": {
            "mean": _rounded(score.mean),
            "before": _rounded(digest.scores_before.mean) if digest.scores_before else None,
            "accounts": score.known,
            "unknown": score.unknown,
        },
        "worst": [{"account": result.account, "score": _rounded(result.score)} for result in digest.worst],
        "changes": [_change(change) for change in digest.changes],
        "truncated": digest.truncated,
        "api": public_url and f"{public_url.rstrip('/')}/graphql",
    }
    return json.dumps({"type": EVENT, "timestamp": ended["finished_at"], "data": data}, ensure_ascii=False)


@dataclass(frozen=True)
class Route:
    """How receivers are reached: `proxy` leads to all that `allowed` does not name."""

    allowed: Allowed
    proxy: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Route":
        """As the settings say."""
        proxy = settings.webhook_proxy.get_secret_value() if settings.webhook_proxy else None
        return cls(Allowed.read(settings.webhook_allow), proxy)


@dataclass(frozen=True)
class _Message:
    at: datetime
    headers: dict[str, str]
    body: bytes


class _PrivateError(Exception):
    """All addresses of a receiver are private."""


async def send_webhook(
    url: str,
    *,
    secret: str,
    id: str,  # noqa: A002
    body: str,
    way: Route,
    timeout: float = TIMEOUT,  # noqa: ASYNC109
) -> Attempt:
    """Post a message once, without following redirects. The answer is not read beyond its head."""
    now = datetime.now(UTC)
    headers = {
        "content-type": "application/json",
        "user-agent": f"relgraph/{__version__}",
        "webhook-id": id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(id, now, body),
    }
    try:
        async with asyncio.timeout(timeout):
            return await _post(url, _Message(now, headers, body.encode()), way, timeout)
    except _PrivateError:
        return Attempt(
            error="Its name leads to a private address: allow it with RELGRAPH_WEBHOOK_ALLOW, or mend the name.",
            final=True,
        )
    except (TimeoutError, httpx.TimeoutException):
        return Attempt(error=f"No answer within {timeout:g} seconds.")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        # Their own words may quote the address.
        return Attempt(error=f"No connection: {type(error).__name__}.")


async def _post(url: str, sent: _Message, way: Route, timeout: float) -> Attempt:  # noqa: ASYNC109
    target = httpx.URL(url)
    host = target.raw_host.decode().strip("[]")
    proxy = None if way.allowed.names(host) else way.proxy
    # What is connected to is the address that was looked at: asked again, the name could lead elsewhere.
    stops = [target] if proxy else [target.copy_with(host=each) for each in await _addresses(host, target, way.allowed)]
    headers = {**sent.headers, "host": target.netloc.decode()}
    async with httpx.AsyncClient(
        # The system's authorities and SSL_CERT_FILE are trusted; the environment's proxies would reach what they like.
        verify=ssl.create_default_context(),
        trust_env=False,
        proxy=proxy,
        follow_redirects=False,
        timeout=httpx.Timeout(timeout, connect=timeout / len(stops)),
    ) as client:
        while True:
            request = client.build_request("POST", stops.pop(0), content=sent.body, headers=headers)
            request.extensions["sni_hostname"] = host
            try:
                response = await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if not stops:
                    raise
            else:
                await response.aclose()
                return _judged(response, sent.at)


async def _addresses(host: str, target: httpx.URL, allowed: Allowed) -> list[str]:
    """Where the name leads that may be reached. Raises _PrivateError when there is nothing."""
    port = target.port or (443 if target.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    open_to_us = [each for each in addresses if allowed.may_reach(host, ip_address(each))]
    if not open_to_us:
        raise _PrivateError
    return open_to_us[:MOST_ADDRESSES]


def _judged(response: httpx.Response, now: datetime) -> Attempt:
    status = response.status_code
    if response.is_success:
        return Attempt()
    if response.is_redirect:
        return Attempt(error=f"It answered {status}: redirects are not followed, name the new address.", final=True)
    if status == HTTPStatus.GONE:
        return Attempt(error="It answered 410: it wants no more.", final=True)
    final = status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in AGAIN
    wait = None if final else retry_after(response.headers.get("retry-after"), now)
    return Attempt(error=f"It answered {status}.", final=final, wait=wait)


def retry_after(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110: seconds, or a date); None when it says nothing."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _change(change: Change) -> dict[str, object]:
    finding = change.finding
    kept = {"key", "rule", "severity", "account", "kind", "subject", "opportunity", "assigned"}
    told = finding.model_dump(mode="json", include=kept)
    return {
        "change": change.kind.value,
        **told,
        "since": finding.since.isoformat(),
        "rule_changed": change.rule_changed,
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
