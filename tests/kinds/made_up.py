"""relgraph with a kind that it does not have: `python -m tests.kinds.made_up COMMAND …`."""

from typing import Annotated, ClassVar

import relgraph.kinds
from relgraph.record.fields import Fraction, PersonId, Said, Text
from relgraph.record.kind import Heading, Listed, Words, fact
from relgraph.record.kinds import Kinds
from relgraph.record.model import Fact


# <declaration>
class Sponsorship(Fact):
    """A leader of ours looks after a contact."""

    noun: ClassVar[str] = "sponsorship"
    file: ClassVar[str] = "sponsorships"
    natural_key: ClassVar[tuple[str, ...]] = ("sponsor", "contact")

    sponsor: Annotated[PersonId, Said("Our leader.")]
    contact: Annotated[PersonId, Said("Whom they look after.")]
    effort: Annotated[Fraction | None, Said("How much they give, 0..1.", column="0..1")] = None
    reason: Annotated[Text | None, Said("Why.")] = None


SPONSORSHIPS = fact(
    Sponsorship,
    "SPONSORS",
    Words(shown="A leader of ours looks after a contact.", one="a sponsorship", this="The sponsorship"),
    ("looks after", "looked after by"),
    lists={
        "sponsor": Listed("sponsored", "Whom they look after."),
        "contact": Listed("sponsors", "Who looks after them.", Heading("sponsors", "sponsors")),
    },
)
# </declaration>

relgraph.kinds.KINDS = Kinds((*relgraph.kinds.KINDS, SPONSORSHIPS))

if __name__ == "__main__":
    from relgraph.cli.main import main  # with the kind, so after it

    main()
