"""Paths in words: what to ask of whom, what may go wrong and what would help, in English and in Chinese."""

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar

from relgraph.core.language import Language
from relgraph.kinds.organization import OrganizationKind
from relgraph.paths.advice import Improvement, ImprovementKind, Risk, RiskKind
from relgraph.paths.model import Hop, Intermediary, Relation, WarmPath
from relgraph.people.model import PersonCard

WORKED_TOGETHER = "worked together"
"""The one basis of a tie that reads as a verb."""


def sentence(path: WarmPath, language: Language) -> str:
    """What to ask of whom, in order, with what is known of each relation, and what is not."""
    return _WORDS[language].sentence(path)


def weakest_sentence(path: WarmPath, language: Language) -> str:
    """Which hop is the weakest, and how strong it is."""
    return _WORDS[language].weakest(path.hops[path.weakest])


def risk_sentence(risk: Risk, path: WarmPath, language: Language) -> str:
    """What may go wrong, and with whom."""
    words = _WORDS[language]
    if risk.kind in {RiskKind.SUPPORT_UNKNOWN, RiskKind.LOAD}:
        return words.of_person(risk.kind, path.intermediaries[risk.place])
    return words.of_hop(risk.kind, path.hops[risk.place])


def improvement_sentence(improvement: Improvement, path: WarmPath, language: Language) -> str:
    """What to do, and how much more likely the whole becomes."""
    return _WORDS[language].improvement(improvement, path)


class _Words(ABC):
    """One language."""

    def hop(self, hop: Hop) -> list[str]:
        """What is known of a hop, said of the one who makes it, and plainly what is not."""
        said = [self.relation(hop)]
        if hop.basis and not _as_verb(hop):
            said.append(self.basis(hop.basis))
        if hop.until:
            said.append(self.ends(hop.until))
        # Contact is recorded of ties: of other relations it is no gap that none is.
        if hop.relation is Relation.TIE or hop.days_since_contact is not None:
            said.append(self.contact(hop.days_since_contact))
        if hop.assumed and hop.relation in {Relation.TIE, Relation.INFLUENCE}:
            said.append(self.no_strength)
        return said

    no_strength: ClassVar[str]

    @abstractmethod
    def sentence(self, path: WarmPath) -> str: ...
    @abstractmethod
    def relation(self, hop: Hop) -> str: ...
    @abstractmethod
    def basis(self, basis: str) -> str: ...
    @abstractmethod
    def ends(self, day: date) -> str: ...
    @abstractmethod
    def contact(self, days: int | None) -> str: ...
    @abstractmethod
    def weakest(self, hop: Hop) -> str: ...
    @abstractmethod
    def of_person(self, kind: RiskKind, one: Intermediary) -> str: ...
    @abstractmethod
    def of_hop(self, kind: RiskKind, hop: Hop) -> str: ...
    @abstractmethod
    def improvement(self, improvement: Improvement, path: WarmPath) -> str: ...


def _as_verb(hop: Hop) -> bool:
    return hop.relation is Relation.TIE and hop.basis == WORKED_TOGETHER


class _English(_Words):
    no_strength = "strength not recorded"

    def name(self, person: PersonCard) -> str:
        return person.english_name or person.name

    def sentence(self, path: WarmPath) -> str:
        last = len(path.hops) - 1
        steps = []
        for place, hop in enumerate(path.hops):
            link = (
                "Ask "
                if place == 0
                else ", and finally "
                if place == last > 1
                else ", and then "
                if last == 1
                else ", then "
            )
            ours = "your colleague " if place == 0 and _is_ours(hop.origin) else ""
            known = ", ".join(self.hop(hop))
            steps.append(f"{link}{ours}{self.name(hop.origin)} ({known}) to introduce you to {self.name(hop.to)}")
        return "".join(steps) + "."

    def relation(self, hop: Hop) -> str:
        to, since = self.name(hop.to), f" since {hop.since.year}" if hop.since else ""
        if _as_verb(hop):
            return f"worked together with {to}{since}"
        now, so_far = {
            Relation.TIE: (f"knows {to}", f"has known {to}"),
            Relation.INFLUENCE: (f"whom {to} listens to", f"whom {to} has listened to"),
            Relation.REPORTS_TO: (f"reports to {to}", f"has reported to {to}"),
            Relation.MANAGES: (f"manages {to}", f"has managed {to}"),
        }[hop.relation]
        return f"{so_far}{since}" if since else now

    def basis(self, basis: str) -> str:
        return basis

    def ends(self, day: date) -> str:
        return f"ending on {day}"

    def contact(self, days: int | None) -> str:
        if days is None:
            return "last contact unknown"
        return f"last contact {_EN_DAYS.get(days, f'{days} days ago')}"

    def weakest(self, hop: Hop) -> str:
        assumed = ", assumed" if hop.assumed else ""
        return f"The weakest hop is from {self.name(hop.origin)} to {self.name(hop.to)}: {hop.strength:.2f}{assumed}."

    def of_person(self, kind: RiskKind, one: Intermediary) -> str:
        name = self.name(one.person)
        if kind is RiskKind.SUPPORT_UNKNOWN:
            return f"Where {name} stands is unknown (?)."
        weighing = "" if one.ask_load == one.open_asks else f", which weigh as much as {one.ask_load:g}"
        return f"{name} has {one.open_asks} open ask{'s' if one.open_asks > 1 else ''} already{weighing}."

    def of_hop(self, kind: RiskKind, hop: Hop) -> str:
        ends = f"{self.name(hop.origin)} to {self.name(hop.to)}"
        if kind is RiskKind.COLD:
            return f"{ends}: {self.contact(hop.days_since_contact)}."
        if kind is RiskKind.MANAGER_LEFT:
            manager = hop.origin if hop.relation is Relation.MANAGES else hop.to
            return f"{ends}: {self.name(manager)} has left where the other works."
        return f"{ends}: no strength is recorded, {hop.strength:.2f} is assumed."

    def improvement(self, improvement: Improvement, path: WarmPath) -> str:
        then = f"would raise the likelihood from {path.likelihood:.2f} to {improvement.likelihood:.2f}."
        if improvement.kind is not ImprovementKind.STRENGTHEN:
            one = path.intermediaries[improvement.place]
            name = self.name(one.person)
            if improvement.kind is ImprovementKind.RELIEVE:
                return (
                    f"Closing asks made of {name} ({one.open_asks} {'are' if one.open_asks > 1 else 'is'} open) {then}"
                )
            return f"Learning where {name} stands {then}"
        hop = path.hops[improvement.place]
        origin, to = self.name(hop.origin), self.name(hop.to)
        what = f"tie between {origin} and {to}" if hop.relation is Relation.TIE else f"influence of {origin} on {to}"
        now = f"an assumed {improvement.now:.2f}" if hop.assumed else f"{improvement.now:.2f}"
        return f"Making the {what} strong (from {now} to {improvement.then:.2f}) {then}"


