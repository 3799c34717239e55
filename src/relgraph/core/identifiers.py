"""What people and organisations are known by in other systems, in one spelling: `email:a@b.c`, `linkedin:in/jane`."""

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

_EMAIL = re.compile(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+\.[^@\s<>,;:\"().]{2,}")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_EXTENSION = re.compile(r"(?:ext|x|durchwahl|分机)\.?\s*\d+\s*$", re.IGNORECASE)


def _email(value: str) -> str | None:
    text = value.strip().strip("<>").removeprefix("mailto:").casefold()
    return text if _EMAIL.fullmatch(text) else None


def _phone(value: str) -> str | None:
    """The digits, with a plus where the country is told; an extension is no part of it."""
    plain = _EXTENSION.sub("", value)
    digits = re.sub(r"\D", "", plain.replace("(0)", ""))
    abroad = plain.strip().startswith(("+", "00"))
    digits = digits.removeprefix("00") if abroad else digits
    return f"{'+' if abroad else ''}{digits}" if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS else None


def _linkedin(value: str) -> str | None:
    """The path of a profile: `in/jane-doe` of a person, `company/acme` of an organisation."""
    host, path = _address(value)
    parts = [part for part in path.casefold().split("/") if part]
    known = len(parts) > 1 and parts[0] in ("in", "pub", "company", "school")
    return "/".join(parts[:2]) if known and "linkedin." in host and " " not in parts[1] else None


def _domain(value: str) -> str | None:
    """The domain of a web address, without `www`; an e-mail address is none."""
    host, _ = ("", "") if "@" in value else _address(value)
    domain = host.casefold().removeprefix("www.").rstrip(".")
    return domain if _DOMAIN.fullmatch(domain) else None


def _address(value: str) -> tuple[str, str]:
    """The host and the path of a web address; both are empty where it is none."""
    try:
        url = urlsplit(value.strip() if "//" in value else f"//{value.strip()}")
        return url.hostname or "", unquote(url.path)
    except ValueError:
        return "", ""


_NORMAL: dict[str, Callable[[str], str | None]] = {
    "email": _email,
    "phone": _phone,
    "linkedin": _linkedin,
    "domain": _domain,
}


ADDRESSES = tuple(sorted(_NORMAL))
"""Schemes that everybody uses. All others are systems, and what they begin ids of something there."""


def normal(scheme: str, value: str) -> str | None:
    """The identifier `scheme:value` in its one spelling; None where the value is none of the scheme.

    Schemes besides email, phone, linkedin and domain are systems: their ids are taken as they are.
    """
    if scheme in _NORMAL:
        found = _NORMAL[scheme](value)
        return f"{scheme}:{found}" if found else None
    text = value.strip()
    return f"{scheme}:{text}" if text and not re.search(r"\s", text) else None


def possible(text: str) -> list[str]:
    """What somebody may mean who types an address or an id: `email:…`, `phone:…` and so on, and the text as it is."""
    found = [normal(scheme, text) for scheme in _NORMAL]
    return [*filter(None, found), text.strip()]
