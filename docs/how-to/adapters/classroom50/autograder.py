"""autograder.py: grades one submission on Classroom 50. Set LAB to the lab of the assignment.

The runner starts it in the student's checkout. It adds to result.json what only the runner knows.
"""
import json
import os
import pathlib
import subprocess
import sys

LAB = os.environ.get("LAB", "1")
RACELAB = os.environ.get("RACELAB", "/opt/racelab/racelab")
FROM_RUNNER = {"classroom": "CLASSROOM", "assignment": "ASSIGNMENT", "submission": "SUBMISSION_TAG",
               "commit": "COMMIT_URL", "release": "RELEASE_URL"}


def main():
    result_file = pathlib.Path("result.json")
    done = subprocess.run([RACELAB, "check", LAB, "--submission", ".", "--report", "terminal",
                           "--report", f"classroom50={result_file}"], check=False)
    if done.returncode not in (0, 1, 4):
        return done.returncode  # no verdict: the runner reports an error, and no score
    result = json.loads(result_file.read_text())
    for field, variable in FROM_RUNNER.items():
        result[field] = os.environ[variable]
    result["review"] = os.environ.get("REVIEW_URL") or os.environ["COMMIT_URL"]
    result_file.write_text(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
