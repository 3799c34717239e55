"""What tasks and events of Salesforce say of dealings: meetings one by one; calls, mail and messages as traffic."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from relgraph.connect.salesforce.export import SalesforceExport, entity_id
from relgraph.connect.tabular.shape import Entry
from relgraph.connect.words import Said, WordList
from relgraph.kinds.interaction import MOST_MINUTES
from relgraph.kinds.participation import ParticipationPart
from relgraph.traffic.model import TrafficChannel

_WORDS: dict[str, tuple[str, ...]] = {
    "meeting": ("Meeting", "Web Meeting", "Video Call", "Conference Call", "会议", "Besprechung", "Termin", "Treffen"),
    "visit": ("Visit", "Customer Visit", "Site Visit", "On-site Visit", "拜访", "客户拜访", "Besuch", "Kundenbesuch"),
    "exchange": ("Demo", "Presentation", "Workshop", "业务交流", "技术交流", "演示", "Präsentation"),
    "company_visit": ("Company Visit", "Factory Tour", "公司参观", "工厂参观", "Werksbesichtigung"),
    "reference_visit": ("Reference Visit", "样板点参观", "Referenzbesuch"),
    "meal": ("Meal", "Breakfast", "Lunch", "Dinner", "餐叙", "宴请", "午餐", "晚餐", "Mittagessen", "Abendessen"),
    "expo": ("Expo", "Trade Show", "Trade Fair", "Conference", "Forum", "展会", "论坛", "Messe", "Konferenz"),
    "training": ("Training", "培训", "Schulung"),
    "call": ("Call", "Phone Call", "电话", "通话", "Anruf", "Telefonat"),
    "mail": ("Email", "E-Mail", "Mail", "邮件", "电子邮件"),
    "message": ("Message", "SMS", "WeChat", "WhatsApp", "LinkedIn", "微信", "短信", "消息", "Nachricht"),
}
ONE_BY_ONE = timedelta(days=730)
"""For so long before the export meetings are told one by one: they are many, and older ones hardly count."""

_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CHANNELS = {"call": TrafficChannel.CALL, "mail": TrafficChannel.MAIL, "message": TrafficChannel.MESSAGE}
_TO_MANY = "listemail"
_INBOUND, _INTERNAL = "inbound", "internal"


def interaction_words(said: Said) -> WordList[str]:
    """The words for types of activities, with those of `[interactions]`: the kinds of a playbook."""
    allowed = "a kind of interaction of the playbook, e.g. visit"
    return WordList("interactions", _WORDS, lambda value: value if _SLUG.fullmatch(value) else None, said, allowed)


class Dealings:
    """Tells of activities that took place between a user and a contact."""

    def __init__(self, export: SalesforceExport, said: Said) -> None:
        self._export = export
        self._words = interaction_words(said)

    def tell(self, entry: Entry, day: date, exported: date, *, task: bool) -> None:
        """What an activity says besides that the two had to do with each other on the day."""
        if entry.is_true("recurs"):
            self._count(entry, "activities that recur, which are told where they took place")
            return
        kind = self._kind(entry, task=task)
        if kind is None:
            return
        channel = _CHANNELS.get(kind)
        if channel and (task or channel is not TrafficChannel.CALL):
            self._tell_traffic(entry, channel, day)
        elif day < exported - ONE_BY_ONE:
            self._count(entry, "meetings more than two years ago, which tell the last contact alone")
        elif entry["id"]:
            self._tell_meeting(entry, entity_id(entry["id"]), kind, day)
        else:
            self._count(entry, "events without an id, which tell the last contact alone")

    def _kind(self, entry: Entry, *, task: bool) -> str | None:
        """What it was: as Salesforce has it, where that says something, else as somebody chose it."""
        subtype, type_ = entry["subtype"], entry["type"]
        if subtype and subtype.casefold() == _TO_MANY:
            self._count(entry, "mail to lists, which tells the last contact alone")
            return None
        known = (subtype and self._words.find(subtype)) or (type_ and self._words.find(type_))
        if known or not task:
            if not known and type_:
                self._count(entry, f"events of the unknown type '{type_}', taken as meetings")
            return known or "meeting"
        self._count(entry, "tasks that are no calls, mail or meetings, which tell the last contact alone")
        return None

    def _tell_traffic(self, entry: Entry, channel: TrafficChannel, day: date) -> None:
        """Who owns a task wrote, or called; but for calls that came in."""
        owner, contact = _ends(entry)
        way = (entry["call"] or "").casefold()
        if way == _INTERNAL:
            self._count(entry, "internal calls, which tell the last contact alone")
        elif way == _INBOUND:
            entry.row.wrote(contact, owner, channel, day)
        else:
            entry.row.wrote(owner, contact, channel, day)

    def _tell_meeting(self, entry: Entry, id_: str, kind: str, day: date) -> None:
        at, minutes = _time(entry, day)
        told = {"id": id_, "kind": kind, "valid_from": day, "at": at, "minutes": minutes, **dict(self._about(entry))}
        columns = entry.columns(id="id", kind="type", valid_from="date", at="start", account="account")
        if entry.row.tell("interaction", told, columns):
            parts = (ParticipationPart.HOSTED, ParticipationPart.ATTENDED)
            for field, person, part in zip(("owner", "contact"), _ends(entry), parts, strict=True):
                took_part = {"person": person, "interaction": id_, "part": part}
                entry.row.tell("participation", took_part, entry.columns(person=field, interaction="id"))

    def _about(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """The customer and the deal that it was about, as far as the export tells of them."""
        about, account = entry["what"], entry["account"]
        for field, prefix, key in (("account", "001", account or about), ("opportunity", "006", about)):
            id_ = entity_id(key) if key and key.startswith(prefix) else None
            if id_ and id_ not in self._export.others and self._export.spool.has(id_):
                yield field, id_

    def _count(self, entry: Entry, what: str) -> None:
        self._export.notes.count(entry.row, what)


def _ends(entry: Entry) -> tuple[str, str]:
    """The user and the contact."""
    return entity_id(entry["owner"] or ""), entity_id(entry["contact"] or "")


def _time(entry: Entry, day: date) -> tuple[datetime | None, int | None]:
    """When on the day it began, where its time zone is known, and how long it took in minutes."""
    if entry.is_true("all_day"):
        return None, None
    begins, ends = _moment(entry["start"] or entry["moment"]), _moment(entry["end"])
    told = entry["minutes"]
    minutes = int(told) if told and told.isdecimal() else 0
    if not minutes and begins and ends:
        minutes = round((ends - begins).total_seconds() / 60)
    at = begins if begins and abs((begins.date() - day).days) <= 1 else None
    return at, minutes if 0 < minutes <= MOST_MINUTES else None


def _moment(cell: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat(cell or "")
    except ValueError:
        return None
    return time.astimezone(UTC) if time.tzinfo else None
