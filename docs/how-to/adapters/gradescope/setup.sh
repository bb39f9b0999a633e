#!/usr/bin/env bash
# setup.sh: Gradescope runs it once, when it builds the image. Installs what racelab needs, builds it.
set -euo pipefail
"${AUTOGRADER:-/autograder}/source/racelab/racelab" --yes list
