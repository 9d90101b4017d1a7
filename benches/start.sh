#!/usr/bin/env bash
# What starting crmlint costs beside an empty Rust program: 200 starts of each, in turns, best round counts.
#   benches/start.sh [path of the binary]
set -euo pipefail
cd "$(dirname "$0")/.."

binary="${1:-target/release/crmlint}"
if [ ! -x "$binary" ]; then
    cargo build --release
fi
empty="$(mktemp -d)"
trap 'rm -rf "$empty"' EXIT
echo 'fn main() {}' > "$empty/empty.rs"
rustc -O -o "$empty/empty" "$empty/empty.rs"

# Microseconds a start, over 200 starts.
starts() {
    local before after
    before=$(date +%s%N)
    for _ in $(seq 200); do
        "$@" > /dev/null
    done
    after=$(date +%s%N)
    echo $(((after - before) / 200000))
}

best_empty=999999999
best_version=999999999
best_check=999999999
for _ in 1 2 3; do
    us=$(starts "$empty/empty"); ((us < best_empty)) && best_empty=$us
    us=$(starts "$binary" --version); ((us < best_version)) && best_version=$us
    us=$(starts "$binary" check --quiet --fail-on never fixtures/ridgeline 2>/dev/null); ((us < best_check)) && best_check=$us
done
printf '%-34s %6d us\n' "empty program" "$best_empty"
printf '%-34s %6d us\n' "crmlint --version" "$best_version"
printf '%-34s %6d us\n' "crmlint check fixtures/ridgeline" "$best_check"
printf '%-34s %6d us\n' "start above the empty program" "$((best_version - best_empty))"
