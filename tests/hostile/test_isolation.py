"""Workers that crash, hang, grow and vanish cost their task only."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from protokollparser.isolation import Death, Pool

Step = Callable[[str], None]
MEMORY = 400 << 20


def carry_out(task: str, step: Step) -> object:
    """Do what the task is called."""
    step("begin")
    name, _, number = task.partition(" ")
    return {
        "answer": lambda: number,
        "slow": lambda: time.sleep(0.3) or number,
        "abort": os.abort,
        "leave": lambda: os._exit(0),
        "sleep": lambda: time.sleep(60),
        "count": _count,
        "grow": lambda: bytes(1 << 30),
        "creep": _creep,
        "large": lambda: bytes(50_000_000),
        "die-in-answer": _die_in_answer,
        "second": lambda: _second(step),
        "hold": _hold,
        "who": os.getpid,
    }[name]()


def _count() -> None:
    while True:
        pass


def _creep() -> None:
    held = []
    while True:
        held.append(bytearray(os.urandom(1 << 20)))


def _die_in_answer() -> bytes:
    """Return more than a pipe holds, and end while it goes through."""
    threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(300_000_000)


def _second(step: Step) -> None:
    step("second")
    os.abort()


_held: list[bytes] = []


def _hold() -> int:
    _held.append(b"x" * (MEMORY // 2))
    return os.getpid()


def run(*tasks: str, size: int = 2, seconds: float = 20.0, waiting: float = 20.0) -> list[object]:
    with Pool(carry_out, size, MEMORY, waiting=waiting) as pool:
        return [answer for _, answer in pool.run(tasks, lambda _: seconds, lambda *_: None)]


@pytest.mark.parametrize(
    ("task", "code", "seconds", "waiting"),
    [
        ("abort", "crashed", 20.0, 20.0),
        ("leave", "crashed", 20.0, 20.0),
        ("sleep", "time_limit", 5.0, 0.5),
        ("count", "time_limit", 1.0, 60.0),
        ("grow", "memory_limit", 20.0, 20.0),
        ("creep", "memory_limit", 20.0, 20.0),
    ],
)
def test_a_worker_that_ends_costs_its_task_only(task: str, code: str, seconds: float, waiting: float) -> None:
    answers = run("answer 1", task, "answer 2", "answer 3", seconds=seconds, waiting=waiting)
    assert answers == ["1", Death(code, "begin"), "2", "3"]


def test_a_worker_that_ends_in_the_middle_of_its_answer_harms_nobody() -> None:
    answers = run("slow 1", "die-in-answer", "slow 2", "die-in-answer", "slow 3")
    assert answers[::2] == ["1", "2", "3"]
    assert all(isinstance(answer, Death) for answer in answers[1::2])


def test_answers_come_in_the_order_of_the_tasks() -> None:
    tasks = [f"{'slow' if number % 3 == 0 else 'answer'} {number}" for number in range(9)]
    assert run(*tasks, size=3) == [str(number) for number in range(9)]


def test_where_no_order_is_asked_for_nobody_waits_for_a_slow_task() -> None:
    with Pool(carry_out, 2, MEMORY) as pool:
        answers = pool.run(["sleep", "answer 1"], lambda _: 60.0, lambda *_: None, in_order=False)
        assert next(answers) == ("answer 1", "1")


def test_which_task_follows_may_depend_on_the_answers() -> None:
    heard: list[object] = []

    def tasks() -> Iterator[str]:
        yield from ("answer 1", "answer 2", "answer 3")
        yield f"answer {len(heard) > 0}"

    with Pool(carry_out, 1, MEMORY) as pool:
        for _, answer in pool.run(tasks(), lambda _: 60.0, lambda *_: None, in_order=False):
            heard.append(answer)
    assert heard == ["1", "2", "3", "True"]


def test_large_answers_come_whole() -> None:
    assert [len(answer) for answer in run("large", "large") if isinstance(answer, bytes)] == [50_000_000] * 2


def test_the_last_step_is_told() -> None:
    assert run("second") == [Death("crashed", "second")]


def test_a_death_may_lead_to_another_try() -> None:
    def again(task: str, death: Death) -> str | None:
        return f"answer {task} {death.code}" if task == "abort" else None

    with Pool(carry_out, 1, MEMORY) as pool:
        found = list(pool.run(["answer 1", "abort", "answer 2"], lambda _: 5.0, again))
    assert found == [("answer 1", "1"), ("answer abort crashed", "abort crashed"), ("answer 2", "2")]


def test_a_worker_that_keeps_much_memory_is_replaced() -> None:
    before, after = run("hold", "who", size=1)
    assert before != after


def test_a_sound_worker_goes_on() -> None:
    assert len(set(run("who", "who", "who", size=1))) == 1


def test_no_worker_is_left_behind() -> None:
    with Pool(carry_out, 2, MEMORY) as pool:
        answers = pool.run(["who", "who", "sleep", "sleep"], lambda _: 30.0, lambda *_: None)
        pids = {next(answers)[1], next(answers)[1]}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(int(str(pid)), 0)


def fail_to_begin(task: str, step: Step) -> None:
    os._exit(3)


def test_workers_that_never_begin_are_told() -> None:
    with Pool(fail_to_begin, 1, MEMORY) as pool, pytest.raises(RuntimeError, match="--jobs 0"):
        list(pool.run(["a"], lambda _: 5.0, lambda *_: None))
