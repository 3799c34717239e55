"""How a decision chain is printed."""

from collections.abc import Iterable

from rich.console import Console

from relgraph.chain.model import (
    BlockedMember,
    ChainMember,
    ChainWay,
    CompetitorReach,
    DecisionChain,
    Readiness,
    WhatIf,
)
from relgraph.chain.words import LACKS, PARTS, STATES, way_of
from relgraph.core.language import Language
from relgraph.kinds.role import RoleLetter
from relgraph.surfaces.cli import cells

_TITLE = {Language.EN: "Decision chain of {deal}, {day}.", Language.ZH: "{deal}的决策链，{day}。"}
_ENDED = {Language.EN: "The deal is not live on that day.", Language.ZH: "该项目当日并非进行中。"}
_READY = {
    Language.EN: "Readiness {figure} of 100, {most} at best: of {unknown} points nothing is known.",
    Language.ZH: "就绪度 {figure}（满分100），最好可达 {most}：其中 {unknown} 分未知。",
}
_NOT_ASSESSED = {Language.EN: "Readiness not assessed: {why}.", Language.ZH: "就绪度未评估：{why}。"}
_PARTS = {
    Language.EN: ("part", "points", "secured", "unknown", "lacking or against us"),
    Language.ZH: ("构成", "分值", "已确保", "未知", "缺失或反对"),
}
_MEMBERS = {
    Language.EN: ("who", "roles", "stands", "share", "say", "swayed by", "our way", "competitor"),
    Language.ZH: ("人员", "角色", "立场", "份额", "发言权", "受谁影响", "我方路径", "竞争对手"),
}
_VACANT = {Language.EN: "nobody is known", Language.ZH: "无人任此角色"}
_POSSIBLE = {Language.EN: "{way} possible", Language.ZH: "{way} 可能"}
_STALE = {Language.EN: ", stale", Language.ZH: "，已过期"}
_DIFFER = {Language.EN: ", sources differ", Language.ZH: "，来源不一"}
_NEARER = {
    True: {Language.EN: "nearer: {who}", Language.ZH: "更近：{who}"},
    False: {Language.EN: "not nearer: {who}", Language.ZH: "不更近：{who}"},
    None: {Language.EN: "may be nearer: {who}", Language.ZH: "可能更近：{who}"},
}
_MORE_VOICES = {Language.EN: "and {count} more", Language.ZH: "另有{count}人"}
_COACH = {Language.EN: "Coach: {who}", Language.ZH: "教练：{who}"}
_NO_COACH = {Language.EN: "Coach: nobody", Language.ZH: "教练：无"}
_KEY = {Language.EN: "Largest say: {who}", Language.ZH: "发言权最大：{who}"}
_BLOCKERS = {Language.EN: "Blockers", Language.ZH: "反对者"}
_BLOCKS = {
    Language.EN: "  {foe} sways {member} ({strength:.2f}); around: {around}",
    Language.ZH: "  {foe}影响{member}（{strength:.2f}）；绕行：{around}",
}
_IS_MEMBER = {Language.EN: "  {foe} has a key role ({roles})", Language.ZH: "  {foe}担任关键角色（{roles}）"}
_SUPPORTER = {Language.EN: "{who} sways them for us", Language.ZH: "{who}为我方影响此人"}
_NONE = {Language.EN: "none known", Language.ZH: "未知"}
_NEXT = {Language.EN: "Next contacts worth most", Language.ZH: "最值得的下一步接触"}
_NO_NEXT = {Language.EN: "No next contact is expected to bring anything.", Language.ZH: "没有可预期收益的下一步接触。"}
_WHAT_IF = {
    Language.EN: "What if: readiness {before} → {after} ({difference}), at best {most_before} → {most_after}.",
    Language.ZH: "假设：就绪度 {before} → {after}（{difference}），最好 {most_before} → {most_after}。",
}
_CHANGED_PART = {
    Language.EN: "  {part}: {before} → {after}, unknown {unknown_before} → {unknown_after}",
    Language.ZH: "  {part}：{before} → {after}，未知 {unknown_before} → {unknown_after}",
}
_CHANGES = {
    Language.EN: ("who", "stands", "then", "points", "then"),
    Language.ZH: ("人员", "立场", "之后", "分值", "之后"),
}
_GONE = {Language.EN: "gone", Language.ZH: "离开"}
_SAME = {Language.EN: "Of no member what is secured differs.", Language.ZH: "对各关键角色均无变化。"}
_MORE = {
    Language.EN: "More people stand around the chain than were read: figures may be too low.",
    Language.ZH: "决策链周边人员过多，未全部读取，数值可能偏低。",
}
VOICES_SHOWN = 3


