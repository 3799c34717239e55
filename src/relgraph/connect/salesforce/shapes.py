"""The tables of Salesforce that are read: by names of the API, or by labels as reports have them."""

import re
from pathlib import PurePath

from relgraph.connect.tabular.shape import TableShape, plain

NULLS = frozenset({"000000000000000AAA", "000000000000000", "#N/A", "null", "-"})
"""Cells that mean nothing: in weekly exports, as the Data Loader and reports write them."""

_KEPT = {"deleted": ("isdeleted",), "master": ("masterrecordid",)}
_NAMES = {
    "name": ("name", "fullname"),
    "first": ("firstname", "vorname", "名"),
    "middle": ("middlename",),
    "last": ("lastname", "nachname", "姓", "姓氏"),
    "title": ("title", "titel", "position", "职务", "职位"),
    "department": ("department", "abteilung", "部门"),
    "email": ("email", "电子邮件"),
}
_OF_ACCOUNT = {"account": ("accountid",), "account_name": ("accountname", "客户名", "客户名称")}

ACCOUNT = TableShape(
    "Account",
    {
        "id": ("id", "accountid"),
        "name": ("name", "accountname", "客户名", "客户名称"),
        "type": ("type", "typ", "类型"),
        "website": ("website", "网站"),
        # What no other table of names has: by this one is told from others.
        "place": ("billingcity", "billingstreet", "billingaddress", "industry"),
        **_KEPT,
    },
    needs=(frozenset({"name"}),),
    never=frozenset({"lastname", "nachname", "姓", "firstname", "stagename", "stage", "contactid", "opportunityid"}),
)
CONTACT = TableShape(
    "Contact",
    {
        "id": ("id", "contactid"),
        **_NAMES,
        **_OF_ACCOUNT,
        "reports_to": ("reportstoid",),
        "phone": ("phone", "businessphone", "telefon", "电话"),
        "mobile": ("mobilephone", "mobile", "mobil", "mobiltelefon", "手机"),
        "owner": ("ownerid",),
        **_KEPT,
    },
    needs=(frozenset({"last"}), frozenset({"name"})),
    never=frozenset({"username", "stagename", "stage", "opportunityid", "company", "whoid"}),
)
OPPORTUNITY = TableShape(
    "Opportunity",
    {
        "id": ("id", "opportunityid"),
        "name": ("name", "opportunityname", "业务机会名", "业务机会名称"),
        **_OF_ACCOUNT,
        "stage": ("stagename", "stage", "阶段", "phase"),
        "closed": ("isclosed", "closed"),
        "won": ("iswon", "won"),
        "close": ("closedate", "结束日期"),
        "created": ("createddate", "创建日期"),
        "deleted": ("isdeleted",),
    },
    needs=(frozenset({"name", "stage"}),),
    never=frozenset({"contactid", "whoid"}),
    days=("close", "created"),
)
CONTACT_ROLE = TableShape(
    "OpportunityContactRole",
    {
        "opportunity": ("opportunityid",),
        "contact": ("contactid",),
        "role": ("role",),
        "deleted": ("isdeleted",),
    },
    needs=(frozenset({"opportunity", "contact", "role"}),),
)
USER = TableShape(
    "User",
    {
        "id": ("id", "userid"),
        **_NAMES,
        "username": ("username",),
        "active": ("isactive", "active"),
        "type": ("usertype",),
        "manager": ("managerid",),
    },
    needs=(frozenset({"last", "email"}), frozenset({"name", "email"}), frozenset({"last", "username"})),
)
RELATION = TableShape(
    "AccountContactRelation",
    {
        "account": ("accountid",),
        "contact": ("contactid",),
        "direct": ("isdirect",),
        "active": ("isactive",),
        "start": ("startdate",),
        "end": ("enddate",),
        "deleted": ("isdeleted",),
    },
    needs=(frozenset({"account", "contact"}),),
    days=("start", "end"),
)
_ACTIVITY = {
    "id": ("id", "activityid"),
    "owner": ("ownerid",),
    "contact": ("whoid",),
    "what": ("whatid",),
    "account": ("accountid",),
    "date": ("activitydate",),
    "type": ("type",),
    "recurs": ("isrecurrence",),
    "deleted": ("isdeleted",),
}
TASK = TableShape(
    "Task",
    {
        **_ACTIVITY,
        "status": ("status",),
        "closed": ("isclosed",),
        "subtype": ("tasksubtype",),
        "call": ("calltype",),
    },
    needs=(frozenset({"owner", "contact", "date"}),),
    days=("date",),
)
EVENT = TableShape(
    "Event",
    {
        **_ACTIVITY,
        "moment": ("activitydatetime",),
        "start": ("startdatetime",),
        "end": ("enddatetime",),
        "minutes": ("durationinminutes",),
        "all_day": ("isalldayevent",),
        "private": ("isprivate",),
        "subtype": ("eventsubtype",),
    },
    needs=(
        frozenset({"owner", "contact", "date"}),
        frozenset({"owner", "contact", "moment"}),
        frozenset({"owner", "contact", "start"}),
    ),
    days=("date", "moment", "start"),
)
SHAPES = (ACCOUNT, USER, CONTACT, OPPORTUNITY, CONTACT_ROLE, RELATION, TASK, EVENT)
"""In the order in which they are read: what others refer to comes first."""

