"""The words of reports beside those of rules and findings, in English and Chinese."""

from collections.abc import Mapping

from relgraph.audit.rules.model import Severity
from relgraph.core.language import Language

_BOTH: dict[str, tuple[str, str]] = {
    "lang": ("en", "zh-CN"),
    "colon": (": ", "："),
    "comma": (", ", "、"),
    "dot": (". ", "。"),
    "title": ("Coverage audit", "覆盖审计"),
    "book": ("{n} accounts", "{n}个客户"),
    "book of one": ("1 account", "1个客户"),
    "of run": ("Run {number}, as of {day}", "第{number}次审计，截至{day}"),
    "since": ("compared with run {number} of {day}", "对比第{number}次审计（{day}）"),
    "first run": ("the first run: nothing to compare with yet", "首次审计：尚无可比"),
    "by account": ("by account", "按客户"),
    "by owner": ("by owner", "按负责人"),
    "by team": ("by team", "按团队"),
    "glance": ("At a glance", "总览"),
    "stand": ("How we stand", "现状"),
    "score": ("Score", "得分"),
    "before": ("Before", "上次"),
    "was": (" (was {n})", "（上次{n}）"),
    "of 100": ("of 100", "/ 100"),
    "mean": ("Mean of {n} accounts", "{n}个客户的平均值"),
    "mean of one": ("Of 1 account", "1个客户"),
    "unscored": ("{n} without a score: nothing could be judged", "{n}个无得分：无法评估"),
    "unknown score": ("The score is unknown: nothing could be judged", "得分未知：无法评估"),
    "better": ("up {n} since {day}", "较{day}上升{n}"),
    "worse": ("down {n} since {day}", "较{day}下降{n}"),
    "same score": ("unchanged since {day}", "较{day}持平"),
    "unjudged": (
        "{n} of what is open nobody can judge any more: whether it still holds is unknown",
        "未决问题中有{n}项无法再评估，是否仍然存在未知",
    ),
    "choices": ("Rules that are off or weighed otherwise here", "在此停用或调整的规则"),
    "trend": ("Score after each run", "历次审计得分"),
    "distribution": ("Accounts by score", "客户得分分布"),
    "changed": ("What changed", "变化"),
    "changed since": ("What changed since {day}", "自{day}以来的变化"),
    "nothing changed": ("Nothing changed.", "没有变化。"),
    "open": ("Open", "未决"),
    "open now": ("Open now", "目前未决"),
    "worst accounts": ("Worst accounts", "最差的客户"),
    "who acts": ("Who must act", "由谁处理"),
    "do first": ("Do first", "先做什么"),
    "nothing to do": ("Nothing is open.", "没有未决问题。"),
    "nobody": ("Assigned to nobody", "无人负责"),
    "nobody yet": ("nobody yet: name somebody", "尚无人负责：请指定"),
    "no team": ("People without a unit of ours", "不属于我方部门的人员"),
    "people more": ("{names} and {n} more", "{names}等{all}项"),
    "many": ("How many", "数量"),
    "more": ("and {n} more", "另有{n}项"),
    "fresh": ("{n} newly open", "新近未决{n}项"),
    "contents": ("Contents", "目录"),
    "group account": ("Account by account, the worst first", "逐个客户，最差的在前"),
    "group owner": ("Owner by owner, the most urgent first", "逐个负责人，最急的在前"),
    "group team": ("Team by team, the most urgent first", "逐个团队，最急的在前"),
    "accepted": ("Accepted", "已接受"),
    "accepted until": ("until {until} by {by}: {reason}", "{by}接受至{until}：{reason}"),
    "was accepted": ("was accepted until {until} by {by}: {reason}", "{by}曾接受至{until}：{reason}"),
    "nothing open": ("Nothing is open here.", "此处没有未决问题。"),
    "who": ("Who or what", "对象"),
    "seen": ("What was seen", "发现"),
    "acts": ("Who acts", "负责人"),
    "since day": ("Open since", "始于"),
    "days": ("{n} days", "{n}天"),
    "day": ("1 day", "1天"),
    "resolved on": ("resolved {day}", "{day}解决"),
    "remedy": ("What to do", "措施"),
    "keys": ("Keys of these findings, and how to check them again", "发现编号与复核方法"),
    "replay": ("Check findings again over GraphQL", "通过GraphQL复核"),
    "replay how": (
        "Send this query with the variables that stand with the findings. It asks the rules again.",
        "用各发现所附的变量发送此查询，规则将重新评估。",
    ),
    "variables": ("Variables of the GraphQL query", "GraphQL查询的变量"),
    "rule changed": ("the rule has changed", "规则已变"),
    "rule versions": ("version {before} → {after}", "版本{before} → {after}"),
    "all account": ("All accounts", "全部客户"),
    "all owner": ("All owners", "全部负责人"),
    "all team": ("All teams", "全部团队"),
    "account": ("Account", "客户"),
    "owner": ("Owner", "负责人"),
    "team": ("Team", "团队"),
    "opportunity": ("Opportunity", "项目"),
    "seat": ("Position", "职位"),
    "severity": ("Severity", "严重程度"),
    "rule": ("Rule", "规则"),
    "rules": ("What each rule saw", "各规则所见"),
    "blind": ("What could not be judged", "无法评估之处"),
    "blind at": ("{reason} ({n} of {all} accounts)", "{reason}（{all}个客户中{n}个）"),
    "blind all": ("Every rule could judge every account.", "所有规则均可评估所有客户。"),
    "data": (
        "Empty cells are unknown or do not apply. In CSV, what begins like a formula has an apostrophe before it.",
        "空单元格表示未知或不适用。CSV中形似公式的名称前加有单引号。",
    ),
    "rule id": ("Rule id", "规则标识"),
    "result": ("Result", "结果"),
    "protects": ("Protects against", "防范"),
    "how": ("How to read this", "如何阅读"),
    "score how": (
        "The score is 100 when no rule fails and 0 when all do; high counts 5, medium 3, low 1. Accepted findings and "
        "what nobody can judge are left out; what was open and nobody can judge any more stays a loss. ? is unknown, "
        "never 0.",
        "无规则不合格为100分，全部不合格为0分；高权重5，中3，低1。已接受的和无法评估的不计入；曾未决而无法再评估的仍然扣分。"
        "? 表示未知，绝不是0。",
    ),
    "left groups": (
        "{n} more are not told finding by finding; the report as a workbook (XLSX) tells more.",
        "另有{n}个未逐项列出；工作簿（XLSX）格式的报告内容更全。",
    ),
    "left rows": ("{n} more are not in this table.", "另有{n}个不在此表中。"),
    "left lines": ("{n} more findings are not told here.", "此处另有{n}项未列出。"),
    "left findings": ("{n} findings are not in this report.", "另有{n}项发现未列入本报告。"),
    "made by": ("Made by relgraph", "由relgraph生成"),
    "new": ("New", "新增"),
    "reopened": ("Re-opened", "重现"),
    "lapsed": ("Acceptance lapsed", "接受已到期"),
    "resolved": ("Resolved", "已解决"),
    "high": ("High", "高"),
    "medium": ("Medium", "中"),
    "low": ("Low", "低"),
    "persisting": ("Open before", "此前已未决"),
    "key": ("Key", "编号"),
    "kind": ("Kind", "类型"),
    "status": ("Status", "状态"),
    "change": ("Change", "变化"),
    "subject id": ("Id", "标识"),
    "account id": ("Account id", "客户标识"),
    "owner id": ("Owner id", "负责人标识"),
    "evidence": ("Evidence", "依据"),
    "suggestion": ("Suggestion", "建议"),
    "age": ("Days open", "未决天数"),
    "resolved day": ("Resolved on", "解决日期"),
    "until": ("Accepted until", "接受至"),
    "reason": ("Accepted because", "接受理由"),
    "by": ("Accepted by", "接受人"),
    "replay request": ("GraphQL request", "GraphQL请求"),
    "population": ("Looked at", "检查数"),
    "unknown": ("Unknown", "未知"),
    "failed": ("Failing", "不合格"),
    "judged at": ("Accounts judged", "已评估客户"),
    "not judged": ("Not judged", "未评估"),
    "method": ("Method", "方法"),
    "version": ("Version", "版本"),
    "version before": ("Version before", "此前版本"),
    "sheet changes": ("Changes", "变化"),
    "sheet findings": ("Findings", "发现"),
    "sheet accounts": ("Accounts", "客户"),
    "sheet owners": ("Owners", "负责人"),
    "sheet teams": ("Teams", "团队"),
    "sheet rules": ("Rules", "规则"),
    "sheet about": ("About", "说明"),
    "person": ("person", "人员"),
    "unit": ("unit", "部门"),
    "organization": ("organisation", "组织"),
    "opportunity kind": ("opportunity", "项目"),
    "status open": ("open", "未决"),
    "status accepted": ("accepted", "已接受"),
    "status resolved": ("resolved", "已解决"),
}
LABELS: Mapping[Language, Mapping[str, str]] = {
    Language.EN: {name: both[0] for name, both in _BOTH.items()},
    Language.ZH: {name: both[1] for name, both in _BOTH.items()},
}
MARKS = {Severity.HIGH: "▲", Severity.MEDIUM: "◆", Severity.LOW: "●"}
"""Shapes of severities, so that colour alone tells nothing."""


class Labels:
    """The words of one language: `words("book", n=3)`."""

    def __init__(self, language: Language) -> None:
        self._labels = LABELS[language]

    def __call__(self, name: str, **given: object) -> str:
        told = {key: number(value) if isinstance(value, int) else value for key, value in given.items()}
        return self._labels[name].format(**told) if told else self._labels[name]


def number(value: int) -> str:
    """A count as people read it: 10,000."""
    return f"{value:,}"
