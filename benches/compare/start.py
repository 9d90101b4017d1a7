#!/usr/bin/env python3
"""What a start of crmlint costs beside an empty Rust program, both static: one start of each in turn, many rounds.

    benches/compare/start.py [--rounds N] [--binary PATH] [--instructions]

Prints wall time, processor time (user and system) and page faults of each command, and how many times the empty program that
is. The fastest tenth and the median are given because the machine may be shared. --instructions counts them with valgrind,
which does not depend on the load. Without --binary the program is built as it is published (docs/performance.md): minutes.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STATIC = ["-C", "target-feature=+crt-static", "-C", "relocation-model=static"]


def published():
    """The program as it is published: whole-program optimisation, static."""
    subprocess.run(["cargo", "rustc", "--profile", "dist", "--bin", "crmlint", "--", *STATIC], cwd=ROOT, check=True)
    return os.path.join(ROOT, "target", "dist", "crmlint")


def empty(folder):
    source = os.path.join(folder, "empty.rs")
    with open(source, "w", encoding="utf-8") as file:
        file.write("fn main() {}\n")
    binary = os.path.join(folder, "empty")
    subprocess.run(["rustc", "-O", *STATIC, "-C", "strip=symbols", "-o", binary, source], check=True)
    return binary


def start(command):
    """Wall microseconds, processor microseconds and page faults of one start."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    before = time.perf_counter_ns()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter_ns() - before
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return wall / 1000, (used.ru_utime + used.ru_stime) * 1e6, used.ru_minflt


def instructions(command):
    if not shutil.which("valgrind"):
        return None
    call = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    told = subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False).stderr
    found = re.search(r"Collected : (\d+)", told)
    return int(found.group(1)) if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--binary")
    parser.add_argument("--instructions", action="store_true")
    args = parser.parse_args()
    os.chdir(ROOT)
    binary = os.path.abspath(args.binary) if args.binary else published()
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "empty program": [empty(folder)],
            "crmlint --version": [binary, "--version"],
            "crmlint check fixtures/ridgeline": [binary, "check", "fixtures/ridgeline"],
            "crmlint check fixtures/harborview": [binary, "check", "fixtures/harborview"],
        }
        took = {name: [] for name in commands}
        for _ in range(args.rounds):
            for name, command in commands.items():
                took[name].append(start(command))
        counted = {name: instructions(c) if args.instructions else None for name, c in commands.items()}

    def at(name, what, share):
        values = sorted(t[what] for t in took[name])
        return values[int(share * (len(values) - 1))]

    print(f"{'':34}  {'wall us: p10':>12} {'p50':>6} {'ratio':>6}   {'cpu us: p10':>11} {'p50':>6} {'ratio':>6}   faults  instructions")
    for name in commands:
        wall, cpu = [at(name, 0, s) for s in (0.1, 0.5)], [at(name, 1, s) for s in (0.1, 0.5)]
        ratios = [at(name, what, 0.1) / max(at("empty program", what, 0.1), 1) for what in (0, 1)]
        count = "" if counted[name] is None else f"{counted[name]:>12,}"
        print(
            f"{name:34}  {wall[0]:12.0f} {wall[1]:6.0f} {ratios[0]:6.2f}   {cpu[0]:11.0f} {cpu[1]:6.0f} {ratios[1]:6.2f}"
            f"   {at(name, 2, 0.5):6.0f}  {count}"
        )


if __name__ == "__main__":
    main()
