"""E-mail addresses, domains and telephone numbers in the form in which they can be compared."""

import re
from functools import lru_cache

_FREE_MAIL_TOLD = """
gmail.com googlemail.com qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn sohu.com
aliyun.com vip.163.com vip.qq.com vip.sina.com tom.com 21cn.com 263.net hotmail.com outlook.com live.com live.cn
msn.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es outlook.de outlook.fr yahoo.com yahoo.co.uk
yahoo.co.jp yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.com.hk yahoo.com.tw yahoo.com.cn yahoo.cn ymail.com
rocketmail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me tutanota.com fastmail.com hey.com
zoho.com mail.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org
arcor.de online.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr bluewin.ch libero.it virgilio.it tiscali.it
alice.it telefonica.net terra.com terra.com.br uol.com.br bol.com.br naver.com daum.net hanmail.net yandex.ru
yandex.com mail.ru bk.ru inbox.ru list.ru rambler.ru seznam.cz wp.pl onet.pl o2.pl interia.pl rediffmail.com
btinternet.com sky.com talktalk.net comcast.net verizon.net att.net sbcglobal.net cox.net charter.net
bellsouth.net earthlink.net shaw.ca rogers.com bigpond.com optusnet.com.au hinet.net pchome.com.tw
"""
FREE_MAIL = frozenset(_FREE_MAIL_TOLD.split())
"""Domains whose addresses anybody can have."""
_WEB_PAGES_TOLD = """
linkedin.com facebook.com twitter.com x.com github.com github.io wordpress.com wixsite.com weebly.com blogspot.com
sites.google.com medium.com weibo.com instagram.com youtube.com
"""
WEB_PAGES = frozenset(_WEB_PAGES_TOLD.split())
"""Where anybody can have a page."""
_ROLES_TOLD = """
info infos information sales vertrieb ventas support help helpdesk hilfe service services kundenservice contact
contacts kontakt contacto office buero mail email post team hello hi hallo admin administrator administration
webmaster postmaster hostmaster noreply no-reply donotreply do-not-reply billing invoice invoices rechnung
rechnungen accounts accounting finance hr jobs careers karriere bewerbung recruiting recruitment press presse
media marketing pr ir investor investors legal compliance privacy datenschutz security abuse orders order
bestellung einkauf purchasing procurement reception empfang frontdesk secretary sekretariat assistant it edv shop
store booking bookings reservations events newsletter news enquiries inquiries enquiry inquiry general welcome
feedback customerservice customercare training kefu xiaoshou
"""
_ROLES = frozenset(_ROLES_TOLD.split())
_EMAIL = re.compile(r"(?:mailto:)?([^@\s<>]+)@([^@\s<>]+\.[^@\s<>.]+)")
_DOMAIN = re.compile(r"^(?:[a-z][a-z0-9+.\-]*://)?(?:[^@/]*@)?(?:www\d?\.)?([^/:?#\s]+\.[^/:?#\s.]+)")
_EXTENSION = re.compile(r"(?:ext|extension|durchwahl|x|转|分机|;ext=|#)[.:\s]*(\d{1,6})\s*$", re.IGNORECASE)
_SHORTEST, _TOLD = 7, 9
"""Digits of a telephone number: fewer are an extension; as many of the end tell it, whatever is dialled before."""


@lru_cache(maxsize=10_000)
def address(email: str) -> tuple[str, str] | None:
    """Local part and domain of an address as its mail arrives there; None where it is a role's, or no address."""
    found = _EMAIL.fullmatch(email.strip().casefold())
    if not found:
        return None
    local, domain = found[1].partition("+")[0] or found[1], found[2].rstrip(".")
    if domain in ("gmail.com", "googlemail.com"):
        local, domain = local.replace(".", ""), "gmail.com"
    return None if local.replace(".", "").replace("_", "") in _ROLES or local in _ROLES else (local, domain)


@lru_cache(maxsize=10_000)
def own_domain(text: str) -> str | None:
    """The domain of an address or of a web page; None where it says nothing of who one works for."""
    found = _DOMAIN.match(text.strip().casefold())
    domain = found[1].rstrip(".") if found else ""
    return None if not domain or domain in FREE_MAIL or domain in WEB_PAGES else domain


@lru_cache(maxsize=10_000)
def telephone(text: str) -> str | None:
    """The end of a number, with its extension; None where it is too short to tell anybody from others."""
    extension = _EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    digits = re.sub(r"\D", "", number.replace("(0)", "")).lstrip("0")
    if len(digits) < _SHORTEST:
        return None
    return digits[-_TOLD:] + (f"x{extension[1]}" if extension else "")
