"""What processes take: the seconds of processor and the bytes of memory of one and all its descendants. Linux."""

import os
from contextlib import suppress
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """A process and all that it has started, and those have."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            with suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def processor(pid: int) -> float:
    """Seconds of processor that a tree has used, those of its ended processes included once they are buried."""
    total = 0
    for each in tree(pid):
        with suppress(OSError):
            total += sum(map(int, Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return total / TICK


def memory(pid: int) -> float:
    """MiB that a tree holds; what several of its processes share is counted once (the kernel's proportional set)."""
    total = 0
    for each in tree(pid):
        with suppress(OSError):
            told = Path(f"/proc/{each}/smaps_rollup").read_text().split("\nPss:")[1]
            total += int(told.split()[0])
    return total / 1024
