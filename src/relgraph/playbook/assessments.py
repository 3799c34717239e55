"""What ours assess of contacts, on which scales, and how that makes a score (method M5)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from relgraph.playbook.fields import NumberUnit, PlaybookPart, days, number, told
from relgraph.playbook.interactions import Word

AspectId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What records and programs call an aspect or a scale, e.g. `project_support`."""

LevelName = Annotated[str, StringConstraints(pattern=r"^(0|-?[1-9])$")]
"""A level from -9 to 9, as a name of the playbook."""

LOWEST, HIGHEST = -9, 9


class LevelWords(PlaybookPart):
    """What a level means."""

    en: Annotated[Word, told("What it means in English.", "英文含义。")]
    zh: Annotated[Word, told("What it means in Chinese.", "中文含义。")]


class LevelScale(PlaybookPart):
    """Levels, each next to the other, with what they mean; from one on an assessment says what it rests on."""

    levels: Annotated[Mapping[LevelName, LevelWords], told("Its levels, and what they mean.", "各级及其含义。")]
    evidence_from: Annotated[
        int,
        number(
            NumberUnit.LEVEL,
            "The lowest level that needs evidence; one above all levels: none does.",
            "达到此级须附证据；高于所有级别则一律不需。",
            least=LOWEST,
            most=HIGHEST + 1,
        ),
    ]

    @model_validator(mode="after")
    def _has_no_gaps(self) -> Self:
        if self.known != list(range(self.lowest, self.highest + 1)) or len(self.known) == 1:
            raise ValueError(f"levels ({', '.join(map(str, self.known))}) must be two or more, without a gap")
        return self

    @property
    def known(self) -> list[int]:
        """All levels, the lowest first."""
        return sorted(map(int, self.levels))

    @property
    def lowest(self) -> int:
        """The lowest level."""
        return min(map(int, self.levels), default=0)

    @property
    def highest(self) -> int:
        """The highest level."""
        return max(map(int, self.levels), default=0)


class Aspect(PlaybookPart):
    """What is assessed of a contact."""

    en: Annotated[Word, told("What it is called in English.", "英文名称。")]
    zh: Annotated[Word, told("What it is called in Chinese.", "中文名称。")]
    scale: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=40)],
        told("On which scale it is assessed.", "按哪个量表评定。"),
    ]
    dimension: Annotated[
        bool,
        told("Whether it is one of the dimensions of which the score is made.", "是否为构成评分的维度。"),
    ]
    weight: Annotated[
        int,
        number(NumberUnit.TIMES, "How many times it counts in the score.", "在评分中计几倍。", least=1, most=100),
    ]


class Assessments(PlaybookPart):
    """What ours assess of contacts, and how dimensions make a score (method M5)."""

    scales: Annotated[Mapping[AspectId, LevelScale], told("Scales of levels.", "量表。")]
    aspects: Annotated[Mapping[AspectId, Aspect], told("What is assessed.", "评定内容。")]
    period_days: Annotated[
        int, days("How long an assessment counts; the period before it is as long.", "评定的有效期；上一期与之等长。")
    ]
    known_at_least: Annotated[
        int,
        number(
            NumberUnit.DIMENSIONS,
            "How many dimensions must be known before there is a score.",
            "至少已知多少个维度才有总评。",
            least=1,
            most=100,
        ),
    ]
    far_apart: Annotated[
        int,
        number(
            NumberUnit.LEVELS,
            "From how many levels between the lowest and the highest on raters are far apart.",
            "评定者之间相差多少级算分歧大。",
            least=1,
            most=HIGHEST - LOWEST,
        ),
    ]

    @property
    def dimensions(self) -> dict[str, Aspect]:
        """The aspects of which the score is made, in the order of the playbook."""
        return {name: aspect for name, aspect in self.aspects.items() if aspect.dimension}

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for name, aspect in self.aspects.items():
            if aspect.scale not in self.scales:
                raise ValueError(f"{name} is on the scale '{aspect.scale}', which is none of {', '.join(self.scales)}")
        if len({aspect.scale for aspect in self.dimensions.values()}) > 1:
            raise ValueError("dimensions are on one scale, or a score of them would mean nothing")
        if self.known_at_least > len(self.dimensions):
            raise ValueError(
                f"known_at_least ({self.known_at_least}) must be at most the number of dimensions "
                f"({len(self.dimensions)})"
            )
        return self
