"""The score of a formation by brute force: of all ways to place people in layers."""

from datetime import timedelta
from itertools import product

from relgraph.formation.model import FormationSide, KnownFormation
from tests.draw import TODAY
from tests.formation.known import NUMBERS


def brute_share(known: KnownFormation, pairs: set[tuple[str, str]], sides: str) -> float:
    """The largest share of the demanded crossings that different people fill, of all ways to place them."""
    owner, contact = known.ours.middle.id, known.theirs.middle.id
    outer: list[list[tuple[FormationSide, str, set[str]]]] = []
    if "o" in sides:
        outer.append(
            [(known.ours, layer, {our for our, their in pairs if their == contact}) for layer in ("above", "below")]
        )
    if "t" in sides:
        outer.append(
            [(known.theirs, layer, {their for our, their in pairs if our == owner}) for layer in ("above", "below")]
        )
    shares = []
    for optional in product([False, True], repeat=len(outer)):
        got, of = int((owner, contact) in pairs), 1
        for leave, crossings in zip(optional, outer, strict=True):
            top = crossings[0][0].middle.layer == 1
            looked = crossings[1:] if leave and top else crossings
            choices = [
                [
                    None,
                    *(
                        each.person.id
                        for each in getattr(whole, layer)
                        if each.person.id in met and each.person.id != whole.middle.id
                    ),
                ]
                for whole, layer, met in looked
            ]
            placed = [[one for one in choice if one] for choice in product(*choices)]
            got += max(len(one) for one in placed if len(set(one)) == len(one))
            of += len(looked)
        shares.append(got / of)
    return max(shares)


def brute_score(known: KnownFormation) -> float:
    met = {(our, their) for one in known.activities for our in one.ours for their in one.theirs}
    since = TODAY - timedelta(days=NUMBERS.in_touch_days)
    linked = met | {(one.our, one.their) for one in known.links if one.tied}
    lately = {(our, their) for one in known.activities if one.day >= since for our in one.ours for their in one.theirs}
    touched = linked & (
        lately | {(one.our, one.their) for one in known.links if one.last_contact and one.last_contact >= since}
    )
    together = sum(
        any(
            middle.id in present
            and across in others
            and any(
                one.person.id != two.person.id and middle.id not in (one.person.id, two.person.id)
                for one in whole.above
                for two in whole.below
                if {one.person.id, two.person.id} <= present
            )
            for whole, middle, present, others, across in [
                (known.ours, known.ours.middle, each.ours, each.theirs, known.theirs.middle.id),
                (known.theirs, known.theirs.middle, each.theirs, each.ours, known.ours.middle.id),
            ]
        )
        for each in known.activities
    )
    return (
        35 * brute_share(known, linked, "o")
        + 35 * brute_share(known, linked, "t")
        + 15 * brute_share(known, touched, "ot")
        + 15 * min(together, NUMBERS.together) / NUMBERS.together
    )
