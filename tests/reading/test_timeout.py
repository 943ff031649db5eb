"""A limit on the processor time of what may take for ever."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kazarchive.reading.timeout import TooLong, limited


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_takes_too_long_is_ended_even_where_exceptions_are_caught() -> None:
    def stubborn() -> None:
        while True:
            try:
                work(1)
            except Exception:
                continue

    with pytest.raises(TooLong), limited(0.02):
        stubborn()


def test_sleep_takes_no_processor_time() -> None:
    with limited(0.02):
        time.sleep(0.05)


def test_afterwards_nothing_is_interrupted_and_the_handler_is_the_one_before() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with limited(0.02):
        pass
    work(0.05)
    assert signal.getsignal(signal.SIGPROF) is before


def test_outside_of_the_main_thread_there_is_no_limit() -> None:
    def inside() -> bool:
        with limited(0.01):
            work(0.03)
        return True

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(inside).result()
