#!/usr/bin/env bash
# Any other service: install, check, keep the reports. Runs as it is from the root of the repository with the declarations.
set -euo pipefail
python3 -m venv .crmlint
.crmlint/bin/pip install --quiet "${CRMLINT_WHAT:-crmlint}"
.crmlint/bin/crmlint check --format junit=crmlint.xml --format sarif=crmlint.sarif --format full
