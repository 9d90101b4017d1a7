#!/usr/bin/env python3
"""Time and memory of one call over many units, on one thread and on all cores.

    benches/compare/units.py --binary PATH [--units 1,2,4,2000] [--rounds N] [--format concise]

Each unit is a copy of fixtures/ridgeline, every tenth one of fixtures/harborview. The rounds of the two calls take turns; the
fastest counts. The memory is the largest resident set.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def make(folder, units):
    for n in range(1, units + 1):
        story = "harborview" if n % 10 == 0 else "ridgeline"
        skip = shutil.ignore_patterns("expected.*", "SEEDED.md")
        shutil.copytree(os.path.join(ROOT, "fixtures", story), os.path.join(folder, f"client-{n:05}"), ignore=skip)


def call(command):
    """Wall seconds, processor seconds, MiB."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    before = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - before
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--units", default="1,2,4,16,200,2000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", default="concise")
    args = parser.parse_args()
    binary = os.path.abspath(args.binary)
    print(f"{'units':>6}  {'-j 1: wall ms':>13} {'cpu ms':>8} {'MiB':>6}   {'all cores: wall ms':>18} {'cpu ms':>8} {'MiB':>6}")
    for units in map(int, args.units.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            make(folder, units)
            check = [binary, "check", folder, "--format", args.format]
            rounds = [(call([*check, "-j", "1"]), call(check)) for _ in range(args.rounds)]
        best = [[min(r[k][what] for r in rounds) for what in range(3)] for k in range(2)]
        one, all_cores = best
        print(
            f"{units:6}  {one[0] * 1e3:13.1f} {one[1] * 1e3:8.1f} {one[2]:6.1f}"
            f"   {all_cores[0] * 1e3:18.1f} {all_cores[1] * 1e3:8.1f} {all_cores[2]:6.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
