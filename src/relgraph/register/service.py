"""The register of an account's key contacts: who is in it, who answers for them, what is missing (method M4)."""

from collections.abc import Collection
from datetime import date

from relgraph.core.language import Language
from relgraph.graph.client import Reader
from relgraph.graph.query import Query
from relgraph.kinds.ownership import OwnerRole
from relgraph.record.fields import EntityKind
from relgraph.record.service import require
from relgraph.register.model import (
    MAX_ENTRIES,
    KeyContactRegister,
    LackCount,
    RegisterEntry,
    RegisterLack,
    RegisterRow,
)
from relgraph.register.words import label

FIND_KEY_CONTACTS = Query("register/find_key_contacts", RegisterRow)


async def read_register(
    reader: Reader, account: str, *, ours: Collection[str], key_actions: Collection[str], as_of: date
) -> KeyContactRegister:
    """The register of an organisation on a day.

    `ours`: ids of our people on the day; `key_actions`: the kinds of interaction that are key actions. Raises
    NotFoundError.
    """
    await require(reader, EntityKind.ORGANIZATION, [account], field="account")
    rows = await reader.fetch(
        FIND_KEY_CONTACTS,
        account=account,
        ours=list(ours),
        key_actions=list(key_actions),
        as_of=as_of,
        limit=MAX_ENTRIES + 1,
    )
    entries = [RegisterEntry(**dict(row), missing=missing_of(row)) for row in rows[:MAX_ENTRIES]]
    return KeyContactRegister(
        account=account,
        as_of=as_of,
        key_contacts=len(entries),
        whole=sum(not entry.missing for entry in entries),
        missing=[
            LackCount(
                code=lack,
                count=sum(lack in entry.missing for entry in entries),
                en=label(lack, Language.EN),
                zh=label(lack, Language.ZH),
            )
            for lack in RegisterLack
        ],
        entries=entries,
        truncated=len(rows) > MAX_ENTRIES,
    )


def missing_of(row: RegisterRow) -> list[RegisterLack]:
    """What is missing of a key contact, in the order of the codes."""
    a_owners, b_owners = (
        {owner.id for owner in row.owners if owner.role is role and owner.with_us}
        for role in (OwnerRole.A, OwnerRole.B)
    )
    seated = row.person.organization_id is not None
    missing = {
        RegisterLack.NO_POSITION_CLASS: row.position_class is None,
        RegisterLack.NO_RELATIONSHIP_CLASS: row.relationship_class is None,
        RegisterLack.NO_SEAT: not seated,
        RegisterLack.NO_LAYER: seated and row.person.layer is None,
        RegisterLack.NO_A_OWNER: not a_owners,
        RegisterLack.TWO_A_OWNERS: len(a_owners) > 1,
        RegisterLack.NO_B_OWNER: not b_owners - a_owners,
        RegisterLack.OWNER_LEFT: any(owner.with_us is False for owner in row.owners),
    }
    return [lack for lack in RegisterLack if missing[lack]]
