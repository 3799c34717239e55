"""Formations as hypothesis draws them: small, contradictory, with much unknown; and what less of them is known."""

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import strategies as st

from relgraph.formation.model import (
    FormationActivity,
    FormationLink,
    FormationMember,
    FormationSide,
    KnownFormation,
    LayerBasis,
)
from relgraph.formation.score import ScoredFormation
from relgraph.people.model import PersonCard
from relgraph.playbook.formation import FormationNumbers
from relgraph.playbook.service import load_playbook
from tests.draw import TODAY

NUMBERS = load_playbook(None).formation
OURS = ["ann", "boss", "chief", "dee", "eva"]
THEIRS = ["kim", "lee", "max", "ned", "olu"]
DAYS = [TODAY - timedelta(days=n) for n in (0, 179, 180, 181, 300)]


def card(name: str, layer: int | None = None) -> PersonCard:
    """Somebody of whom nothing but name and layer is known."""
    seat = dict.fromkeys(
        ("english_name", "title", "english_title", "unit", "organization_id", "organization", "organization_kind")
    )
    return PersonCard(id=name, name=name, layer=layer, **seat)


def member(name: str, basis: LayerBasis = LayerBasis.SOLID, steps: int = 1) -> FormationMember:
    return FormationMember(person=card(name), basis=basis, steps=steps)


def side(
    middle: str, above: tuple[str, ...] = (), below: tuple[str, ...] = (), layer: int | None = None
) -> FormationSide:
    """A side with solid lines."""
    return FormationSide(middle=card(middle, layer), above=tuple(map(member, above)), below=tuple(map(member, below)))


def link(
    our: str, their: str, *, tied: bool = True, strength: float | None = None, last: date | None = None
) -> FormationLink:
    return FormationLink(our=our, their=their, tied=tied, strength=strength, basis=None, last_contact=last)


def activity(name: str, day: date, ours: str, theirs: str) -> FormationActivity:
    return FormationActivity(
        id=name, kind="visit", day=day, purpose=None, ours=frozenset(ours.split()), theirs=frozenset(theirs.split())
    )


def scored(known: KnownFormation, numbers: FormationNumbers = NUMBERS) -> ScoredFormation:
    return ScoredFormation(known, numbers, TODAY)


def value(known: KnownFormation) -> float:
    """The score; less than any where there is none."""
    one = scored(known)
    return one.score() if one.sees_layers else -1.0


def _sides(people: list[str]) -> st.SearchStrategy[FormationSide]:
    members = st.lists(
        st.builds(member, st.sampled_from(people), st.sampled_from(LayerBasis), st.integers(1, 2)),
        max_size=4,
        unique_by=lambda each: each.person.id,
    ).map(lambda found: tuple(sorted(found, key=lambda each: each.order)))
    middle = st.builds(card, st.just(people[0]), st.sampled_from([None, 1, 2]))
    return st.builds(FormationSide, middle=middle, above=members, below=members)


_links = st.lists(
    st.builds(
        link,
        st.sampled_from(OURS),
        st.sampled_from(THEIRS),
        tied=st.booleans(),
        strength=st.sampled_from([None, 0.0, 0.4, 0.9]),
        last=st.sampled_from([None, *DAYS]),
    ),
    max_size=8,
    unique_by=lambda each: (each.our, each.their),
).map(tuple)
_activities = st.lists(
    st.builds(
        FormationActivity,
        id=st.uuids().map(str),
        kind=st.just("visit"),
        day=st.sampled_from(DAYS),
        purpose=st.none(),
        ours=st.frozensets(st.sampled_from(OURS), min_size=1),
        theirs=st.frozensets(st.sampled_from(THEIRS), min_size=1),
    ),
    max_size=4,
).map(tuple)
formations = st.builds(KnownFormation, ours=_sides(OURS), theirs=_sides(THEIRS), links=_links, activities=_activities)


def less_known(known: KnownFormation) -> Iterator[tuple[str, KnownFormation]]:
    """Each formation of which one thing less is known, and what that is."""
    for one in known.links:
        rest = tuple(each for each in known.links if each != one)
        yield f"link {one.our}-{one.their}", known.model_copy(update={"links": rest})
        vague = one.model_copy(update={"strength": None, "last_contact": None})
        yield f"day of {one.our}-{one.their}", known.model_copy(update={"links": (*rest, vague)})
        untied = one.model_copy(update={"tied": False})
        yield f"tie {one.our}-{one.their}", known.model_copy(update={"links": (*rest, untied)})
    for one in known.activities:
        rest = tuple(each for each in known.activities if each != one)
        yield f"activity {one.id}", known.model_copy(update={"activities": rest})
    for of in ("ours", "theirs"):
        whole: FormationSide = getattr(known, of)
        middle = whole.middle.model_copy(update={"layer": None})
        yield f"layer of {middle.id}", known.model_copy(update={of: whole.model_copy(update={"middle": middle})})
        for layer in ("above", "below"):
            for one in getattr(whole, layer):
                rest = tuple(each for each in getattr(whole, layer) if each != one)
                part = whole.model_copy(update={layer: rest})
                yield f"{one.person.id} {layer}", known.model_copy(update={of: part})
    for name in (*OURS[1:], *THEIRS[1:]):
        yield f"person {name}", without(known, name)


def without(known: KnownFormation, name: str) -> KnownFormation:
    """The same when somebody is not known at all."""

    def kept(whole: FormationSide) -> FormationSide:
        layers = {
            layer: tuple(each for each in getattr(whole, layer) if each.person.id != name)
            for layer in ("above", "below")
        }
        return whole.model_copy(update=layers)

    activities = [
        one.model_copy(update={"ours": one.ours - {name}, "theirs": one.theirs - {name}}) for one in known.activities
    ]
    return KnownFormation(
        ours=kept(known.ours),
        theirs=kept(known.theirs),
        links=tuple(one for one in known.links if name not in (one.our, one.their)),
        activities=tuple(activities),
    )
