"""python contestant.py MODULE OPTIONS: contestant.mjs for Python. A line for each thing to do, a line of JSON for each answer."""

import importlib
import json
import os
import resource
import sys
import time
import warnings

answers = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # What a library prints is no answer.
warnings.simplefilter("ignore")


def peak_mib():
    """The most memory that this program ever held; see peak-memory.mjs."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def cpu_ms():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1e3


def run(contestant):
    getattr(contestant, "prepare", lambda: None)()
    cpu, started = cpu_ms(), time.perf_counter()
    measured = contestant.run() or {}
    ms = (time.perf_counter() - started) * 1e3
    return {"ms": ms, "cpu": cpu_ms() - cpu, **measured}


DO = {
    "run": run,
    "check": lambda contestant: contestant.check() if hasattr(contestant, "check") else None,
    "peak": lambda contestant: contestant.peak() if hasattr(contestant, "peak") else peak_mib(),
}

opened = importlib.import_module(sys.argv[1]).open_contestant(json.loads(sys.argv[2]))
for line in sys.stdin:
    print(json.dumps(DO[line.strip()](opened)), file=answers, flush=True)
