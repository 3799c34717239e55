"""How long it takes to score very many pairs from nothing."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from relgraph.playbook.service import load_playbook
from relgraph.strength.model import Encounter, EncounterKind, PairEvidence, TrafficMonth
from relgraph.strength.score import score_all
from relgraph.traffic.model import TrafficChannel

AS_OF = date(2026, 6, 30)
MONTHS = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(30)]
CORES, KEPT = 2, 50_000


def seconds_for(pairs: int) -> tuple[float, float]:
    """Seconds to score so many pairs on two cores, and of both cores' time; to draw the pairs is not counted."""
    with ProcessPoolExecutor(CORES) as pool:
        taken = list(pool.map(_seconds, range(CORES), [pairs // CORES] * CORES))
    return max(wall for wall, _ in taken), sum(of_processor for _, of_processor in taken)


def some_pairs(count: int, seed: int) -> Iterator[PairEvidence]:
    """Pairs with one to six months of mail, most of it both ways, and some meetings; the same each time."""
    draw = random.Random(seed)
    for _ in range(count):
        traffic = [
            TrafficMonth(by_one, TrafficChannel.MAIL, month, mask, mask.bit_count())
            for month in draw.sample(MONTHS, draw.randint(1, 6))
            for by_one in (True, False)
            if (mask := draw.getrandbits(28) & draw.getrandbits(28) & draw.getrandbits(28))
        ]
        met = [
            Encounter(draw.choice(MONTHS).replace(day=draw.randint(1, 28)), EncounterKind.MEETING, draw.randint(2, 9))
            for _ in range(draw.choice((0, 0, 0, 1, 3)))
        ]
        yield PairEvidence(traffic, met)


def _seconds(seed: int, count: int) -> tuple[float, float]:
    wall, of_processor, done = 0.0, 0.0, 0
    while done < count:
        pairs = list(some_pairs(min(KEPT, count - done), seed * 1_000_000 + done))
        begin = time.perf_counter(), time.process_time()
        for _ in score_all(pairs, AS_OF, load_playbook(None).strength):
            pass
        wall += time.perf_counter() - begin[0]
        of_processor += time.process_time() - begin[1]
        done += len(pairs)
    return wall, of_processor
