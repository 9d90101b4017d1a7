#!/usr/bin/env python3
"""A provider's workbook of 1,711 rows and 46 columns: a check by crmlint beside a mere reading of its cells by openpyxl.

    benches/compare/workbook.py [--rounds N] [--binary PATH]

Needs openpyxl (PyPI), which makes the workbook too. Each round runs both in turn, as programs of their own; the fastest
round and the peak memory of each are printed. Without --binary: target/release/crmlint.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

import openpyxl

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROWS, COLUMNS = 1_711, 46
FAMILIES = ["AC", "AT", "AU", "CA", "CM", "CP", "IA", "IR", "MA", "MP", "PE", "PL", "PS", "RA", "SA", "SC", "SI"]
WORDS = ["Inherited", "Shared", "Customer", "Not Selected", "Shared (Header)", "Customer (Header)"]
READ = """
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None))
"""


def make(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Controls"
    titles = ["Control ID", "Title", "Responsibility", "Provider responsibility", "Customer responsibility"]
    sheet.append(titles + [f"Column {n}" for n in range(COLUMNS - len(titles))])
    for row in range(ROWS - 1):
        control = f"{FAMILIES[row // 101]}-{row % 101 // 4 + 1}" + ["", "(1)", "(2)", "a"][row % 4]
        texts = [f"{side} does its part of {control} and writes it down. " * 4 for side in ("The platform", "The customer")]
        rest = [f"Value {row % 17} of {column}" if column % 3 else None for column in range(COLUMNS - len(titles))]
        sheet.append([control, f"Control {row}", WORDS[row % len(WORDS)], *texts, *rest])
    book.save(path)


def run(command, folder):
    """Seconds and peak memory in MB."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(child.pid, 0)
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=11)
    options.add_argument("--binary", default=os.path.join(ROOT, "target", "release", "crmlint"))
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(os.path.join(folder, "crm.xlsx"))
        commands = {
            "crmlint check": [os.path.abspath(wanted.binary), "check", "crm.xlsx"],
            "openpyxl, cells alone": [sys.executable, "-c", READ, "crm.xlsx"],
        }
        best = {name: [float("inf"), 0.0] for name in commands}
        for _ in range(wanted.rounds):
            for name, command in commands.items():
                seconds, memory = run(command, folder)
                best[name] = [min(best[name][0], seconds), max(best[name][1], memory)]
        print(f"{ROWS} rows, {COLUMNS} columns, {os.path.getsize(os.path.join(folder, 'crm.xlsx')) // 1024} KB")
        for name, (seconds, memory) in best.items():
            print(f"{name:24} {seconds * 1000:8.0f} ms {memory:6.0f} MB")


if __name__ == "__main__":
    main()
