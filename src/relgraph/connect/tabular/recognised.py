"""What the columns of a table of people most likely mean, by their names and by what their cells look like."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from relgraph.connect.tabular.days import day_of
from relgraph.connect.tabular.reader import Fault
from relgraph.connect.tabular.table import Cells
from relgraph.core.identifiers import normal


class Meaning(StrEnum):
    """What a column tells. `id` is that of the row, of whatever it is; `post` that of a seat, `person` of a person."""

    ID = "id"
    PERSON = "person"
    POST = "post"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    ENGLISH_NAME = "english_name"
    EMAIL = "email"
    PHONE = "phone"
    MOBILE = "mobile"
    LINKEDIN = "linkedin"
    ORGANIZATION = "organization"
    DOMAIN = "domain"
    UNIT = "unit"
    TITLE = "title"
    ENGLISH_TITLE = "english_title"
    MANAGER = "manager"
    MANAGER_NAME = "manager_name"
    MANAGER_EMAIL = "manager_email"
    GRADE = "grade"
    LEVEL = "level"
    DAY = "day"


_NAMES = {
    Meaning.ID: "id, uid, key, no, nr, number, nummer, record id, unique id, 编号, 序号, 编码",
    Meaning.PERSON: "employee id, employee no, employee number, employee, emp id, emp no, staff id, staff no, "
    "staff number, person id, person, personnel no, personnel number, payroll no, worker id, user id, contact id, "
    "personalnummer, personal nr, pers nr, persnr, mitarbeiternummer, mitarbeiter nr, mitarbeiter id, "
    "工号, 员工编号, 员工号, 职工号, 人员编号",
    Meaning.POST: "post, post id, post no, post unique reference, position id, position no, position number, seat, "
    "seat id, planstelle, planstellennummer, stellen nr, stellennummer, 岗位编号, 职位编号",
    Meaning.NAME: "name, full name, display name, employee name, person name, contact name, contact, staff name, "
    "holder, incumbent, vollständiger name, name vorname, nachname vorname, anzeigename, mitarbeiter, "
    "姓名, 名字, 员工姓名, 联系人, 联系人姓名, 人员姓名, 名称, 中文名",
    Meaning.FIRST_NAME: "first name, firstname, given name, forename, vorname, rufname, 名",
    Meaning.LAST_NAME: "last name, lastname, surname, family name, nachname, familienname, zuname, 姓",
    Meaning.ENGLISH_NAME: "english name, name in english, latin name, name en, 英文名, 英文姓名, 拼音",
    Meaning.EMAIL: "e mail, email, mail, e mail address, email address, mail address, work email, business email, "
    "e mail adresse, email adresse, mailadresse, 邮箱, 电子邮箱, 电子邮件, 邮件, 邮箱地址",
    Meaning.PHONE: "phone, telephone, tel, phone number, telephone number, business phone, work phone, office phone, "
    "telefon, telefonnummer, tel nr, festnetz, 电话, 联系电话, 办公电话, 座机, 电话号码",
    Meaning.MOBILE: "mobile, mobile phone, cell, cell phone, mobile number, handy, mobiltelefon, mobil, handynummer, "
    "手机, 手机号, 手机号码, 移动电话",
    Meaning.LINKEDIN: "linkedin, linkedin url, linkedin profile, linkedin profil, 领英",
    Meaning.ORGANIZATION: "organization, organisation, company, company name, account, account name, employer, "
    "customer, firma, unternehmen, firmenname, kunde, arbeitgeber, gesellschaft, 公司, 公司名称, 单位, 单位名称, 客户, "
    "客户名称, 企业",
    Meaning.DOMAIN: "domain, website, web site, web, homepage, webseite, internet, 网址, 网站, 域名",
    Meaning.UNIT: "unit, department, dept, division, team, group, org unit, organizational unit, "
    "organisational unit, business unit, section, abteilung, bereich, referat, organisationseinheit, einheit, "
    "dezernat, 部门, 部门名称, 所属部门, 科室, 处室, 组织",
    Meaning.TITLE: "title, job title, jobtitle, position, role title, job, job role, function, funktion, titel, "
    "stelle, stellenbezeichnung, positionsbezeichnung, dienststellung, berufsbezeichnung, "
    "职位, 职务, 岗位, 职称, 头衔, 职位名称, 岗位名称",
    Meaning.ENGLISH_TITLE: "english title, title in english, 英文职位, 英文职务",
    Meaning.MANAGER: "manager, manager id, manager no, manager number, reports to, reports to id, supervisor, "
    "supervisor id, boss, line manager, parent, parent id, superior, reporting senior post, reports to post, "
    "vorgesetzter, vorgesetzte, vorgesetzte r, vorgesetzter id, vorgesetzten nr, führungskraft, berichtet an, chef, "
    "上级, 上级工号, 上级编号, 直属上级, 直接上级, 汇报对象, 汇报给, 主管, 经理, 领导, 上级领导",
    Meaning.MANAGER_NAME: "manager name, supervisor name, reports to name, line manager name, boss name, "
    "name des vorgesetzten, name vorgesetzter, 上级姓名, 主管姓名, 直属上级姓名, 直接上级姓名, 领导姓名",
    Meaning.MANAGER_EMAIL: "manager email, manager e mail, manager mail, supervisor email, "
    "e mail vorgesetzter, email vorgesetzter, e mail des vorgesetzten, 上级邮箱, 主管邮箱",
    Meaning.GRADE: "grade, pay grade, band, besoldungsgruppe, entgeltgruppe, eingruppierung, 职级, 级别, 等级",
    Meaning.LEVEL: "level, hierarchy level, ebene, hierarchieebene, stufe, 层级",
    Meaning.DAY: "date, as of, as at, stand, datum, stichtag, 日期, 截至日期",
}
"""Names in English, German and Chinese, as `_plain` has them."""

NULLS = frozenset({"N/A", "n/a", "#N/A", "-", "NULL", "null"})
"""Cells that most likely mean nothing."""

_MOST = 0.8
_SEPARATORS = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Recognised(NamedTuple):
    """A column, what it is taken for, and why."""

    column: str
    why: str


def _plain(name: str) -> str:
    """A name without case, accents of width, humps and signs: `parentId` and `Parent-ID` are `parent id`."""
    parted = _HUMP.sub(" ", unicodedata.normalize("NFKC", name))
    return _SEPARATORS.sub(" ", parted.casefold()).strip()


_BY_NAME = {_plain(name): meaning for meaning, names in _NAMES.items() for name in names.split(",")}


def meaning_of(name: str) -> Meaning | None:
    """What a column of this name is; None where the name says nothing."""
    plain = _plain(name)
    return _BY_NAME.get(plain) or _BY_NAME.get(plain.replace(" ", ""))


def is_header_of_people(cells: Sequence[str]) -> bool:
    """Whether these cells are names of columns, of which one tells a name and another something else."""
    found = {meaning_of(cell) for cell in cells} - {None}
    return len(found) > 1 and bool(found & {Meaning.NAME, Meaning.LAST_NAME, Meaning.ORGANIZATION})


def recognised(columns: Sequence[str], sample: Sequence[Cells]) -> dict[Meaning, Recognised]:
    """What the columns mean, as far as that is known: one column a meaning, the first where several fit."""
    found: dict[Meaning, Recognised] = {}
    for column in columns:
        if meaning := meaning_of(column):
            found.setdefault(meaning, Recognised(column, "by its name"))
    taken = {each.column for each in found.values()}
    for column in columns:
        if column and column not in taken and (looks := _looks_like(column, sample)) and looks not in found:
            found[looks] = Recognised(column, f"its cells look like {_LOOK[looks]}")
    return found


_LOOK = {Meaning.EMAIL: "e-mail addresses", Meaning.LINKEDIN: "LinkedIn profiles"}


def _looks_like(column: str, sample: Sequence[Cells]) -> Meaning | None:
    filled = [cells[column] for cells in sample if cells.get(column, "-") not in NULLS]
    fits = {meaning: sum(normal(meaning.value, cell) is not None for cell in filled) for meaning in _LOOK}
    return next((meaning for meaning, times in fits.items() if filled and times >= _MOST * len(filled)), None)


def hint(column: str, sample: Sequence[Cells]) -> str:
    """What the cells of a column look like that is not recognised."""
    filled = [cells[column] for cells in sample if cells.get(column, "-") not in NULLS]
    if not filled:
        return "empty"
    if sum(_is_day(cell) for cell in filled) >= _MOST * len(filled):
        return "days"
    if len(filled) > 1 and len(set(filled)) == len(sample) and all(re.fullmatch(r"[\w.:/-]+", c) for c in filled):
        return "ids: all are different"
    different = len(set(filled))
    return f"{different:,} different text{'s' if different != 1 else ''}"


def _is_day(cell: str) -> bool:
    found = day_of(cell, None, "")
    return not re.fullmatch(r"\d+", cell) and (not isinstance(found, Fault) or "two ways" in found.message)
