"""What makes a decision chain ready (method M3)."""

from typing import Annotated, Any, Self

from pydantic import model_validator

from relgraph.playbook.fields import NumberUnit, PlaybookPart, number, told


def _points(en: str, zh: str) -> Any:  # noqa: ANN401  (as pydantic's own)
    return number(NumberUnit.POINTS, en, zh, least=1, most=100)


def _share(en: str, zh: str) -> Any:  # noqa: ANN401
    return number(NumberUnit.SHARE, en, zh, least=0, most=1)


class ChainPartPoints(PlaybookPart):
    """How much each part of the readiness weighs, against the others."""

    stance: Annotated[
        int, _points("Where those who approve, decide and evaluate stand.", "批准者、决策者、评估者的立场。")
    ]
    sway: Annotated[int, _points("How strongly our supporters sway them.", "我方支持者对他们的影响。")]
    access: Annotated[int, _points("How well ours reach them.", "我方触达他们的程度。")]
    coach: Annotated[int, _points("Whether a coach guides us.", "是否有教练指引。")]


class ChainRolePoints(PlaybookPart):
    """How much each key role weighs; those who hold one share it."""

    approver: Annotated[int, _points("Approvers.", "批准者。")]
    decision_maker: Annotated[int, _points("Decision makers.", "决策者。")]
    evaluator: Annotated[int, _points("Evaluators.", "评估者。")]


class SupportWorth(PlaybookPart):
    """What each level of support is worth, of 1."""

    opposed: Annotated[float, _share("Level -1.", "-1级。")]
    neutral: Annotated[float, _share("Level 0.", "0级。")]
    supportive: Annotated[float, _share("Level 1.", "1级。")]
    strong: Annotated[float, _share("Level 2.", "2级。")]
    coach: Annotated[float, _share("Level 3.", "3级。")]

    @model_validator(mode="after")
    def _more_support_is_worth_no_less(self) -> Self:
        told_ = list(self.model_dump().values())
        if told_ != sorted(told_):
            raise ValueError(f"the levels ({', '.join(f'{each:g}' for each in told_)}) must not fall")
        return self

    def of(self, level: int) -> float:
        """What a level from -1 to 3 is worth."""
        return (self.opposed, self.neutral, self.supportive, self.strong, self.coach)[level + 1]


class FirstAnswer(PlaybookPart):
    """Of so many whom nobody had asked, how many turn out to stand where."""

    opposed: Annotated[int, _points("Who turn out opposed.", "结果为反对者。")]
    neutral: Annotated[int, _points("Who turn out neutral.", "结果为中立者。")]
    supportive: Annotated[int, _points("Who turn out supportive.", "结果为支持者。")]
    strong: Annotated[int, _points("Who turn out strongly supportive.", "结果为强力支持者。")]

    def chances(self) -> dict[int, float]:
        """How likely each level is, -1 to 2; they add up to 1."""
        counts = (self.opposed, self.neutral, self.supportive, self.strong)
        return {level: count / sum(counts) for level, count in enumerate(counts, start=-1)}


class ChainNumbers(PlaybookPart):
    """What the readiness of a decision chain counts, and what a next contact is expected to bring."""

    parts: Annotated[ChainPartPoints, told("What each part weighs.", "各部分的权重。")]
    roles: Annotated[ChainRolePoints, told("What each key role weighs.", "各关键角色的权重。")]
    support: Annotated[SupportWorth, told("What support is worth.", "支持度的分值。")]
    step_decay: Annotated[
        float, _share("What each step of sway beyond the first keeps.", "影响每多传一步所保留的比例。")
    ]
    solid_line: Annotated[
        float, _share("How much a manager by a solid line sways whoever reports to them.", "实线上级对下属的影响。")
    ]
    dotted_line: Annotated[
        float, _share("How much a manager by a dotted line sways whoever reports to them.", "虚线上级对下属的影响。")
    ]
    first_answer: Annotated[
        FirstAnswer, told("Where people stand who were never asked.", "从未接触者首次接触后的立场。")
    ]
    raise_chance: Annotated[
        float, _share("How likely an effort raises support by one level.", "一次努力使支持度升一级的可能性。")
    ]
    new_tie: Annotated[float, _share("How strong a tie is that was just made.", "新建联系的强度。")]
