"""GraphQL: the playbook in force, as far as screens need it (docs/playbook.md)."""

from typing import Self

import strawberry

from relgraph.playbook import model
from relgraph.playbook.assessments import Assessments
from relgraph.playbook.service import load_playbook
from relgraph.surfaces.graphql.ids import global_id
from relgraph.surfaces.graphql.nodes import Info, Keyed


@strawberry.type(description="A kind of interaction between ours and a customer's people.")
class InteractionKind:
    """Shows a kind of interaction."""

    kind: str = strawberry.field(description="What records call it, e.g. `company_visit`.")
    word: str = strawberry.field(description="What it is called in English.")
    word_zh: str = strawberry.field(description="What it is called in Chinese.")
    key_action: bool = strawberry.field(description="Whether it is one of the key actions, which the rhythm counts.")


@strawberry.type(description="A level of a scale, and what it means.")
class AspectLevel:
    """Shows a level."""

    level: int = strawberry.field(description="The level.")
    word: str = strawberry.field(description="What it means in English.")
    word_zh: str = strawberry.field(description="What it means in Chinese.")


@strawberry.type(description="What ours assess of contacts, and on which scale.")
class AssessedAspect:
    """Shows an aspect."""

    aspect: str = strawberry.field(description="What records call it, e.g. `acceptance`.")
    word: str = strawberry.field(description="What it is called in English.")
    word_zh: str = strawberry.field(description="What it is called in Chinese.")
    dimension: bool = strawberry.field(description="Whether it is one of the dimensions of which the score is made.")
    levels: list[AspectLevel] = strawberry.field(description="Its levels, the lowest first.")
    evidence_from: int = strawberry.field(description="The lowest level that needs evidence.")


@strawberry.type(description="The playbook in force: what this installation does its own way.")
class Playbook(Keyed):
    """Shows the playbook."""

    version: str = strawberry.field(description="Its version, as audits remember it.")
    interaction_kinds: list[InteractionKind] = strawberry.field(description="The kinds of interaction, in its order.")

    assessed_aspects: list[AssessedAspect] = strawberry.field(description="What ours assess of contacts, in its order.")

    def own_id(self) -> strawberry.ID:
        """Of its version, which whoever changes it changes."""
        return global_id("Playbook", self.version, None)

    @classmethod
    def of(cls, playbook: model.Playbook) -> Self:
        """Show a playbook."""
        kinds = [
            InteractionKind(kind=id_, word=kind.en, word_zh=kind.zh, key_action=kind.key_action)
            for id_, kind in playbook.interactions.items()
        ]
        aspects = [_aspect(id_, playbook.assessments) for id_ in playbook.assessments.aspects]
        return cls(version=playbook.version, interaction_kinds=kinds, assessed_aspects=aspects)


def _aspect(id_: str, known: Assessments) -> AssessedAspect:
    aspect = known.aspects[id_]
    scale = known.scales[aspect.scale]
    words = {level: scale.levels[str(level)] for level in scale.known}
    return AssessedAspect(
        aspect=id_,
        word=aspect.en,
        word_zh=aspect.zh,
        dimension=aspect.dimension,
        levels=[AspectLevel(level=level, word=each.en, word_zh=each.zh) for level, each in words.items()],
        evidence_from=scale.evidence_from,
    )


@strawberry.type
class PlaybookQuery:
    """The root field about the playbook."""

    @strawberry.field(description="The playbook in force (`RELGRAPH_PLAYBOOK`).")
    def playbook(self, info: Info) -> Playbook:
        return Playbook.of(load_playbook(info.context.graph.settings.playbook))
