"""What a strength rests on, in one line of English or Chinese; told with each figure."""

from collections.abc import Callable

from relgraph.core.language import Language
from relgraph.strength.model import PairStrength


def evidence_line(told: PairStrength, language: Language) -> str:
    """What was seen of a pair up to the day, and for how long nothing is heard where that is unusual."""
    return _LINES[language](told)


def _english(told: PairStrength) -> str:
    seen = told.evidence
    said = []
    if seen.meetings:
        last = _EN_DAYS.get(seen.last_meeting_days or 0, f"{seen.last_meeting_days} days ago")
        said.append(f"{_counted(seen.meetings, 'meeting')}, last {last}")
    about = "about " if seen.estimated else ""
    traffic = [
        f"{name} on {about}{_counted(days, 'day')}"
        for name, days in (("mail", seen.mail_days), ("messages", seen.message_days), ("calls", seen.call_days))
        if days
    ]
    if told.strength is None:
        said.append(f"{', '.join(traffic)}, one way only" if traffic else "no contact seen")
        return f"unknown: {'; '.join(said)}"
    if traffic:
        said.append(", ".join(traffic) + _english_balance(told.parts.balance))
    if told.silence and told.silent and seen.last:
        gap = max(1, round(told.silence.usual_gap))
        usual = "usually every day" if gap == 1 else f"usually every {gap} days"
        said.append(f"silent for {_counted((told.as_of - seen.last).days, 'day')}, {usual}")
    return "; ".join(said)


def _chinese(told: PairStrength) -> str:
    seen = told.evidence
    said = []
    if seen.meetings:
        last = _ZH_DAYS.get(seen.last_meeting_days or 0, f"{seen.last_meeting_days}天前")
        said.append(f"会面{seen.meetings}次，最近一次{last}")
    about = "约" if seen.estimated else ""
    traffic = [
        f"{name}{about}{days}天"
        for name, days in (("邮件", seen.mail_days), ("消息", seen.message_days), ("通话", seen.call_days))
        if days
    ]
    if told.strength is None:
        said.append(f"{'、'.join(traffic)}，仅单向" if traffic else "未见联系")
        return f"未知：{'；'.join(said)}"
    if traffic:
        balance = told.parts.balance
        said.append("、".join(traffic) + ("" if balance is None else f"，均衡度{balance:.2g}"))
    if told.silence and told.silent and seen.last:
        gap = max(1, round(told.silence.usual_gap))
        usual = "平时每天联系" if gap == 1 else f"平时每{gap}天联系一次"
        said.append(f"已沉默{(told.as_of - seen.last).days}天，{usual}")
    return "；".join(said)


def _english_balance(balance: float | None) -> str:
    return "" if balance is None else f", balance {balance:.2g}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


_EN_DAYS = {0: "today", 1: "yesterday"}
_ZH_DAYS = {0: "今天", 1: "昨天"}
_LINES: dict[Language, Callable[[PairStrength], str]] = {Language.EN: _english, Language.ZH: _chinese}
