"""GraphQL: give and take with a person, between two, and with an account (method M15)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Self

import strawberry

from relgraph.playbook.service import load_playbook
from relgraph.promises import model
from relgraph.promises.balance import balance_accounts, balance_people, same_person
from relgraph.promises.model import MAX_DAYS, BalanceTerms
from relgraph.surfaces.graphql.ids import Day, global_id, optional_external_id
from relgraph.surfaces.graphql.nodes import Dated, Info, Keyed, Recorded, load_together, named


@strawberry.type(description="Asks, and what they are worth: by their weight, which may be unknown.")
class WeighedAsks:
    """Shows some asks."""

    number: int = strawberry.field(description="How many.")
    points: int = strawberry.field(
        description="What those of known weight are worth by the playbook, e.g. 1, 2 or 4 each."
    )
    unweighed: int = strawberry.field(description="How many are of unknown weight: they have no points.")


@strawberry.type(description="What one side did for the other, did not do, and still has to do.")
class BalanceSide:
    """Shows a side."""

    favours: int = strawberry.field(
        description="How many favours it did: promises kept, in time or late, and asks granted, whatever they weigh."
    )
    kept: int = strawberry.field(description="Promises that it kept in time.")
    late: int = strawberry.field(description="Promises that it kept late.")
    dropped: int = strawberry.field(description="Promises that it gave up, with a word.")
    broken: int = strawberry.field(description="Promises that it broke without a word.")
    unsaid: int = strawberry.field(description="Promises of it that are closed, and nobody has said how.")
    open: int = strawberry.field(description="Promises of it that are open.")
    overdue: int = strawberry.field(description="Of these, how many were due before the day.")
    asks_granted: WeighedAsks = strawberry.field(description="Asks of the other side that it granted.")
    asks_refused: WeighedAsks = strawberry.field(description="Those that it refused.")
    asks_dropped: WeighedAsks = strawberry.field(description="Those that the other side gave up.")
    asks_unsaid: WeighedAsks = strawberry.field(description="Those that are closed, and nobody has said how.")
    asks_open: WeighedAsks = strawberry.field(description="Those that are open.")

    @classmethod
    def of(cls, side: model.GivenAndOwed) -> Self:
        """Show one."""
        shown: dict[str, Any] = {"favours": side.favours}
        for name in type(side).model_fields:
            value = getattr(side, name)
            shown[name] = WeighedAsks(**value.model_dump()) if isinstance(value, model.Weighed) else value
        return cls(**shown)


@strawberry.type(
    description="Give and take between ours and somebody, or all at an account, on the day. Sides are those of the day "
    "on which something was promised or asked. Whatever is open counts, and what was closed after `since`."
)
class Balance(Keyed, Dated):
    """Shows a balance."""

    key: strawberry.Private[str]

    since: date = strawberry.field(description="What was closed on this day or before does not count.")
    ours: BalanceSide = strawberry.field(description="What ours did.")
    theirs: BalanceSide = strawberry.field(description="What the others did.")

    def own_id(self) -> strawberry.ID:
        """Of whom it is with, and how far it looks back."""
        return global_id("Balance", self.key, self.day)

    @classmethod
    def of(cls, balance: model.Balance, key: str, day: Day) -> Self:
        """Show one."""
        sides = {name: BalanceSide.of(getattr(balance, name)) for name in ("ours", "theirs")}
        return cls(day=day, key=key, since=balance.since, **sides)


WithPerson = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        name="with", description="Only between the two of them, by `id` or `externalId`; left out: with everybody."
    ),
]
Days = Annotated[
    int | None,
    strawberry.argument(
        description=f"How many days ago what was closed still counts: 1 to {MAX_DAYS}; left out: as the playbook says."
    ),
]


async def balance_of_person(info: Info, person: Recorded, other: str | None, days: int | None) -> Balance:
    """The balance with somebody, found together with those of all siblings."""
    id_, on, terms = optional_external_id(other, "Person", field="with"), person.day, _terms(info, days)
    if id_ == person.row.id:
        # Its siblings, who are asked about together with it, are others.
        raise same_person("with")

    async def batch(ids: list[str]) -> Sequence[model.Balance]:
        with named({"other": "with"}):
            found = await balance_people(info.context.graph, ids, as_of=on.date, other=id_, terms=terms)
        return [found[one] for one in ids]

    balance = await load_together(info, (balance_people, on.date, id_, terms), batch, person.row.id)
    return Balance.of(balance, " ".join([person.row.id, *([id_] if id_ else []), f"days={terms.days}"]), on)


async def balance_of_account(info: Info, account: Recorded, days: int | None) -> Balance:
    """The balance with an account, found together with those of all siblings."""
    on, terms = account.day, _terms(info, days)

    async def batch(ids: list[str]) -> Sequence[model.Balance]:
        found = await balance_accounts(info.context.graph, ids, as_of=on.date, terms=terms)
        return [found[one] for one in ids]

    balance = await load_together(info, (balance_accounts, on.date, terms), batch, account.row.id)
    return Balance.of(balance, f"{account.row.id} days={terms.days}", on)


def _terms(info: Info, days: int | None) -> BalanceTerms:
    return BalanceTerms.of(load_playbook(info.context.graph.settings.playbook), days)
