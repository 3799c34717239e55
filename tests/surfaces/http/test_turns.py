"""Analyses take turns: so many at a time, so many of one caller, and a bounded queue for each."""

import asyncio
from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.core.config import Settings
from relgraph.core.errors import BusyError
from relgraph.surfaces.graphql.auth import new_token
from relgraph.surfaces.graphql.turns import Turns
from tests.surfaces.http import toy
from tests.surfaces.http.conftest import answered, ask, client_for
from tests.surfaces.http.test_sockets import until


class Work:
    """Work within turns that ends when it is told to."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def begin(self, name: str) -> None:
        """Ask for a turn of the caller whose name the work's begins with."""
        self.ends[name] = asyncio.Event()
        self.tasks[name] = asyncio.create_task(self._do(name))
        await asyncio.sleep(0)

    async def _do(self, name: str) -> None:
        async with self.turns.taken(name[0]):
            self.order.append(name)
            await self.ends[name].wait()

    async def end(self, name: str) -> None:
        self.ends[name].set()
        await self.tasks[name]
        await asyncio.sleep(0)


async def test_callers_take_turns() -> None:
    work = Work(Turns(2, 1, 5))
    for name in ("a1", "a2", "a3", "b1", "c1", "b2"):
        await work.begin(name)
    assert work.order == ["a1", "b1"]
    await work.end("a1")
    assert work.order == ["a1", "b1", "a2"]  # it has waited longest
    await work.end("b1")
    assert work.order == ["a1", "b1", "a2", "c1"]  # b has not waited as long as c, and a has had two
    await work.end("c1")
    await work.end("a2")
    assert work.order == ["a1", "b1", "a2", "c1", "b2", "a3"]


async def test_a_queue_is_as_long_as_it_may_be() -> None:
    work = Work(Turns(2, 1, 2))
    for name in ("a1", "a2", "a3"):
        await work.begin(name)
    with pytest.raises(BusyError) as caught:
        async with work.turns.taken("a"):
            pass
    assert caught.value.message == "1 of your analyses are under way and 2 wait; that is the most."
    assert caught.value.remedy == "Try again in 5 s, or send fewer at a time."
    async with work.turns.taken("b"):  # others are not concerned
        pass


async def test_who_gives_up_waiting_takes_no_turn() -> None:
    work = Work(Turns(1, 1, 2))
    for name in ("a1", "a2", "a3"):
        await work.begin(name)
    work.tasks["a2"].cancel()
    await asyncio.wait([work.tasks["a2"]])
    await work.begin("a4")
    for name in ("a1", "a3", "a4"):
        await work.end(name)
    assert work.order == ["a1", "a3", "a4"]


@pytest.mark.parametrize("ahead", [True, False])
async def test_a_turn_that_comes_as_its_taker_gives_up_goes_to_the_next(ahead: bool) -> None:
    work = Work(Turns(1, 1, 2))
    for name in ("a1", "a2", "a3"):
        await work.begin(name)
    steps = [work.tasks["a2"].cancel, work.ends["a1"].set]
    for step in steps if ahead else reversed(steps):
        step()
        if not ahead and step == work.ends["a1"].set:
            await work.tasks["a1"]  # a2 has its turn, and has not heard of it
    await asyncio.wait([work.tasks["a1"], work.tasks["a2"]])
    await work.end("a3")
    assert work.order[-1] == "a3"


@given(
    st.lists(st.tuples(st.sampled_from(["", "a", "b"]), st.integers(0, 3), st.booleans()), max_size=30),
    st.integers(1, 3),
    st.integers(0, 3),
)
def test_turns_are_never_lost_nor_too_many(plan: list[tuple[str, int, bool]], at_once: int, waiting: int) -> None:
    async def all_of_it() -> None:
        turns, now = Turns(at_once, 2, waiting), []

        async def one(caller: str, steps: int) -> None:
            with suppress(BusyError):
                async with turns.taken(caller):
                    now.append(caller)
                    assert len(now) <= at_once
                    assert now.count(caller) <= 2
                    try:
                        for _ in range(steps):
                            await asyncio.sleep(0)
                    finally:
                        now.remove(caller)

        tasks = []
        for caller, steps, stopped in plan:
            task = asyncio.create_task(one(caller, steps))
            tasks.append(task)
            await asyncio.sleep(0)
            if stopped:
                tasks[len(tasks) // 2].cancel()
        if tasks:
            async with asyncio.timeout(10):
                await asyncio.wait(tasks)
        assert (turns._free, turns._working, turns._queues) == (at_once, {}, {})

    asyncio.run(all_of_it())


async def asked(client: httpx.AsyncClient, token: str, seconds: float) -> httpx.Response:
    query = "query ($s: Float!) { person { weighed(seconds: $s) } }"
    return await ask(client, query, {"s": seconds}, Authorization=f"Bearer {token}")


async def test_beyond_its_queue_a_caller_is_told_to_come_back_and_others_are_answered(settings: Settings) -> None:
    (busy, one), (other, two) = new_token(), new_token()
    limits = {"max_analyses": 2, "max_analyses_per_caller": 1, "max_waiting_analyses": 2}
    async with client_for(settings.model_copy(update={**limits, "api_token_hashes": [one, two]})) as client:
        begun = [asyncio.create_task(asked(client, busy, 0.5)) for _ in range(3)]
        await until(lambda: toy.analysing == [one])
        answer = (await asked(client, busy, 0)).json()
        assert answer["errors"][0]["message"] == "1 of your analyses are under way and 2 wait; that is the most."
        remedy = "Try again in 5 s, or send fewer at a time."
        assert answer["errors"][0]["extensions"] == {"code": "BUSY", "remedy": remedy, "retryAfter": 5}
        assert answered(await asked(client, other, 0)) == {"data": {"person": {"weighed": 1}}}
        assert not begun[0].done()
        for task in begun:
            assert answered(await task) == {"data": {"person": {"weighed": 1}}}


async def test_one_operation_is_not_refused_for_the_number_of_its_analyses(settings: Settings) -> None:
    limits = {"max_analyses": 2, "max_analyses_per_caller": 2, "max_waiting_analyses": 0}
    async with client_for(settings.model_copy(update=limits)) as client:
        many = " ".join(f"w{n}: weighed(seconds: 0.01)" for n in range(20))
        answer = await ask(client, "{ person { " + many + " } }")
        assert answered(answer) == {"data": {"person": {f"w{n}": 1 for n in range(20)}}}
