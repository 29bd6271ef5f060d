"""Fresh roots: a layer of their own (overlayfs) above the root that they begin with."""
import os
import pathlib
import shutil
import subprocess
import time

BOOT_SECONDS = 120
# systemd calls a service of type "simple" started before it has begun: those that name a file for their
# process number are ready for a signal when it is there.
IS_UP = """
systemctl is-system-running --wait &&
    systemctl show --property PIDFile --value $(systemctl list-units --type service \
        --state running --plain --no-legend | cut --delimiter " " --fields 1) |
    while read -r file; do [[ -z $file || -s $file ]] || exit 1; done
"""
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def run(*words, **settings):
    return subprocess.run(list(map(str, words)), check=True, **settings)


class Root:
    """`roots`/NAME/layer is what this root adds to the one below. Call it in namespaces of its own
    (mounts, processes): with them goes all that was mounted and started, however this ends."""

    def __init__(self, roots, name, below):
        self.home = roots / name
        self.below = roots / below
        self.path = self.home / "root"
        self.nspawn = None
        shutil.rmtree(self.home, ignore_errors=True)
        for folder in ("layer", "work", "root"):
            (self.home / folder).mkdir(parents=True)
        (self.home / "below").write_text("\n".join(map(str, self._layers_below())))
        self._mount()

    def _layers_below(self):
        file = self.below / "below"
        if not file.exists():
            return [self.below / "root"]  # made by make-base
        return [self.below / "layer", *map(pathlib.Path, file.read_text().split("\n"))]

    def _mount(self):
        lower = ":".join(map(str, self._layers_below()))
        run("mount", "-t", "overlay", "overlay", "-o",
            f"lowerdir={lower},upperdir={self.home}/layer,workdir={self.home}/work", self.path)

    def close(self, keep):
        """Unmounts it; what it has added stays when others are to begin with it."""
        self._end_boot()
        run("umount", self.path)
        if keep:
            shutil.rmtree(self.home / "work")
        else:
            shutil.rmtree(self.home)

    def _container(self, *options):
        return ["setpriv", "--pdeathsig", "KILL", "systemd-nspawn", "--quiet", "--register=no",
                "--keep-unit", "--hostname=fresh", "--directory", str(self.path),
                f"--machine=fresh-{os.getpid()}", *map(str, options)]

    def call(self, *words, user="root", network="host", timeout=None, **settings):
        """Runs a program in the root: in the container that has been booted, else in one of its
        own, with this machine's network or none. Its exit code."""
        if self.nspawn is not None:
            home = "/root" if user == "root" else f"/home/{user}"
            inside = ["nsenter", "--target", self._leader(), "--all", "runuser", "-u", user, "--",
                      "env", "-i", f"HOME={home}", f"USER={user}", f"PATH={PATH}"]
        else:
            private = ["--private-network"] if network == "none" else []
            inside = self._container("--as-pid2", "--pipe", f"--user={user}", *private)
        return subprocess.run([*inside, *map(str, words)], timeout=timeout,
                              stdin=subprocess.DEVNULL, **settings).returncode

    def boot(self):
        """Starts its systemd, with no network but the loopback one."""
        log = (self.home / "boot.log").open("wb")
        self.nspawn = subprocess.Popen(self._container("--private-network", "--boot"),
                                       stdin=subprocess.DEVNULL, stdout=log,
                                       stderr=subprocess.STDOUT)
        deadline = time.monotonic() + BOOT_SECONDS
        while not self._is_up():
            if self.nspawn.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("systemd did not start:\n" +
                                   (self.home / "boot.log").read_text(errors="replace"))
            time.sleep(0.2)

    def _leader(self):
        found = subprocess.run(["pgrep", "--parent", str(self.nspawn.pid)], text=True,
                               stdout=subprocess.PIPE)
        return found.stdout.strip()

    def _is_up(self):
        leader = self._leader()
        return bool(leader) and subprocess.run(
            ["nsenter", "--target", leader, "--all", "bash", "-c", IS_UP],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def _end_boot(self):
        if self.nspawn is not None and self.nspawn.poll() is None:
            self.nspawn.terminate()  # which systemd takes for "power off"
            try:
                self.nspawn.wait(30)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
