#!/usr/bin/env bash
# Puts crmlint on the PATH of the later steps: a wheel or program that is given, else the wheel from PyPI.
set -euo pipefail

if [ -n "${CRMLINT_BINARY:-}" ] && [ "${CRMLINT_BINARY%.whl}" = "$CRMLINT_BINARY" ]; then
    if [ ! -x "$CRMLINT_BINARY" ]; then
        echo "::error::binary: there is no program at $CRMLINT_BINARY" >&2
        exit 2
    fi
    # Whatever its name is, it is called crmlint from here on.
    folder="$RUNNER_TEMP/crmlint-bin"
    mkdir -p "$folder"
    cp "$CRMLINT_BINARY" "$folder/crmlint"
    echo "$folder" >>"$GITHUB_PATH"
    "$folder/crmlint" --version
    exit 0
fi

what="${CRMLINT_BINARY:-crmlint}"
if [ -z "${CRMLINT_BINARY:-}" ] && [ -n "${CRMLINT_VERSION:-}" ]; then
    if ! [[ "$CRMLINT_VERSION" =~ ^[0-9]+(\.[0-9]+)*([a-z]+[0-9]+)?$ ]]; then
        echo "::error::version: write a version such as 0.1.0" >&2
        exit 2
    fi
    what="crmlint==$CRMLINT_VERSION"
fi
# Of its own, so that nothing of the project changes and a managed Python does not refuse.
venv="$RUNNER_TEMP/crmlint-venv"
python="$(command -v python3 || command -v python)"
"$python" -m venv "$venv"
bin="$venv/bin"
if [ -d "$venv/Scripts" ]; then bin="$venv/Scripts"; fi
"$bin/python" -m pip install --quiet --disable-pip-version-check "$what"
echo "$bin" >>"$GITHUB_PATH"
"$bin/crmlint" --version
