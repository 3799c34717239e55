"""Rules and findings as sentences, in English or Chinese. Unknown is `?`."""

from collections.abc import Mapping
from datetime import date

from relgraph.audit.evaluation.service import Naming
from relgraph.audit.rules.model import Rule, RuleChoice, Severity, Value
from relgraph.audit.runs.model import Change, ChangeKind, Finding, Lost, RuleCount, Run
from relgraph.core.language import Language

UNKNOWN = "?"
TURNS = {ChangeKind.NEW: "+", ChangeKind.REOPENED: "↻", ChangeKind.LAPSED: "!", ChangeKind.RESOLVED: "✓"}
"""Marks of changes; what is bad comes first."""
_ZH = {Severity.HIGH: "高", Severity.MEDIUM: "中", Severity.LOW: "低"}
_LOST = {
    Language.EN: {
        Lost.ACCOUNT_ENDED: "the account ended",
        Lost.RULE_NOT_ASKED: "the rule is not asked any more",
        Lost.RUN_WITHDRAWN: "the run that found it was withdrawn",
    },
    Language.ZH: {
        Lost.ACCOUNT_ENDED: "客户已终止",
        Lost.RULE_NOT_ASKED: "规则已停用",
        Lost.RUN_WITHDRAWN: "发现它的审计已撤回",
    },
}
_UNJUDGED = {
    Language.EN: "; not judged since {day}: whether it still holds is unknown",
    Language.ZH: "；自{day}起无法评估，是否仍然存在未知",
}
_RULE_CHANGED = {Language.EN: "the rule changed since", Language.ZH: "规则已变"}


def text(rule: Rule, field: str, language: Language) -> str:
    """One of a rule's texts: title, protects, remedy, counts."""
    told: str = getattr(rule, field if language is Language.EN else f"{field}_zh")
    return told


def severity(value: Severity, language: Language) -> str:
    """How much it endangers."""
    return value.value if language is Language.EN else _ZH[value]


def reason(rule: Rule, code: str, language: Language) -> str:
    """Why the rule could assess nothing."""
    found = {each.code: each for each in rule.reasons}.get(code)
    if found is None:
        return code
    return found.text if language is Language.EN else found.text_zh


def evidence(rule: Rule | None, finding: Finding, names: Mapping[str, Naming], language: Language) -> str:
    """What was seen of a finding, and since when nobody can judge it; as it is stored when the rule is gone."""
    told = _seen(rule, finding, names, language)
    return f"{told}{_UNJUDGED[language].format(day=finding.unjudged_since)}" if finding.unjudged_since else told


def _seen(rule: Rule | None, finding: Finding, names: Mapping[str, Naming], language: Language) -> str:
    values = {name: _value(value, names) for name, value in finding.evidence.items()}
    if rule is None:
        return ", ".join(f"{name} {value}" for name, value in values.items())
    deal = name_of(finding.opportunity, names) if finding.opportunity else UNKNOWN
    template = rule.evidence if language is Language.EN else rule.evidence_zh
    return template.format_map(_Known({**values, "opportunity": deal}))


def suggestion(rule: Rule | None, finding: Finding, names: Mapping[str, Naming], language: Language) -> str | None:
    """Whom to contact and by whom, where the rule can tell."""
    template = rule and (rule.suggestion if language is Language.EN else rule.suggestion_zh)
    if not template or not (finding.contact and finding.through):
        return None
    people = {"contact": name_of(finding.contact, names), "through": name_of(finding.through, names)}
    return template.format_map(_Known(people))


def name_of(id_: str, names: Mapping[str, Naming]) -> str:
    """How a thing is called; its id when nobody knows."""
    named = names.get(id_)
    return called(named.name, named.english_name) if named else id_


def called(name: str, english_name: str | None) -> str:
    """A name, with the English one where that says more."""
    return f"{name} {english_name}" if english_name and english_name != name else name