def show_chain(console: Console, found: DecisionChain, deal: str, lang: Language) -> None:
    """Print a chain."""
    Printed(console, found, lang).show(deal)


class Printed:
    """One chain, as it is printed in one language."""

    def __init__(self, console: Console, found: DecisionChain, lang: Language) -> None:
        self.console, self.found, self.lang = console, found, lang

    def show(self, deal: str) -> None:
        """All of it."""
        found = self.found
        self._line(_TITLE[self.lang].format(deal=deal, day=found.as_of))
        if not found.live:
            self._line(_ENDED[self.lang])
        self._readiness(found.readiness)
        if found.members:
            self._members()
        self._line((_COACH if found.coaches else _NO_COACH)[self.lang].format(who=self._names(found.coaches)))
        say = [f"{self._name(one.person)} {one.say:.2f}" for one in found.key_people]
        if say:
            self._line(_KEY[self.lang].format(who=self._comma.join(say)))
        self._blockers()
        self._next()
        if found.what_if:
            self._what_if(found.what_if)
        if found.truncated:
            self._line(_MORE[self.lang])

    @property
    def _comma(self) -> str:
        return ", " if self.lang is Language.EN else "、"

    def _line(self, text: str) -> None:
        self.console.print(cells.heading(text), soft_wrap=True)

    def _name(self, person: str) -> str:
        card = self.found.people.get(person)
        return cells.person(card) if card else person

    def _names(self, people: Iterable[str]) -> str:
        return self._comma.join(map(self._name, people))

    def _readiness(self, readiness: Readiness) -> None:
        if readiness.not_assessed:
            self._line(_NOT_ASSESSED[self.lang].format(why=LACKS[readiness.not_assessed][self.lang]))
        else:
            unknown = sum(part.unknown for part in readiness.parts)
            told = {"figure": _points(readiness.figure), "most": _points(readiness.at_best)}
            self._line(_READY[self.lang].format(**told, unknown=_points(unknown)))
        columns = _PARTS[self.lang]
        table = cells.grid(*columns, right=columns[1:])
        for part in readiness.parts:
            numbers = (part.points, part.secured, part.unknown, part.lacking)
            cells.row(table, PARTS[part.code][self.lang], *map(_points, numbers))
        self.console.print(table)

    def _members(self) -> None:
        columns = _MEMBERS[self.lang]
        table = cells.grid(*columns, right=columns[3:5])
        for member in self.found.members:
            cells.row(
                table,
                self._name(member.person),
                " ".join(member.roles),
                self._stands(member),
                f"{member.share:.2f}",
                f"{member.say:.2f}",
                self._voices(member),
                self._way(member),
                self._rivals(member),
            )
        for letter in self._vacant():
            cells.row(table, _VACANT[self.lang], letter, cells.UNKNOWN, *[cells.UNKNOWN] * 5)
        self.console.print(table)

    def _vacant(self) -> list[RoleLetter]:
        facts = [fact for part in self.found.readiness.parts for fact in part.facts if fact.person is None]
        return list(dict.fromkeys(letter for fact in facts for letter in fact.roles))

    def _stands(self, member: ChainMember) -> str:
        level = cells.UNKNOWN if member.level is None else str(member.level)
        stale = _STALE[self.lang] if member.stale else ""
        differ = _DIFFER[self.lang] if member.sources_differ else ""
        return f"{level} {STATES[member.state][self.lang]}{stale}{differ}"

    def _voices(self, member: ChainMember) -> str:
        shown = [
            f"{_SIGNS[voice.sign]}{_span(voice)} {self._name(voice.person)}" for voice in member.voices[:VOICES_SHOWN]
        ]
        more = len(member.voices) - len(shown) + member.more_voices
        if more > 0:
            shown.append(_MORE_VOICES[self.lang].format(count=more))
        return "\n".join(shown) or cells.UNKNOWN

    def _way(self, member: ChainMember) -> str:
        """The secured way, and another that is stronger if those on it do not oppose us."""
        secured, possible = member.secured_way, member.possible_way
        told = [way_of(secured, self.found.people, self.lang)] if secured else []
        if possible and (secured is None or possible.most > secured.least):
            told.append(_POSSIBLE[self.lang].format(way=way_of(possible, self.found.people, self.lang)))
        return "\n".join(told) or cells.NONE

    def _rivals(self, member: ChainMember) -> str:
        if not self.found.competitors_known:
            return cells.UNKNOWN
        told = [_NEARER[member.rival_nearer][self.lang].format(who=self._rival(reach)) for reach in member.rivals]
        return "\n".join(told) or cells.NONE

    def _rival(self, reach: CompetitorReach) -> str:
        strength = f"{reach.least:.2f}" if reach.least == reach.most else f"{reach.least:.2f}-{reach.most:.2f}"
        return f"{self._name(reach.person)} {strength}"

    def _blockers(self) -> None:
        if not self.found.blockers:
            return
        self._line(_BLOCKERS[self.lang])
        for blocker in self.found.blockers:
            foe = self._name(blocker.person)
            if set(blocker.roles) & {member_role for one in self.found.members for member_role in one.roles}:
                self._line(_IS_MEMBER[self.lang].format(foe=foe, roles=" ".join(blocker.roles)))
            for blocked in blocker.blocks:
                told = {"foe": foe, "member": self._name(blocked.member), "strength": blocked.strength.least}
                self._line(_BLOCKS[self.lang].format(**told, around=self._around(blocked)))

    def _around(self, blocked: BlockedMember) -> str:
        told = [way_of(blocked.way, self.found.people, self.lang)] if blocked.way else []
        if blocked.supporter:
            told.append(_SUPPORTER[self.lang].format(who=self._name(blocked.supporter)))
        return self._comma.join(told) or _NONE[self.lang]

    def _next(self) -> None:
        if not self.found.next_contacts:
            self._line(_NO_NEXT[self.lang])
            return
        self._line(_NEXT[self.lang])
        for place, contact in enumerate(self.found.next_contacts, start=1):
            self._line(f"  {place}. {contact.en if self.lang is Language.EN else contact.zh}")

    def _what_if(self, what_if: WhatIf) -> None:
        before, after = self.found.readiness, what_if.readiness
        self._line(
            _WHAT_IF[self.lang].format(
                before=_points(before.figure),
                after=_points(after.figure),
                difference=cells.UNKNOWN if what_if.difference is None else f"{what_if.difference:+.1f}",
                most_before=_points(before.at_best),
                most_after=_points(after.at_best),
            )
        )
        self._changed_parts(before, after)
        if not what_if.members:
            self._line(_SAME[self.lang])
            return
        columns = _CHANGES[self.lang]
        table = cells.grid(*columns, right=[columns[3]])
        for change in what_if.members:
            then = STATES[change.after][self.lang] if change.after else _GONE[self.lang]
            points = _points(change.points_before), _points(change.points_after)
            cells.row(table, self._name(change.person), STATES[change.before][self.lang], then, *points)
        self.console.print(table)

    def _changed_parts(self, before: Readiness, after: Readiness) -> None:
        for old, new in zip(before.parts, after.parts, strict=True):
            if (old.secured, old.unknown) != (new.secured, new.unknown):
                told = {
                    "part": PARTS[old.code][self.lang],
                    "before": _points(old.secured),
                    "after": _points(new.secured),
                }
                unknown = {"unknown_before": _points(old.unknown), "unknown_after": _points(new.unknown)}
                self._line(_CHANGED_PART[self.lang].format(**told, **unknown))


_SIGNS = {1: "+", 0: "±", -1: "−", None: "?"}


def _points(value: float | None) -> str:
    return cells.number(value, 1)


def _span(way: ChainWay) -> str:
    return f"{way.least:.2f}" if way.least == way.most else f"{way.least:.2f}-{way.most:.2f}"
