"""Names and addresses in mail: who may be told of at all, and what they are called."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import lru_cache

FREE_MAIL = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "zoho.com", "mail.com"),
        *("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de", "freenet.de", "posteo.de"),
        *("qq.com", "vip.qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com"),
        *(
            "139.com",
            "189.cn",
            "aliyun.com",
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "orange.fr",
            "free.fr",
            "wanadoo.fr",
        ),
        *("laposte.net", "libero.it", "virgilio.it", "naver.com", "daum.net", "hanmail.net", "rediffmail.com"),
        *(
            "hotmail.de",
            "hotmail.fr",
            "hotmail.co.uk",
            "yahoo.de",
            "yahoo.fr",
            "yahoo.co.uk",
            "yahoo.co.jp",
            "outlook.de",
        ),
    }
)
"""Domains where anybody has an address: they tell nothing of where somebody works."""

_NOBODY = re.compile(
    r"(?:.*[._-])?(?:no|do[._-]?not)[._-]?reply(?:[._+-].*)?|mailer-daemon|postmaster|bounces?(?:[._+-].*)?|"
    r"(?:newsletters?|notifications?|notify|alerts?|daemon|root|nobody|listserv|majordomo)(?:[._+-].*)?|"
    r".*-(?:request|owner|bounces)|owner-.*"
)
_CALENDARS = ("@calendar.google.com", ".calendar.google.com")
_MOST_NAME = 200


def domain_of(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2]


@lru_cache(maxsize=100_000)
def is_nobody(address: str) -> bool:
    """Whether programs write from it, and nobody reads what is sent to it; or it is that of a calendar."""
    return _NOBODY.fullmatch(address.rpartition("@")[0]) is not None or address.endswith(_CALENDARS)


def name_of(shown: str, address: str) -> str | None:
    """The name that a header shows with an address; None where it shows none."""
    try:
        text = str(make_header(decode_header(shown))) if "=?" in shown else shown
    except (HeaderParseError, LookupError, ValueError):
        return None
    name = " ".join(text.replace("\x00", "").split()).strip("'\" ")
    return name if 0 < len(name) <= _MOST_NAME and "@" not in name and "\ufffd" not in name else None