_BY_NAME = {
    name: shape
    for shape in SHAPES
    for name in (plain(shape.name), f"{plain(shape.name).removesuffix('y')}{'ies' if shape is OPPORTUNITY else 's'}")
}
_OWN = frozenset(
    {
        "isdeleted",
        "ownerid",
        "accountid",
        "accountname",
        "contactid",
        "opportunityid",
        "whoid",
        "reportstoid",
        "stagename",
    }
    | {
        "billingcity",
        "billingstreet",
        "billingaddress",
        "createdbyid",
        "systemmodstamp",
        "username",
        "客户名",
        "客户名称",
    }
)
_PARTS = re.compile(r"[\W_]+")
_COPY = re.compile(r"[\s_-]*(?:\d+|\(\d+\))$")
_MARKS = (
    # By what columns a table is known whose file is called otherwise, the surest first.
    (CONTACT_ROLE, {"opportunity", "contact", "role"}),
    (RELATION, {"account", "contact", "direct"}),
    (EVENT, {"owner", "contact", "start"}),
    (EVENT, {"owner", "contact", "moment"}),
    (TASK, {"owner", "contact", "date", "status"}),
    (USER, {"username", "email"}),
    (OPPORTUNITY, {"name", "stage", "close"}),
    (CONTACT, {"last", "account"}),
    (CONTACT, {"last", "account_name"}),
    (CONTACT, {"last", "reports_to"}),
    (ACCOUNT, {"name", "website"}),
    (ACCOUNT, {"name", "type", "place"}),
)


def shape_of(name: str, columns: list[str]) -> TableShape | None:
    """What a file holds: as it is called, where it has the columns of that; else what its header looks like."""
    if _is_of_hubspot(columns):
        return None
    named = shape_named(name)
    if named and named.readable(columns):
        return named
    for shape, marks in _MARKS:
        if marks <= {shape.field_of(column) for column in columns} and shape.fits(columns):
            return shape
    return None


def is_of_salesforce(columns: list[str]) -> bool:
    """Whether a table has a column that tables of Salesforce have, and lists of contacts from elsewhere have not."""
    return bool({plain(column) for column in columns} & _OWN)


def _is_of_hubspot(columns: list[str]) -> bool:
    """HubSpot calls its ids otherwise, and its files alike."""
    found = {plain(column) for column in columns}
    return "id" not in found and bool(found & {"recordid", "hsobjectid"})


def shape_named(name: str) -> TableShape | None:
    """What a file is said to hold by its name, as `Account.csv`, `accounts.csv`, `Account_1.csv`, `old-Account.csv`."""
    stem = _COPY.sub("", PurePath(name).stem)
    return _BY_NAME.get(plain(stem)) or _BY_NAME.get(plain(_PARTS.split(stem)[-1]))