def seen(rule: Rule, count: RuleCount, language: Language) -> str:
    """How many of how many fail: `3 of 41 key contacts, 2 unknown`; or why nobody knows."""
    if language is Language.EN:
        unjudged = f", {count.unjudged} open not judged any more" if count.unjudged else ""
        if count.not_assessed:
            return f"not assessed: {reason(rule, count.not_assessed, language)}{unjudged}"
        unknown = f", {count.unknown} unknown" if count.unknown else ""
        accepted = f", {count.accepted} accepted" if count.accepted else ""
        return f"{count.failed} of {count.population} {rule.counts}{unknown}{accepted}{unjudged}"
    unjudged = f"，另有未决但无法再评估{count.unjudged}" if count.unjudged else ""
    if count.not_assessed:
        return f"未评估：{reason(rule, count.not_assessed, language)}{unjudged}"
    unknown = f"，未知{count.unknown}" if count.unknown else ""
    accepted = f"，已接受{count.accepted}" if count.accepted else ""
    return f"{rule.counts_zh}{count.population}中{count.failed}{unknown}{accepted}{unjudged}"


def choice(rule: Rule | None, chosen: RuleChoice, language: Language) -> str:
    """What the installation chose of a rule, why, and who said so; the rule by its id when it is gone."""
    title = text(rule, "title", language) if rule else chosen.rule
    was = severity(chosen.instead_of, language)
    if language is Language.EN:
        told = f"{chosen.severity.value} instead of {was}" if chosen.severity else "off"
        return f"{title}: {told}, because: {chosen.reason} ({chosen.by})"
    told = f"由{was}改为{severity(chosen.severity, language)}" if chosen.severity else "停用"
    return f"{title}：{told}，理由：{chosen.reason}（{chosen.by}）"


def playbook(run: Run, before: Run | None, language: Language) -> str | None:
    """Which playbook rules took numbers from, and which one in the run before where that was another; None: unknown."""
    if run.playbook is None:
        return None
    other = before.playbook if before and before.playbook != run.playbook else None
    if language is Language.EN:
        return f"Numbers of rules: playbook {run.playbook}" + (f" (the run before: {other})" if other else "")
    return f"规则数值：打法手册{run.playbook}" + (f"（上次审计：{other}）" if other else "")


def standing(finding: Finding, as_of: date, language: Language) -> str:
    """Since when a finding is open, whom it is assigned to by id, and whether it is accepted."""
    days = finding.age(as_of)
    again = len(finding.opened) > 1
    if language is Language.EN:
        told = f"open {days} day{'' if days == 1 else 's'}" + (", re-opened" if again else "")
    else:
        told = f"已{days}天" + ("，重新出现" if again else "")
    until = finding.accepted_until
    if until is None:
        return told
    ended_by = finding.withdrawn_by
    if language is Language.EN:
        verb = "accepted until" if until > as_of else "was accepted until"
        ended = f"; withdrawn by {ended_by}" if ended_by else ""
        return f"{told}; {verb} {until} by {finding.accepted_by}: {finding.accepted_reason}{ended}"
    verb = "接受至" if until > as_of else "曾接受至"
    ended = f"；由{ended_by}撤回" if ended_by else ""
    return f"{told}；{finding.accepted_by}{verb}{until}：{finding.accepted_reason}{ended}"


def why(change: Change, language: Language) -> str | None:
    """What a reader should know before believing a change: nobody saw it mended, or the rule changed too."""
    return lost(change.finding, language) or (_RULE_CHANGED[language] if change.rule_changed else None)


def lost(finding: Finding, language: Language) -> str | None:
    """Why it was closed although nobody saw it mended; None otherwise."""
    return _LOST[language][finding.lost] if finding.lost else None


def withdrawn(run: Run, language: Language) -> str | None:
    """Who took a run back, and why; None when nobody did."""
    if run.withdrawn_by is None:
        return None
    if language is Language.EN:
        return f"withdrawn by {run.withdrawn_by}: {run.withdrawn_reason}"
    return f"已由{run.withdrawn_by}撤回：{run.withdrawn_reason}"


def counted(run: Run, language: Language) -> str:
    """What became of the findings of a run."""
    if language is Language.EN:
        return (
            f"{run.opened} new, {run.reopened} re-opened, {run.resolved} resolved, {run.persisting} persisting; "
            f"open: {run.high} high, {run.medium} medium, {run.low} low"
            + (f", of which {run.unjudged} not judged any more" if run.unjudged else "")
        )
    return (
        f"新增{run.opened}，重现{run.reopened}，解决{run.resolved}，持续{run.persisting}；"
        f"未决：高{run.high}，中{run.medium}，低{run.low}"
        + (f"，其中{run.unjudged}项无法再评估" if run.unjudged else "")
    )


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return UNKNOWN


def _value(value: Value, names: Mapping[str, Naming]) -> str:
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, float):
        return f"{value:.2f}"
    return name_of(value, names) if isinstance(value, str) else str(value)
