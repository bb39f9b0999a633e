#!/usr/bin/env bash
# grade.sh: the entry point of PrairieLearn's external grader. LAB comes from the question's info.json.
set -uo pipefail
root=${GRADE:-/grade}
mkdir -p "$root/results"
"${RACELAB:-/opt/racelab/racelab}" check "${LAB:?}" --submission "$root/student" \
  --report terminal --report prairielearn="$root/results/results.json"
code=$?
[[ -s $root/results/results.json ]] || exit "$code"
