"""Send a mail (RFC 5321) through the mail server that the settings name."""

import ssl
from email.message import EmailMessage

import aiosmtplib

from relgraph.core.config import Settings
from relgraph.notify.deliveries.model import Attempt

TIMEOUT = 30.0
"""Seconds the mail server gets for each step."""
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_PERMANENT = range(500, 600)


async def send_mail(settings: Settings, message: EmailMessage, *, timeout: float = TIMEOUT) -> Attempt:  # noqa: ASYNC109
    """Hand a mail to the mail server. What it says is not kept: it may quote addresses."""
    password = settings.smtp_password
    security = settings.smtp_security
    try:
        await aiosmtplib.send(
            message,
            hostname=settings.smtp_host,
            port=settings.smtp_port or _PORTS[security],
            username=settings.smtp_user,
            password=password.get_secret_value() if password else None,
            use_tls=security == "tls",
            start_tls=security == "starttls",
            tls_context=None if security == "none" else ssl.create_default_context(),
            timeout=timeout,
        )
    except aiosmtplib.SMTPRecipientsRefused as refused:
        codes = {each.code for each in refused.recipients}
        return Attempt(
            error=f"The mail server refused the recipient ({_told(codes)}).",
            final=bool(codes) and all(code in _PERMANENT for code in codes),
        )
    except aiosmtplib.SMTPResponseException as refused:
        what = type(refused).__name__.removeprefix("SMTP")
        return Attempt(error=f"The mail server answered {refused.code} ({what}).", final=refused.code in _PERMANENT)
    except TimeoutError:
        return Attempt(error=f"The mail server did not answer within {timeout:g} seconds.")
    except OSError as error:
        return Attempt(error=f"No connection to the mail server: {type(error).__name__}.")
    except aiosmtplib.SMTPException:
        return Attempt(error=f"The mail server cannot do what is asked of it ({security}, or login).", final=True)
    return Attempt()


def _told(codes: set[int]) -> str:
    return ", ".join(map(str, sorted(codes)))
