"""The servers of a benchmark: started as nobody, measured, and ended by their ids."""
import os
import pathlib
import subprocess
import time

PATIENCE = 30  # seconds to start, and to end
TICKS = os.sysconf("SC_CLK_TCK")


def prefix(batch=False):
    """What every server is started by: it ends with us, and is never root. `batch`: it and what it
    starts wait for their turns (SCHED_BATCH, sched(7))."""
    words = ["setpriv", "--pdeathsig", "TERM"]
    if os.geteuid() == 0:
        words += ["--reuid", "nobody", "--regid", "nogroup", "--clear-groups"]
    return [*words, "--", *(["chrt", "--batch", "0"] if batch else [])]


def wait_for(ready, what):
    """Until ready() is true; TimeoutError after a while."""
    end = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} is not ready")
        time.sleep(0.02)


class Processes:
    """Servers by name. Leaving the context ends all of them, the last one first."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.running = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.running.values()):
            stop(process)

    def log_of(self, name):
        return self.scratch / f"{name}.out"

    def start(self, name, command, ready, environment=None, batch=False):
        """Returns when ready() is true; RuntimeError with its output when it ends before."""
        with open(self.log_of(name), "ab") as log:
            process = subprocess.Popen(
                prefix(batch) + [str(word) for word in command], cwd=self.scratch,
                env=self.environment(environment), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)
        self.running[name] = process
        wait_for(lambda: process.poll() is not None or ready(), name)
        self.check(name)

    def run(self, command, environment=None, text=""):
        """What a command prints that ends by itself; RuntimeError with it when it fails."""
        done = subprocess.run(prefix() + [str(word) for word in command], cwd=self.scratch,
                              env=self.environment(environment), input=text, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} has failed:\n{done.stdout[-2000:]}")
        return done.stdout

    def environment(self, more):
        """Ours, but for what would change doorward's configuration."""
        ours = {name: value for name, value in os.environ.items()
                if not name.startswith("DOORWARD_")}
        return {**ours, "TMPDIR": str(self.scratch), **(more or {})}

    def check(self, name):
        """RuntimeError when that server has ended."""
        if self.running[name].poll() is not None:
            raise RuntimeError(f"{name} has ended:\n" + self.log_of(name).read_text()[-2000:])

    def cpu_seconds(self, name):
        return sum(cpu_of(pid) for pid in tree(self.running[name].pid))

    def all_cpu_seconds(self):
        """Of all servers, ourselves, and what we have waited for."""
        ours = os.times()
        return sum(map(self.cpu_seconds, self.running)) + sum(ours[:4])

    def waiting_for_turns(self, name):
        """The children of that server that are scheduled by SCHED_BATCH."""
        return [pid for pid in children(self.running[name].pid)
                if os.sched_getscheduler(pid) == os.SCHED_BATCH]

    def stop_waiting_for_turns(self, name):
        """Puts the workers of a doorward back among everybody (SCHED_OTHER)."""
        wait_for(lambda: self.waiting_for_turns(name), f"{name}'s class")
        for pid in self.waiting_for_turns(name):
            os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))

    def unshared_mib(self, name):
        """The most memory that a child of this server has for itself alone."""
        return max(unshared_bytes(pid) for pid in children(self.running[name].pid)) / 2**20


def stop(process):
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def children(pid):
    words = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in words]


def tree(pid):
    """A process and all that it has started."""
    return [pid, *(below for child in children(pid) for below in tree(child))]


def cpu_of(pid):
    """Seconds of CPU that a process has used, with its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def unshared_bytes(pid):
    lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    private = [each for each in lines if each.startswith(("Private_Clean:", "Private_Dirty:"))]
    return sum(int(each.split()[1]) for each in private) * 1024
