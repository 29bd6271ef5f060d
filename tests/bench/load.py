"""wrk, and what it has counted. An answer that is not good fails the benchmark."""
import json
import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent


class BadLoad(Exception):
    """Some requests were refused or broken off, so the figures mean nothing."""


def command(script, connections, seconds, url, arguments):
    threads = min(2, connections)
    return ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s", str(HERE / script),
            url, "--", *map(str, arguments)]


def result_in(output):
    """What the script has printed beside the report of wrk itself."""
    found = [line for line in output.splitlines() if line.startswith("{")]
    if len(found) != 1:
        raise BadLoad("wrk says:\n" + output)
    return json.loads(found[0])


def checked(name, result, forgiven=0):
    """The result, when every request of it was answered well, but for a share that is forgiven and
    not counted."""
    if 0 < result["refused"] <= forgiven * result["requests"]:
        result = {**result, "requests": result["requests"] - result["refused"], "refused": 0}
    for fault in ("refused", "broken", "exhausted"):
        if result[fault]:
            raise BadLoad(f"{name}: {fault} ({result[fault]}) of {result['requests']} requests "
                          + result.get("told", ""))
    if result["requests"] == 0:
        raise BadLoad(f"{name}: no answer at all")
    return result


def sample_of(result, cpu_seconds, other_us=0):
    """`other_us`: CPU of a request that is not to be counted."""
    cpu_us = 1e6 * cpu_seconds / result["requests"] - other_us
    return {"rate": result["requests"] / result["seconds"], "p50_ms": result["p50_ms"],
            "p99_ms": result["p99_ms"], "cpu_us": cpu_us,
            "cpu_rate": 1e6 / cpu_us if cpu_us > 0 else 0}


def run(name, words, seconds):
    done = subprocess.run(words, capture_output=True, text=True, timeout=seconds + 30)
    if done.returncode != 0:
        raise BadLoad(f"{name}: {done.stdout}{done.stderr}")
    return result_in(done.stdout)
