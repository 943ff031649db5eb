"""Tasks over chunks: in order, whatever runs them, and nothing known of what they do."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from kazarchive.execution import executor
from kazarchive.execution.pool import CHUNK, SMALL, Pool, chunks


def squared(numbers: list[int]) -> list[int]:
    return [number * number for number in numbers]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("amount", [0, 1, SMALL, 10 * SMALL])
def test_results_come_in_the_order_of_the_chunks(jobs: int, amount: int) -> None:
    parts = ((chunk,) for chunk in chunks(range(amount), 7))
    with Pool(jobs) as pool:
        found = [number for part in pool.map(squared, parts, amount) for number in part]
    assert found == [number * number for number in range(amount)]


def test_any_executor_can_take_the_place_of_the_local_one() -> None:
    asked: list[int] = []

    def threads(jobs: int) -> Executor:
        asked.append(jobs)
        return ThreadPoolExecutor(jobs)

    with Pool(3, threads) as pool:
        amount = 20 * SMALL
        parts = ((chunk,) for chunk in chunks(range(amount)))
        assert sum(len(part) for part in pool.map(squared, parts, amount)) == amount
    assert asked == [3]


def test_an_executor_is_made_for_much_work_alone() -> None:
    def none(jobs: int) -> Executor:
        raise AssertionError("nothing is large here")

    with Pool(2, none) as pool:
        list(pool.map(squared, [([1],)], 1))
    with Pool(1, none) as pool:
        list(pool.map(squared, [([1],)] * 100, 100 * CHUNK))


@pytest.mark.parametrize("failing", [False, True])
def test_what_tasks_keep_is_closed_at_the_end(failing: bool) -> None:
    closed: list[str] = []
    on_close: list[Callable[[], None]] = [lambda: closed.append("a"), lambda: closed.append("b")]
    try:
        with Pool(1, on_close=on_close):
            assert closed == []
            if failing:
                raise KeyError
    except KeyError:
        pass
    assert closed == ["a", "b"]


def test_chunks_hold_every_value_once() -> None:
    assert list(chunks("abcdefg", 3)) == [["a", "b", "c"], ["d", "e", "f"], ["g"]]
    assert list(chunks([], 3)) == []


def test_without_fork_processes_are_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert executor.start_method() == "spawn"
    with Pool(2) as pool:
        assert pool.run_in_background(squared, [([1],), ([2],)])() == [[1], [4]]
