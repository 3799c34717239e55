"""For how long a correction of a strength counts."""

from typing import Annotated

from relgraph.playbook.fields import PlaybookPart, days


class EffectiveStrength(PlaybookPart):
    """Which strength of a tie counts where several are known: a correction, else a recorded one, else the computed."""

    correction_days: Annotated[int, days("How long a correction by a person counts.", "人工修正的有效期。")]
