"""Tell a webhook: JSON, signed as Standard Webhooks say (docs/audit-schedule.md)."""

import asyncio
import json
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx
from standardwebhooks import Webhook

from relgraph import __version__
from relgraph.audit.findings_model import Change
from relgraph.checks import is_loopback
from relgraph.deliveries.model import Attempt
from relgraph.deliveries.news import News

EVENT = "audit.run.finished"
TIMEOUT = 15.0
"""Seconds a receiver gets in all."""
AGAIN = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
"""Refusals that may be over later; all others below 500 are final."""


def body_of(news: News, *, public_url: str | None) -> str:
    """The message: ids only, no names; whoever wants those asks the API, with its own rights."""
    run, before = news.run, news.before
    score = news.scores
    kept = {"number", "as_of", "started_at", "finished_at", "accounts", "high", "medium", "low"}
    ended = run.model_dump(mode="json", include=kept)
    data = {
        "run": ended | {"account": run.account},
        "before": before and before.number,
        "least_severity": news.least.value,
        "counts": news.counts,
        "score": {
            "mean": _rounded(score.mean),
            "before": _rounded(news.scores_before.mean) if news.scores_before else None,
            "accounts": score.known,
            "unknown": score.unknown,
        },
        "worst": [{"account": result.account, "score": _rounded(result.score)} for result in news.worst],
        "changes": [_change(change) for change in news.changes],
        "truncated": news.truncated,
        "api": public_url and f"{public_url.rstrip('/')}/graphql",
    }
    return json.dumps({"type": EVENT, "timestamp": ended["finished_at"], "data": data}, ensure_ascii=False)


async def send_webhook(url: str, *, secret: str, id: str, body: str, timeout: float = TIMEOUT) -> Attempt:  # noqa: A002, ASYNC109
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
        async with (
            asyncio.timeout(timeout),
            _client(url, timeout) as client,
            client.stream("POST", url, content=body.encode(), headers=headers) as response,
        ):
            return _judged(response, now)
    except (TimeoutError, httpx.TimeoutException):
        return Attempt(error=f"No answer within {timeout:g} seconds.")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        # Their own words may quote the address.
        return Attempt(error=f"No connection: {type(error).__name__}.")


def _client(url: str, timeout: float) -> httpx.AsyncClient:
    # The system's authorities and SSL_CERT_FILE are trusted. No proxy leads to this machine itself.
    elsewhere = not is_loopback(httpx.URL(url).host)
    context = ssl.create_default_context()
    return httpx.AsyncClient(verify=context, trust_env=elsewhere, follow_redirects=False, timeout=timeout)


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
