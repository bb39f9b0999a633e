#!/usr/bin/env bash
# grade.sh LAB: the step of a workflow. Writes the log, annotations, the step's output `result`,
# racelab.sarif and racelab.html; ends with racelab's exit code.
set -uo pipefail
racelab=${RACELAB:-./racelab}
# What a student's program says stands in the report, and must not be taken for a command.
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
echo "::stop-commands::$token"
"$racelab" check "${1:?which lab}" --report terminal --report github=racelab.github \
  --report sarif=racelab.sarif --report html=racelab.html
code=$?
echo
echo "::$token::"
[[ -s racelab.github ]] || exit "$code"
grep '^::' racelab.github
grep '^result=' racelab.github >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
