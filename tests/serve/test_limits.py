"""Turns and budgets: nobody waits for who asks for much, and who has used up their seconds waits."""

from __future__ import annotations

import asyncio

import pytest

from peelgraph.serve.limits import Budget, Busy, Turns, client_key


def test_a_budget_fills_up_by_the_clock() -> None:
    now = [0.0]
    budget = Budget(60, clock=lambda: now[0])
    budget.take("a", 59)
    budget.check("a")
    budget.take("a", 4)
    with pytest.raises(Busy) as busy:
        budget.check("a")
    assert (busy.value.seconds, busy.value.own) == (4, True)
    budget.check("b")
    now[0] += 5
    budget.check("a")
    now[0] += 1000
    assert budget.left("a") == 60


def test_short_jobs_and_failed_ones_count() -> None:
    budget = Budget(1, clock=lambda: 0.0)
    for _ in range(100):
        budget.take("a", 0.0)
    with pytest.raises(Busy):
        budget.check("a")


def test_clients_take_turns() -> None:
    async def scene() -> list[str]:
        turns, done = Turns(1, 64), []

        async def ask(client: str) -> None:
            async with turns.turn(client):
                done.append(client)
                await asyncio.sleep(0)

        await asyncio.gather(*map(ask, "aaaaaabbc"))
        assert (turns.busy, turns.waiting) == (0, 0)
        return done

    assert asyncio.run(scene()) == list("aabcabaaa")


def test_who_comes_to_a_full_queue() -> None:
    async def scene() -> None:
        turns, gate = Turns(1, 4), asyncio.Event()

        async def ask(client: str) -> str:
            try:
                async with turns.turn(client):
                    await gate.wait()
            except Busy as busy:
                return "own" if busy.own else "full"
            return "done"

        async def begin(client: str) -> asyncio.Task[str]:
            task = asyncio.create_task(ask(client))
            await asyncio.sleep(0)
            return task

        first = [await begin("a") for _ in range(5)]
        more = await begin("a")
        assert await more == "full"
        other = await begin("b")
        assert await first[-1] == "own"  # who waits most gives way
        leaver = await begin("c")
        leaver.cancel()
        gate.set()
        assert await asyncio.gather(*first[:3], other) == ["done"] * 4
        await asyncio.sleep(0)
        assert (turns.busy, turns.waiting) == (0, 0)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::"),
        ("fe80::1%eth0", "fe80::"),
        ("x", "x"),
    ],
)
def test_a_client_is_known_by(address: str, key: str) -> None:
    assert client_key(address) == key