_EN_DAYS = {0: "today", 1: "yesterday"}


class _Chinese(_Words):
    no_strength = "强度未记录"

    def sentence(self, path: WarmPath) -> str:
        last = len(path.hops) - 1
        steps = []
        for place, hop in enumerate(path.hops):
            link = "请" if place == 0 else "，最后请" if place == last > 1 else "，再请"
            ours = "同事" if place == 0 and _is_ours(hop.origin) else ""
            steps.append(f"{link}{ours}{hop.origin.name}（{'，'.join(self.hop(hop))}）引荐{hop.to.name}")
        return "".join(steps) + "。"

    def relation(self, hop: Hop) -> str:
        to, since = hop.to.name, f"{hop.since.year}年起" if hop.since else ""
        if _as_verb(hop):
            return f"{since}与{to}共事" if since else f"与{to}共过事"
        return {
            Relation.TIE: f"{since}认识{to}",
            Relation.INFLUENCE: f"{to}{since}听取其意见",
            Relation.REPORTS_TO: f"{since}向{to}汇报",
            Relation.MANAGES: f"{since}是{to}的上级",
        }[hop.relation]

    def basis(self, basis: str) -> str:
        return _ZH_BASES.get(basis, basis)

    def ends(self, day: date) -> str:
        return f"至{day.year}年{day.month}月{day.day}日止"

    def contact(self, days: int | None) -> str:
        return "最近联系时间不详" if days is None else f"{_ZH_DAYS.get(days, f'{days}天前')}联系过"

    def weakest(self, hop: Hop) -> str:
        assumed = "（估计值）" if hop.assumed else ""
        return f"最弱的一环：{hop.origin.name}至{hop.to.name}，{hop.strength:.2f}{assumed}。"

    def of_person(self, kind: RiskKind, one: Intermediary) -> str:
        if kind is RiskKind.SUPPORT_UNKNOWN:
            return f"{one.person.name}的立场不明（?）。"
        weighing = "" if one.ask_load == one.open_asks else f"，折合{one.ask_load:g}项"
        return f"{one.person.name}已有{one.open_asks}项未了结的请托{weighing}。"

    def of_hop(self, kind: RiskKind, hop: Hop) -> str:
        ends = f"{hop.origin.name}至{hop.to.name}"
        if kind is RiskKind.COLD:
            return f"{ends}：{self.contact(hop.days_since_contact)}。"
        if kind is RiskKind.MANAGER_LEFT:
            manager = hop.origin if hop.relation is Relation.MANAGES else hop.to
            return f"{ends}：{manager.name}已离开对方所在单位。"
        return f"{ends}：强度未记录，按{hop.strength:.2f}估计。"

    def improvement(self, improvement: Improvement, path: WarmPath) -> str:
        then = f"成功率可由{path.likelihood:.2f}升至{improvement.likelihood:.2f}。"
        if improvement.kind is not ImprovementKind.STRENGTHEN:
            one = path.intermediaries[improvement.place]
            if improvement.kind is ImprovementKind.RELIEVE:
                return f"了结对{one.person.name}的请托（现有{one.open_asks}项未了结），{then}"
            return f"摸清{one.person.name}的立场，{then}"
        hop = path.hops[improvement.place]
        origin, to = hop.origin.name, hop.to.name
        what = f"{origin}与{to}的联系" if hop.relation is Relation.TIE else f"{origin}对{to}的影响"
        now = f"按{improvement.now:.2f}估计" if hop.assumed else f"{improvement.now:.2f}"
        return f"把{what}加强到{improvement.then:.2f}（现{now}），{then}"


_ZH_DAYS = {0: "今天", 1: "昨天"}
_ZH_BASES = {
    "adviser": "顾问",
    "alumni": "校友",
    "association members": "协会同仁",
    "former colleague": "前同事",
    "former colleagues": "前同事",
    "former superior": "老上级",
    "management team": "管理层同僚",
    "manager": "上级",
    "mentor": "导师",
    "met at a forum": "论坛相识",
    "neighbours": "邻居",
    "project mates": "项目伙伴",
    "shared project": "共同项目",
    "specialist advice": "专业意见",
    "technical authority": "技术权威",
    "technical judgement": "技术判断",
    "trained together": "同期培训",
    WORKED_TOGETHER: "曾共事",
}
"""Bases that are often recorded; any other is told as it is."""

_WORDS: dict[Language, _Words] = {Language.EN: _English(), Language.ZH: _Chinese()}


def _is_ours(person: PersonCard) -> bool:
    return person.organization_kind is OrganizationKind.VENDOR
