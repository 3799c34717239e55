"""How a power map reads, in English and Chinese."""

from typing import NamedTuple

from relgraph.core.language import Language
from relgraph.kinds.role import RoleLetter
from relgraph.powermap.changes import MapChangeKind


class MapWords(NamedTuple):
    """What is said on a power map. Texts in braces are filled in."""

    title: str
    live: str
    not_live: str
    layer: str
    no_layer: str
    ghost_lane: str
    stale: str
    age: str
    close: str
    ours: str
    rivals: str
    nobody: str
    ghosts: str
    ghost_role: str
    ghost_manager: str
    influence: str
    friction: str
    dotted: str
    reports: str
    sways: str
    stale_mark: str
    new: str
    changes: str
    no_changes: str
    truncated: str
    empty: str
    roles: dict[RoleLetter, str]
    kinds: dict[MapChangeKind, str]
    levels: dict[int | None, str]


WORDS = {
    Language.EN: MapWords(
        title="Power map",
        live="live",
        not_live="not live",
        layer="layer {layer}",
        no_layer="layer ?",
        ghost_lane="open seats",
        stale="stale",
        age="{days} d",
        close="close",
        ours="ours",
        rivals="rival",
        nobody="nobody known",
        ghosts="Nobody is known",
        ghost_role="{letter}: no {role} is known",
        ghost_manager="to whom {name} reports",
        influence="Influence",
        friction="Friction",
        dotted="dotted line",
        reports="reports to",
        sways="sways, 0 to 1",
        stale_mark="older than {days} days",
        new="new",
        changes="Changed since {day}",
        no_changes="Nothing has changed since {day}.",
        truncated="There are more people than are shown.",
        empty="Nobody has a role or an assessment in {deal} on {day}.",
        roles={
            RoleLetter.APPROVER: "approver",
            RoleLetter.DECISION_MAKER: "decision maker",
            RoleLetter.SUPPORTER: "supporter or user",
            RoleLetter.EVALUATOR: "evaluator",
            RoleLetter.INFLUENCER: "influencer",
            RoleLetter.COACH: "coach",
        },
        kinds={
            MapChangeKind.ENTERED: "came onto the map",
            MapChangeKind.LEFT: "is on the map no more",
            MapChangeKind.ROLES: "roles",
            MapChangeKind.SUPPORT: "support",
            MapChangeKind.SEAT: "seat",
            MapChangeKind.LAYER: "layer",
            MapChangeKind.MANAGER: "reports to",
        },
        levels={
            -1: "opposed",
            0: "neutral",
            1: "supportive",
            2: "strongly supportive",
            3: "coach-grade",
            None: "unknown",
        },
    ),
    Language.ZH: MapWords(
        title="权力地图",
        live="进行中",
        not_live="未进行",
        layer="第{layer}层",
        no_layer="层级?",
        ghost_lane="缺位",
        stale="已过期",
        age="{days}天前",
        close="亲密度",
        ours="我方",
        rivals="对手",
        nobody="未知",
        ghosts="尚不知何人",
        ghost_role="{letter}：尚不知{role}",
        ghost_manager="{name}的上级",
        influence="影响",
        friction="摩擦",
        dotted="虚线",
        reports="汇报",
        sways="影响，0至1",
        stale_mark="超过{days}天",
        new="新",
        changes="自{day}以来的变化",
        no_changes="自{day}以来没有变化。",
        truncated="还有更多人未显示。",
        empty="{day} {deal}没有任何人的角色或评定。",
        roles={
            RoleLetter.APPROVER: "批准者",
            RoleLetter.DECISION_MAKER: "决策者",
            RoleLetter.SUPPORTER: "支持者",
            RoleLetter.EVALUATOR: "评估者",
            RoleLetter.INFLUENCER: "影响者",
            RoleLetter.COACH: "教练",
        },
        kinds={
            MapChangeKind.ENTERED: "进入地图",
            MapChangeKind.LEFT: "离开地图",
            MapChangeKind.ROLES: "角色",
            MapChangeKind.SUPPORT: "支持度",
            MapChangeKind.SEAT: "任职",
            MapChangeKind.LAYER: "层级",
            MapChangeKind.MANAGER: "上级",
        },
        levels={-1: "反对", 0: "中立", 1: "支持", 2: "强烈支持", 3: "教练级", None: "未知"},
    ),
}
