"""What each analysis is asked: the names and defaults that commands and fields share."""

from datetime import date

from pydantic import BaseModel

from relgraph.audit.rules.model import Thresholds
from relgraph.chain.model import ChainChanges
from relgraph.closeness.model import MAX_CONTACTS
from relgraph.formation.model import MAX_FORMATIONS
from relgraph.hubs.model import ALL_MEASURES, HubMeasure, HubScope
from relgraph.paths.model import PathOptions, Starts, Targets
from relgraph.people.model import MAX_LEVELS
from relgraph.scores.model import MAX_SCORED


class PathsAsked(BaseModel, frozen=True):
    """The `k` best paths from any of the starts to any of the targets."""

    targets: Targets
    as_of: date
    starts: Starts = Starts()
    opportunity: str | None = None
    k: int = 10
    options: PathOptions = PathOptions()


class HubsAsked(BaseModel, frozen=True):
    """The hubs of a scope: so many after a place in the order; of the measures those that take time only when wanted.

    `explained`: why each is a hub is told with it, and where they hold ties.
    """

    scope: HubScope
    as_of: date
    order_by: HubMeasure = HubMeasure.INFLUENCE
    after: str = ""
    limit: int = 25
    measures: frozenset[HubMeasure] = ALL_MEASURES
    explained: bool = False


class RisingHubsAsked(HubsAsked, frozen=True):
    """Those who gained since an earlier day."""

    since: date


class ChokePointsAsked(BaseModel, frozen=True):
    """Of one account, or of one opportunity."""

    account: str | None = None
    opportunity: str | None = None
    as_of: date
    max_hops: int = 4


class CoverageAsked(BaseModel, frozen=True):
    """Of an account, or of one opportunity."""

    account: str | None = None
    opportunity: str | None = None
    as_of: date
    thresholds: Thresholds = Thresholds()


class RegisterAsked(BaseModel, frozen=True):
    """Of an account."""

    account: str
    as_of: date


class OrgChartAsked(BaseModel, frozen=True):
    """At an organisation, in a unit, or below a person."""

    organization: str | None = None
    unit: str | None = None
    person: str | None = None
    as_of: date
    max_depth: int = MAX_LEVELS


class ClosenessAsked(BaseModel, frozen=True):
    """Of the key contacts of an account, so many at most."""

    account: str
    as_of: date
    limit: int = MAX_CONTACTS


class LeavingAsked(BaseModel, frozen=True):
    """Of a person of any side, who is imagined to leave on the day."""

    person: str
    as_of: date


class IntroductionAsked(BaseModel, frozen=True):
    """Of an account, whose people ours could meet."""

    account: str
    as_of: date


class PowerMapAsked(BaseModel, frozen=True):
    """Of an opportunity; `since`: what changed since that day is told, too."""

    opportunity: str
    as_of: date
    since: date | None = None


class ChainAsked(BaseModel, frozen=True):
    """Of an opportunity, and what would be different after some changes."""

    opportunity: str
    as_of: date
    changes: ChainChanges = ChainChanges()


class ScoresAsked(BaseModel, frozen=True):
    """Of a contact, or of the key contacts of an account, so many at most."""

    account: str | None = None
    contact: str | None = None
    as_of: date
    limit: int = MAX_SCORED


class SponsorsAsked(BaseModel, frozen=True):
    """Of an account."""

    account: str
    as_of: date


class FormationsAsked(BaseModel, frozen=True):
    """Around the key contacts of an account, so many at most."""

    account: str
    as_of: date
    limit: int = MAX_FORMATIONS


class FormationAsked(BaseModel, frozen=True):
    """Around a contact."""

    contact: str
    as_of: date
