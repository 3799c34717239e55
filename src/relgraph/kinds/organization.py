"""Organisations (method M1)."""

from enum import StrEnum
from typing import Annotated, ClassVar

from relgraph.graph.query import Query
from relgraph.record.choice import Choice, NarrowingByName, Ordering
from relgraph.record.fields import Said, Text
from relgraph.record.kind import Explained, KindWords, entity
from relgraph.record.model import Entity


class OrganizationKind(StrEnum):
    """What an organisation is to us. An account is a customer."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    PARTNER = "partner"
    COMPETITOR = "competitor"
    OTHER = "other"


class Organization(Entity):
    """A company, authority or other body; `vendor` is us."""

    noun: ClassVar[str] = "organization"
    file: ClassVar[str] = "organizations"
    known_by_name: ClassVar[bool] = True

    kind: Annotated[
        OrganizationKind,
        Said(
            "What it is to us.",
            column="`vendor` us, `customer` an account we manage, `partner`, `competitor`, `other`",
        ),
    ]
    name: Annotated[Text, Said("Its name.")]
    english_name: Annotated[Text | None, Said("Its name in English.")] = None
    aliases: Annotated[tuple[Text, ...], Said("Other names.", given="Other names; replaces those recorded.")] = ()


class OrganizationWanted(NarrowingByName):
    """Which organisations are wanted. `kinds`: of which kinds."""

    with_live_opportunities: Annotated[
        bool | None, Said("True: those with an opportunity that is live on the day. False: those without.")
    ] = None
    kinds: tuple[OrganizationKind, ...] | None = None


class OrganizationOrderBy(StrEnum):
    """By what organisations may be ordered."""

    NAME = "name"
    ENGLISH_NAME = "english_name"
    KIND = "kind"
    RECORDED = "recorded"


ORGANIZATIONS = entity(
    Organization,
    KindWords(
        shown="A company, authority or other body. An account is an organisation of kind CUSTOMER.",
        one="an organisation",
        this="The organisation",
        record="Create an organisation, or correct what is recorded of it.",
        end="Say from when on an organisation no longer exists.",
    ),
    enums=(
        Explained(
            OrganizationKind,
            "What an organisation is to us.",
            {
                "VENDOR": "We ourselves.",
                "CUSTOMER": "An account: a customer we manage.",
                "PARTNER": "Works with us; paths may run through it.",
                "COMPETITOR": "Works against us; its people hold ties, too.",
                "OTHER": "None of these.",
            },
        ),
    ),
    # Besides ids it finds those of some kinds.
    find=Query("kinds/find_organizations", Organization, packed=True),
    choice=Choice(
        "organisations",
        OrganizationWanted,
        Ordering(
            OrganizationOrderBy,
            "By what organisations are ordered.",
            {
                "NAME": "By name.",
                "ENGLISH_NAME": "By the name in English.",
                "KIND": "By what they are to us, as it is spelt.",
                "RECORDED": "By when relgraph learnt of them.",
            },
        ),
    ),
)
