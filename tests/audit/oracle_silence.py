"""The oracle's rule on silence, of which docs/strength.md has the one definition: it asks strength itself."""

from collections.abc import Iterator
from datetime import date

from relgraph.playbook.service import load_playbook
from relgraph.strength.in_force import counting
from relgraph.strength.model import Encounter, PairEvidence, TrafficMonth
from relgraph.strength.score import score
from relgraph.strength.traffic import by_month
from relgraph.traffic.model import TrafficChannel
from tests.audit.oracle import Oracle, Seen, rule
from tests.audit.oracle_contact import ago, kind_of, met

NUMBERS, KINDS, _ = counting(load_playbook(None))


def traffic(o: Oracle, person: str, our: str) -> Iterator[TrafficMonth]:
    for (sender, receiver, channel), days in o.world.wrote.items():
        if {sender, receiver} == {person, our}:
            yield from by_month(days, by_one=sender == person, channel=TrafficChannel(channel))


def encounters(o: Oracle, person: str, our: str) -> Iterator[Encounter]:
    for name, other, day in met(o, person):
        people = sum(part.other == name for part in o.world.of("participation"))
        kind = KINDS.get(kind_of(o, name) or "")
        if other == our and kind and people <= NUMBERS.crowd:
            yield Encounter(day, kind, people)


@rule
def key_contact_silent(o: Oracle, account: str) -> Seen:
    for person in o.key_people(account):
        for our in o.ours - {person}:
            evidence = PairEvidence(list(traffic(o, person, our)), list(encounters(o, person, our)))
            seen = score(evidence, o.day, NUMBERS)
            last = seen.evidence.last or date.min
            if last >= ago(o, 365):
                known = seen.silence is not None
                yield f"{person}|{our}", seen.silent if known else False if last > ago(o, 28) else None
