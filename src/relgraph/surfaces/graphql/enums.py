"""How the domain's enumerations read in the schema, every value with its meaning.

Strawberry looks at an enumeration as soon as a type uses it, so all of them are shown here, before any type is made.
"""

from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from relgraph.audit.rules.model import NumberKind, Scope, Severity, SubjectKind
from relgraph.audit.runs.model import ChangeKind, FindingOrder, FindingStatus, Lost, RunState
from relgraph.changes.change import RecordChangeKind
from relgraph.connect.imports.status import ImportState
from relgraph.connect.sources import SOURCES, ImportSource
from relgraph.connect.tabular.days import DateOrder
from relgraph.core.language import Language
from relgraph.hubs.model import HubMeasure
from relgraph.identity.judgement import Verdict
from relgraph.identity.matching.model import MatchReason
from relgraph.identity.matching.words import label
from relgraph.kinds import KINDS
from relgraph.news.model import NewsState, SilentKind
from relgraph.paths.advice import ImprovementKind, RiskKind
from relgraph.paths.model import COOLING_DAYS, FRESH_DAYS, Diversity, Freshness, Relation, RelationKind
from relgraph.people.model import TieOrderBy
from relgraph.promises.model import PromiseState, Side
from relgraph.record.fields import EntityKind
from relgraph.register.model import RegisterLack

E = TypeVar("E", bound=type[Enum])


def expose(enum: E, description: str, *, name: str | None = None, letters: bool = False, **meanings: str) -> E:
    """Make an enumeration of the domain a GraphQL enum; `meanings` says what each member means.

    `name` is what the schema calls it where the domain's name says too little there. With `letters`, the values are
    shown instead of the members' names, e.g. `A` instead of `APPROVER`.
    """
    if unlike := set(meanings) ^ set(enum.__members__):
        raise TypeError(f"{enum.__name__}: {sorted(unlike)} are not both members and explained")
    shown = strawberry.enum(enum, name=name, description=description, graphql_name_from="value" if letters else "key")
    definition: StrawberryEnumDefinition = shown.__strawberry_definition__  # type: ignore[attr-defined]
    for value, meaning in zip(definition.values, (meanings[name] for name in enum.__members__), strict=True):
        value.description = meaning
    return shown


for _kind in KINDS:
    for _told in _kind.enums:
        expose(_told.enum, _told.meaning, letters=_told.letters, **_told.members)
    if _kind.choice:
        _by = _kind.choice.ordering
        expose(_by.enum, _by.meaning, letters=False, **_by.members)

expose(
    Relation,
    "By what a hop goes from one person to the next.",
    TIE="They know each other.",
    INFLUENCE="The next one listens to this one.",
    REPORTS_TO="This one reports to the next one.",
    MANAGES="The next one reports to this one.",
)
expose(
    RelationKind,
    "The kinds of relation that hops can use.",
    TIE="Ties, both ways.",
    INFLUENCE="Influence, towards the influenced.",
    LINE="Reporting lines, upwards and downwards.",
)
expose(
    RecordChangeKind,
    "What became of a thing.",
    RECORDED="It is new.",
    CHANGED="A further version of a fact: from a day on it holds otherwise, or again.",
    CORRECTED="What was recorded was replaced; the days that it is about stayed, or were corrected too.",
    ENDED="It got a first day on which it no longer holds.",
)
expose(
    Freshness,
    "How long ago two people were last in contact (method M14).",
    FRESH=f"At most {FRESH_DAYS} days.",
    COOLING=f"At most {COOLING_DAYS} days.",
    COLD="Longer.",
    UNKNOWN="No contact is known; that is not cold.",
)
expose(
    Diversity,
    "How much the listed paths must differ: each is the best that fits those before it.",
    NONE="The best paths, however alike.",
    DISTINCT_INTRODUCER="Nobody makes the last hop of two of them.",
    NODE_DISJOINT="Nobody stands between start and target on two of them.",
)
expose(
    RiskKind,
    "What may go wrong on a path.",
    SUPPORT_UNKNOWN="An intermediary at the opportunity's account, whose support in it is unknown.",
    LOAD="An intermediary with more open asks than are free.",
    ASSUMED_STRENGTH="A hop whose strength is a default because none is recorded.",
    COLD="A hop between people whose last contact was more than a year ago.",
    MANAGER_LEFT="A reporting line whose manager has left the organisation where the other sits.",
)
expose(
    ImprovementKind,
    "What can be done about a path.",
    STRENGTHEN="Make a tie or an influence strong.",
    RELIEVE="Close an intermediary's asks beyond what is free.",
    LEARN_SUPPORT="Learn where an intermediary stands.",
)
expose(
    Language,
    "A language of sentences.",
    EN="English, with names in Latin script where known.",
    ZH="Chinese 中文.",
)
expose(
    HubMeasure,
    "What hubs can be ranked by.",
    INFLUENCE="Sum of the known weights with which others listen to them.",
    PAGERANK="How much is listened to them by those who are listened to.",
    REACH="People they sway in at most two steps.",
    DEGREE="People they have a tie with.",
    CORE="How tightly knit a circle they belong to.",
    CLOSENESS="How near they are to everyone over ties.",
    BETWEENNESS="How many of the likeliest chains of ties run through them.",
    CONSTRAINT="How much their contacts are tied up with each other: the least constrained come first.",
    EFFECTIVE_SIZE="Their contacts less what these repeat of each other.",
    BROKERAGE="Pairs of their contacts that only they connect.",
    BRIDGES="Contacts in other units or organisations.",
)
expose(
    Severity,
    "How much a hole endangers the deal or the account.",
    HIGH="Mend it now.",
    MEDIUM="Mend it soon.",
    LOW="Mend it when there is time.",
)
expose(
    SubjectKind,
    "What a hole is about.",
    PERSON="A person.",
    UNIT="A unit.",
    OPPORTUNITY="An opportunity.",
    ORGANIZATION="The account itself.",
)
expose(
    TieOrderBy,
    "By what ties are ordered.",
    STRENGTH="By strength.",
    SINCE="By the first day on which they hold.",
    LAST_CONTACT="By the last contact, as known by the day asked about.",
    RECORDED="By when relgraph learnt of them.",
)
expose(
    EntityKind,
    "The kinds of entity.",
    ORGANIZATION="An organisation.",
    UNIT="A unit of an organisation.",
    PERSON="A person.",
    OPPORTUNITY="An opportunity.",
    INTERACTION="An interaction.",
    NEWS="A piece of news.",
)
expose(
    Scope,
    "What a coverage rule can be asked about.",
    ACCOUNT="An account as a whole.",
    OPPORTUNITY="A single opportunity.",
)
expose(
    NumberKind,
    "What kind of number a rule takes.",
    INT="A whole number.",
    FLOAT="Any number.",
)
expose(
    RunState,
    "How far an audit is.",
    name="AuditRunState",
    RUNNING="Under way, or stopped: the next of the same accounts, day and rules continues it.",
    FINISHED="All of its accounts are done.",
    ABANDONED="Given up for a later one; what it saw stands.",
    WITHDRAWN="It was taken back: findings are as if it had not been made.",
)
expose(
    FindingStatus,
    "Where a finding stands on a day.",
    name="FindingStatus",
    OPEN="It fails, and counts.",
    ACCEPTED="It fails, and somebody accepted that until a later day: no score counts it until then.",
    RESOLVED="It does not fail any more.",
)
expose(
    Lost,
    "Why a finding was closed although nobody saw it mended.",
    name="FindingLost",
    ACCOUNT_ENDED="Its account has ended.",
    RULE_NOT_ASKED="Its rule is not asked any more.",
    RUN_WITHDRAWN="The run that found it was withdrawn.",
)
expose(
    FindingOrder,
    "In what order findings come.",
    SEVERITY="The severest first; of these, those of the earliest runs.",
    AGE="Those that are open longest first.",
    ACCOUNT="Account by account, by `externalId`; in each the severest first.",
    KEY="By key: in an order that never changes, for walking through all while they change.",
)
expose(
    ChangeKind,
    "What became of a finding between two runs.",
    name="FindingChange",
    NEW="It was seen for the first time.",
    REOPENED="It was seen again after it had been resolved.",
    RESOLVED="It does not fail any more.",
    LAPSED="It fails, and is not accepted any more.",
)

