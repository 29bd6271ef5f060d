"""Whether the machine did something else while something was measured."""
import os
import pathlib
import time

from arithmetic import others_share

TICKS = os.sysconf("SC_CLK_TCK")
TOO_BUSY = 0.1  # more of the processors than that, and a figure is not to be trusted


def busy_seconds():
    """CPU of all processors that was used by processes, or withheld by the host of this machine
    (proc(5)). Interrupts are left out: they are those of our own traffic."""
    fields = pathlib.Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    user, nice, system, *_, stolen = map(int, fields[:8])
    return (user + nice + system + stolen) / TICKS


class Machine:
    """Watches from the moment that it is made. `our_seconds` tells the CPU that we have used."""

    def __init__(self, our_seconds):
        self.our_seconds = our_seconds
        self.begun, self.busy, self.ours = time.monotonic(), busy_seconds(), our_seconds()

    def others(self):
        """The share of the processors that others have used since."""
        available = (time.monotonic() - self.begun) * len(os.sched_getaffinity(0))
        return others_share(busy_seconds() - self.busy, self.our_seconds() - self.ours, available)
