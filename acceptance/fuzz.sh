#!/usr/bin/env bash
# Fuzzes every decoder for FUZZ_SECONDS (default 60), one after the other, with Jazzer; one line for
# each. Fails when one fails: the input is then a file in src/test/resources of its module, which
# the next `make test` runs. Usage: fuzz.sh [part of a target's name]
set -uo pipefail
cd "$(dirname "$0")/.."
seconds=${FUZZ_SECONDS:-60}
wanted=${1:-}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0

targets() {
  grep -rl --include='*FuzzTest.java' '@FuzzTest' ./*/src/test/java | sort | while read -r file; do
    class=$(basename "$file" .java)
    grep -A3 '@FuzzTest' "$file" | sed -nE 's/^ *void ([a-zA-Z]+)\(.*/\1/p' | while read -r method; do
      echo "$(cut -d/ -f2 <<<"$file") $class $method ${file%.java}Inputs/$method"
    done
  done
}

while read -r module class method inputs; do
  [[ "$class.$method" == *"$wanted"* ]] || continue
  # Jazzer leaves the input of a finding here when the directory is there, else beside the pom
  inputs=${inputs/src\/test\/java/src\/test\/resources}
  mkdir -p "$inputs"
  if JAZZER_FUZZ=1 JAZZER_MAX_DURATION="${seconds}s" \
    JAZZER_INSTRUMENT='vn.daugio.**,org.snmp4j.**,org.snakeyaml.**' \
    mvn -B -ntp -pl "$module" -am test -Dtest="$class#$method" \
    -Djazzer.hooks=true -Dsurefire.jvm.short=-server -Dsurefire.failIfNoSpecifiedTests=false </dev/null >"$log" 2>&1 &&
    runs=$(sed -nE 's/^.*Done ([0-9]+) runs.*/\1/p' "$log" | tail -1) && [[ -n "$runs" ]]; then
    printf 'FUZZ\t%s.%s\tok\t%s s\t%s inputs\n' "$class" "$method" "$seconds" "$runs"
  else
    failed=1
    printf 'FUZZ\t%s.%s\tFAILED\n' "$class" "$method"
    grep -E 'Test unit written|<<< (ERROR|FAILURE)|AssertionError|COMPILATION' "$log" | head -20
  fi
  rmdir -p --ignore-fail-on-non-empty "$inputs"
done < <(targets)
exit "$failed"
