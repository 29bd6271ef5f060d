"""Installs what a benchmark needs, and builds it."""
import pathlib
import shutil
import subprocess
import sys

from options import PROJECT

HERE = pathlib.Path(__file__).parent
LIMITS = ("bare", "bare_kept", "fixed", "kept", "join", "insert", "register", "verify", "hash")


def step(*words, **settings):
    """Runs a command quietly; what it has printed is shown when it fails."""
    done = subprocess.run(list(map(str, words)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, **settings)
    if done.returncode != 0:
        sys.stderr.write(done.stdout[-5000:])
        raise RuntimeError(" ".join(map(str, words)) + " has failed")
    return done.stdout


def install():
    lists = sorted((PROJECT / "deploy/packages").iterdir())
    step(HERE.parent / "install", *lists, HERE / "packages")


def build(directory):
    """The program as it is installed, and what measures it."""
    step("cmake", "--preset", "release", "-B", directory, "-DDOORWARD_TESTS=ON", cwd=PROJECT)
    step("cmake", "--build", directory, "--target", "doorward", "bench_programs")


def install_rivals(directory):
    """The packages of rivals/package.json, once for this build directory."""
    rivals = directory / "bench-rivals"
    rivals.mkdir(exist_ok=True)
    lock = HERE / "rivals/package-lock.json"
    copy = rivals / lock.name
    if not copy.exists() or copy.read_bytes() != lock.read_bytes():
        shutil.copy(HERE / "rivals/package.json", rivals)
        shutil.copy(lock, copy)
        try:
            step("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund",
                 cwd=rivals)
        except RuntimeError:
            copy.unlink()
            raise
    return rivals


def place(directory, scratch, with_node=False):
    """Copies all programs to where nobody may run them, wherever they were built; `with_node`:
    what is run by Node, too, with the packages from npm."""
    programs = scratch / "bin"
    programs.mkdir()
    shutil.copy(directory / "handlers/doorward", programs)
    for mint in ("mint", "mint_spread"):
        shutil.copy(directory / f"tests/bench/bench_{mint}", programs / mint)
    for limit in LIMITS:
        shutil.copy(directory / f"tests/bench/limits/limit_{limit}", programs / limit)
    rivals = scratch / "rivals"
    rivals.mkdir()
    if with_node:
        shutil.copytree(install_rivals(directory), rivals, symlinks=True, dirs_exist_ok=True)
    for file in ("lookup.php", "server.mjs", "provider.mjs"):
        shutil.copy(HERE / "rivals" / file, rivals)
