"""The score of a formation and the best move against brute force; knowing less never looks like progress."""

from datetime import timedelta

import pytest
from hypothesis import given

from relgraph.formation.model import (
    FormationContact,
    FormationLayer,
    FormationPart,
    KnownFormation,
    NotAssessed,
)
from relgraph.formation.moves import best_move
from relgraph.formation.service import formation_of
from tests.draw import TODAY
from tests.formation.brute import brute_score
from tests.formation.known import (
    NUMBERS,
    OURS,
    THEIRS,
    activity,
    card,
    formations,
    less_known,
    link,
    scored,
    side,
    value,
)

ABOVE, MIDDLE, BELOW = FormationLayer
WHOLE = KnownFormation(
    ours=side("ann", above=("boss",), below=("dee",)),
    theirs=side("kim", above=("lee",), below=("max",)),
    links=tuple(
        link(our, their, last=TODAY)
        for our, their in [("ann", "kim"), ("boss", "kim"), ("dee", "kim"), ("ann", "lee"), ("ann", "max")]
    ),
    activities=(
        activity("one", TODAY, "ann boss dee", "kim"),
        activity("two", TODAY - timedelta(days=200), "ann", "kim lee max"),
    ),
)


def parts(known: KnownFormation) -> dict[str, tuple[int, int]]:
    return {one.part.value: (one.got, one.of) for one in scored(known).parts()}


def without_links(known: KnownFormation, *pairs: tuple[str, str]) -> KnownFormation:
    links = tuple(one for one in known.links if (one.our, one.their) not in pairs)
    return known.model_copy(update={"links": links, "activities": ()})


def test_a_whole_formation_has_all_points() -> None:
    assert parts(WHOLE) == {"ours": (3, 3), "theirs": (3, 3), "in_touch": (5, 5), "together": (2, 2)}
    assert scored(WHOLE).score() == pytest.approx(100)
    assert best_move(scored(WHOLE)) is None


def test_each_part_weighs_what_the_playbook_says() -> None:
    known = without_links(WHOLE, ("ann", "lee"), ("dee", "kim"))
    assert parts(known) == {"ours": (2, 3), "theirs": (2, 3), "in_touch": (3, 5), "together": (0, 2)}
    assert scored(known).score() == pytest.approx(35 * 2 / 3 + 35 * 2 / 3 + 15 * 3 / 5)
    heavy = NUMBERS.model_copy(
        update={"weights": NUMBERS.weights.model_copy(update={"ours": 0, "theirs": 0, "in_touch": 3, "together": 1})}
    )
    assert scored(known, heavy).score() == pytest.approx(100 * 3 / 4 * 3 / 5)


def test_above_the_top_nobody_is_needed() -> None:
    known = without_links(WHOLE, ("ann", "lee"), ("boss", "kim"))
    at_the_top = known.model_copy(
        update={"ours": side("ann", below=("dee",), layer=1), "theirs": side("kim", ("lee",), ("max",), layer=1)}
    )
    assert parts(at_the_top) == {"ours": (2, 2), "theirs": (2, 2), "in_touch": (3, 3), "together": (0, 2)}


def test_nobody_fills_two_layers() -> None:
    both = KnownFormation(
        ours=side("ann", above=("boss",), below=("boss",)), theirs=side("kim"), links=(link("boss", "kim"),)
    )
    assert parts(both)["ours"] == (1, 3)
    more = both.model_copy(update={"ours": side("ann", above=("boss", "dee"), below=("boss",))})
    assert parts(more)["ours"] == (1, 3)
    assert parts(more.model_copy(update={"links": (*more.links, link("dee", "kim"))}))["ours"] == (2, 3)


def test_contact_alone_links_while_it_is_of_the_period_and_old_ties_are_out_of_touch() -> None:
    known = KnownFormation(
        ours=side("ann", above=("boss",)),
        theirs=side("kim"),
        links=(link("ann", "kim", last=TODAY - timedelta(days=181)), link("boss", "kim", tied=False, last=TODAY)),
    )
    assert (parts(known)["ours"], parts(known)["in_touch"]) == ((1, 3), (0, 5))
    met = known.model_copy(update={"activities": (activity("one", TODAY - timedelta(days=180), "boss", "kim"),)})
    assert (parts(met)["ours"], parts(met)["in_touch"]) == ((2, 3), (1, 5))


def test_without_owner_or_layers_nothing_is_assessed() -> None:
    contact = FormationContact(person=card("kim"), position_class=None, owners=[])
    nobody = formation_of(contact, [])
    assert (nobody.owner, nobody.score, nobody.not_assessed, nobody.cells) == (None, None, NotAssessed.NO_OWNER, [])
    alone = KnownFormation(ours=side("ann"), theirs=side("kim"), links=(link("ann", "kim", last=TODAY),))
    told = formation_of(contact, [scored(alone)])
    assert (told.score, told.not_assessed, told.parts, told.move) == (None, NotAssessed.LAYERS_UNKNOWN, [], None)
    assert [seen.found for seen in told.patterns] == [None] * 4


def test_of_several_owners_the_best_formation_counts() -> None:
    contact = FormationContact(person=card("kim"), position_class=None, owners=[card("ann"), card("eva")])
    other = KnownFormation(ours=side("eva"), theirs=WHOLE.theirs, links=(link("eva", "kim"),))
    told = formation_of(contact, [scored(other), scored(WHOLE)])
    assert (told.owner and told.owner.id, told.score) == ("ann", 100)


def test_the_move_is_told_in_both_languages_and_equals_have_an_order() -> None:
    move = best_move(scored(without_links(WHOLE, ("ann", "lee"), ("boss", "kim"))))
    assert move is not None
    assert (move.our.person.id, move.their.person.id, move.renews, move.before, move.after) == (
        *("ann", "lee", False),
        *(56, 70),
    )
    assert move.en == "ann gets to know lee: the owner then hears from above kim; the score goes from 56 to 70."
    assert move.zh == "请ann结识lee：责任人由此可从kim的上级获得信息；得分由56升至70。"
    cold = WHOLE.model_copy(update={"links": tuple(link(one.our, one.their) for one in WHOLE.links)})
    again = best_move(scored(cold.model_copy(update={"activities": WHOLE.activities[1:]})))
    assert again is not None
    assert (again.our.person.id, again.their.person.id, again.renews) == ("ann", "lee", True)
    assert again.en.startswith("ann sees lee again: the two are out of touch")


@given(formations)
def test_knowing_less_never_looks_like_progress(known: KnownFormation) -> None:
    before = value(known)
    for what, less in less_known(known):
        assert value(less) <= before + 1e-9, what


@given(formations)
def test_the_score_is_what_brute_force_finds(known: KnownFormation) -> None:
    assert scored(known).score() == pytest.approx(brute_score(known))
    assert {one.part for one in scored(known).parts()} == set(FormationPart)


@given(formations)
def test_no_other_meeting_would_repair_more(known: KnownFormation) -> None:
    def after(our: str, their: str) -> float:
        rest = tuple(one for one in known.links if (one.our, one.their) != (our, their))
        return brute_score(known.model_copy(update={"links": (*rest, link(our, their, last=TODAY))}))

    move, before = best_move(scored(known)), brute_score(known)
    most = max(after(our, their) for our in OURS for their in THEIRS)
    if move is None:
        assert most == pytest.approx(before)
    else:
        assert after(move.our.person.id, move.their.person.id) == pytest.approx(most)
        assert most > before
        assert (move.before, move.after) == (round(before), round(most))