expose(
    ImportSource,
    "What an export is of, and what is read of it.",
    letters=False,
    CSV="CSV files as `relgraph export` writes them.",
    **{each.name.upper(): f"{each.reads[0].upper()}{each.reads[1:]}" for each in SOURCES},
)
expose(
    ImportState,
    "How far an import is.",
    READING="Its files are read.",
    LOADING="What they tell is loaded; in a dry run it is compared with what is recorded.",
    FINISHED="All of it is done; rows may have been rejected.",
    FAILED="It stopped at an error; what was loaded until then stays, and is found unchanged when it is started again.",
    INTERRUPTED="The service was stopped meanwhile; likewise.",
)
expose(
    DateOrder,
    "In which order days of numbers are written.",
    DAY_FIRST="The day first: 31/12/2026.",
    MONTH_FIRST="The month first: 12/31/2026.",
    YEAR_FIRST="The year first: 2026/12/31.",
)
expose(
    Verdict,
    "What was judged of two.",
    name="IdentityVerdict",
    SAME="They are one and the same.",
    DIFFERENT="They are two.",
    UNSURE="Nobody can tell.",
)
expose(
    MatchReason,
    "What speaks for two being one, or against it.",
    name="IdentityReasonKind",
    letters=False,
    **{each.name: f"{label(each, Language.EN)[0].upper()}{label(each, Language.EN)[1:]}." for each in MatchReason},
)
expose(
    Side,
    "Who does something for the other (method M15).",
    OURS="One of ours.",
    THEIRS="Somebody who is none of ours.",
)
expose(
    PromiseState,
    "How a promise stands on a day (method M15).",
    OPEN="It is not closed, nor past the day on which it is due; maybe none was said.",
    OVERDUE="It is not closed, and was due before the day.",
    CLOSED="It is closed.",
)
expose(
    NewsState,
    "How well a piece of news is confirmed by a day (method M19).",
    CONFIRMED="By two channels that are independent of each other: two people of different departments, none of ours.",
    SINGLE_CHANNEL="Who said it is known; nobody who is independent of them has confirmed it, as far as is known.",
    UNKNOWN_SOURCE="Who said it is not known.",
)
expose(
    SilentKind,
    "What can be silent.",
    UNIT="A department in which somebody sits.",
    OPPORTUNITY="A live deal.",
)
expose(
    RegisterLack,
    "What the register lacks of a key contact (method M4). Owners count while they are known to be with us.",
    NO_POSITION_CLASS="Nobody has said how much the seat weighs.",
    NO_RELATIONSHIP_CLASS="Nobody has said how close we are.",
    NO_SEAT="No seat of theirs is known.",
    NO_LAYER="The layer of their main seat is unknown.",
    NO_A_OWNER="Nobody of ours answers for the relationship.",
    TWO_A_OWNERS="More than one of ours answers for it.",
    NO_B_OWNER="Nobody of ours but the A-owner stands in: the relationship may be one employee's private asset.",
    OWNER_LEFT="One of the owners has left us.",
)
