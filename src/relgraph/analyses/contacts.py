"""Analyses of how we stand with key contacts, each told once (ADR 0018).

The register, closeness and support, scores, sponsors, formations.
"""

from relgraph.analyses.asked import (
    ClosenessAsked,
    FormationAsked,
    FormationsAsked,
    RegisterAsked,
    ScoresAsked,
    SponsorsAsked,
)
from relgraph.analyses.caller import find_caller
from relgraph.analyses.declaration import CONTACTS, QUERY, Analysis, Means, Words
from relgraph.audit.evaluation.service import find_sides
from relgraph.closeness.model import AccountRelationships
from relgraph.closeness.service import find_relationships
from relgraph.formation.model import AccountFormations, ContactFormation
from relgraph.formation.service import find_formation, find_formations
from relgraph.playbook.service import load_playbook
from relgraph.register.model import KeyContactRegister
from relgraph.register.service import read_register
from relgraph.scores.model import ContactScores
from relgraph.scores.service import Scoring, find_scores
from relgraph.sponsors.model import AccountSponsors
from relgraph.sponsors.service import SponsorNumbers, find_sponsors


async def _register(means: Means, asked: RegisterAsked) -> KeyContactRegister:
    sides = await means.sides(asked.as_of) if means.sides else await find_sides(means.graph, asked.as_of)
    kinds = load_playbook(means.graph.settings.playbook).interactions
    key_actions = [id_ for id_, kind in kinds.items() if kind.key_action]
    return await read_register(means.graph, asked.account, ours=sides.ours, key_actions=key_actions, as_of=asked.as_of)


async def _closeness(means: Means, asked: ClosenessAsked) -> AccountRelationships:
    limits = load_playbook(means.graph.settings.playbook).relationship
    return await find_relationships(means.graph, asked.account, limits=limits, as_of=asked.as_of, limit=asked.limit)


async def _scores(means: Means, asked: ScoresAsked) -> ContactScores:
    numbers = load_playbook(means.graph.settings.playbook).assessments
    caller = await find_caller(means.graph, means.graph.clock.today())
    scoring = Scoring(numbers, asked.as_of, caller)
    return await find_scores(
        means.graph, account=asked.account, contact=asked.contact, scoring=scoring, limit=asked.limit
    )


async def _sponsors(means: Means, asked: SponsorsAsked) -> AccountSponsors:
    sides = await means.sides(asked.as_of) if means.sides else await find_sides(means.graph, asked.as_of)
    playbook = load_playbook(means.graph.settings.playbook)
    numbers = SponsorNumbers(playbook.sponsors, playbook.layers.senior)
    return await find_sponsors(means.graph, asked.account, ours=sides.ours, numbers=numbers, as_of=asked.as_of)


async def _formations(means: Means, asked: FormationsAsked) -> AccountFormations:
    numbers = load_playbook(means.graph.settings.playbook).formation
    return await find_formations(means.graph, asked.account, numbers=numbers, as_of=asked.as_of, limit=asked.limit)


async def _formation(means: Means, asked: FormationAsked) -> ContactFormation:
    numbers = load_playbook(means.graph.settings.playbook).formation
    return await find_formation(means.graph, asked.contact, numbers=numbers, as_of=asked.as_of)


REGISTER = Analysis(
    id="register",
    method=("M4",),
    asked=RegisterAsked,
    answer=KeyContactRegister,
    run=_register,
    price=CONTACTS,
    turn=None,
    words=Words(
        en="The register of an account's key contacts: how much the seat weighs, how close we are, who answers for the "
        "relationship, when ours were last in touch, and what is missing. S comes first, then A, B, C, unknown; of "
        "these the closest; then by name.",
        zh="客户的关键客户登记：职位等级、关系等级、责任人、最近接触和缺项；按职位等级S、A、B、C、未知排列，其次按关系等级，再按姓名。",
    ),
)
CLOSENESS = Analysis(
    id="closeness",
    method=("M6",),
    asked=ClosenessAsked,
    answer=AccountRelationships,
    run=_closeness,
    price=QUERY,
    turn=None,
    words=Words(
        en="How close the registered key contacts of an account are to us and how far they back us, whatever the deal, "
        "as ours assessed it: the newest counts, and where raters differ that is told.",
        zh="某客户登记的关键客户与我方的亲密度及对我方的长期支持度（与具体项目无关），以我方最新评定为准，评定者不一致时予以说明。",
    ),
)
SCORES = Analysis(
    id="scores",
    method=("M5",),
    asked=ScoresAsked,
    answer=ContactScores,
    run=_scores,
    price=QUERY,
    turn=None,
    words=Words(
        en="The six-dimension score of a contact, or of each registered key contact of an account, over the trailing "
        "period: what raters hold together and between what they are, how many dimensions are known, the overall "
        "level, and its trend against the period before. Whoever is one of ours, and has yet to assess a dimension, "
        "does not see what others say of it.",
        zh="某联系人或某客户各登记关键客户最近一期的六维评分：评定者的综合等级与分歧、已知维度数、总评及与上一期相比的趋势；"
        "我方人员在自己评定之前看不到他人的评定。",
    ),
)
SPONSORS = Analysis(
    id="sponsors",
    method=("M8",),
    asked=SponsorsAsked,
    answer=AccountSponsors,
    run=_sponsors,
    price=CONTACTS,
    turn=None,
    words=Words(
        en="Who of ours sponsors an account and its contacts: purpose, last contact, when the next is due, what each "
        "sponsor carries, and what is wrong; and of each registered key contact of class S without a sponsor who of "
        "our seniors might be one, with reasons.",
        zh="我方高管对某客户及其联系人的赞助：目的、最近接触、下次应于何时、承担数与问题；对无赞助人的S级关键客户推荐人选并说明理由。",
    ),
)
FORMATIONS = Analysis(
    id="formations",
    method=("M7",),
    asked=FormationsAsked,
    answer=AccountFormations,
    run=_formations,
    price=CONTACTS,
    turn=None,
    words=Words(
        en="The three-by-three formation around each registered key contact of an account: three layers of ours to the "
        "contact, the owner to three layers of theirs; its score, what goes wrong in it, and the one move that repairs "
        "most.",
        zh="某客户每位登记关键客户的三三制：我方三层对联系人、责任人对对方三层；得分、错误做法，以及最能补强的一步。",
    ),
)
FORMATION = Analysis(
    id="formation",
    method=("M7",),
    asked=FormationAsked,
    answer=ContactFormation,
    run=_formation,
    price=CONTACTS,
    turn=None,
    words=Words(
        en="The three-by-three formation around a contact, registered or not: who of ours is linked to whom of theirs, "
        "who would be where nobody is, the score in its parts, what goes wrong with the counts behind it, and the one "
        "move that repairs most.",
        zh="某联系人（无论是否登记）的三三制：双方各层谁与谁有联系、空缺处应由谁补上、得分构成、错误做法及其计数，以及最能补强的一步。",
    ),
)
