#!/usr/bin/env bash
# Runs crmlint check for the action: annotations to the log, SARIF to a file. Ends with 0 so that the upload comes next; the exit
# code of crmlint is an output, and the last step ends with it.
set -uo pipefail

sarif="${CRMLINT_SARIF:-crmlint.sarif}"
arguments=(check --format github --format "sarif=$sarif" --fail-on "${CRMLINT_FAIL_ON:-error}")
# Words are split at blanks and line ends; nothing is expanded and nothing is run.
read -r -d '' -a more <<<"${CRMLINT_ARGS:-}" || true
if [ "${#more[@]}" -gt 0 ]; then arguments+=("${more[@]}"); fi
# A path that begins with a hyphen is a path all the same.
arguments+=(--)
while IFS= read -r path; do
    if [ -n "$path" ]; then arguments+=("$path"); fi
done <<<"${CRMLINT_PATHS:-}"

rm -f -- "$sarif"
crmlint "${arguments[@]}"
code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [ -s "$sarif" ]; then echo "sarif-file=$sarif" >>"$GITHUB_OUTPUT"; fi
exit 0
