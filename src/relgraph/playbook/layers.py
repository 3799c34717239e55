"""Which layers are executive, senior and working level (method M11)."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import model_validator

from relgraph.playbook.fields import NumberUnit, PlaybookPart, number


class LayerClass(StrEnum):
    """What kind of layer somebody sits on (method M11): chairman and GM, CXO and VP, or working level."""

    EXECUTIVE = "executive"
    SENIOR = "senior"
    WORKING = "working"


class Layers(PlaybookPart):
    """Which layers of a customer's hierarchy are of which class; below `senior` all are `working`.

    Layers are those that seats are recorded with (`Position.layer`): 1 is the top of the organisation, whatever its
    titles. A seat of unknown layer is of no class.
    """

    executive: Annotated[
        int,
        number(
            NumberUnit.LAYER,
            "The lowest layer that is executive: chairman, general manager. 1 is the top.",
            "高管层（董事长、总经理）的最低层级；1为最高。",
            least=1,
            most=98,
        ),
    ]
    senior: Annotated[
        int,
        number(
            NumberUnit.LAYER,
            "The lowest layer that is senior: CXO, vice president. All below are working level.",
            "高级管理层（CXO、副总裁）的最低层级；其下均为工作层。",
            least=2,
            most=99,
        ),
    ]

    @model_validator(mode="after")
    def _senior_is_below_executive(self) -> Self:
        if self.senior <= self.executive:
            raise ValueError(f"senior ({self.senior}) must be a layer below executive ({self.executive}): a larger one")
        return self

    def class_of(self, layer: int | None) -> LayerClass | None:
        """The class of a layer (1 is the top); None for an unknown one."""
        if layer is None:
            return None
        if layer <= self.executive:
            return LayerClass.EXECUTIVE
        return LayerClass.SENIOR if layer <= self.senior else LayerClass.WORKING
