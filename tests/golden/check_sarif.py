"""Validates SARIF reports against the schema of SARIF 2.1.0 that npm has.

Usage: check_sarif.py CACHE FOLDER_OR_FILE...
The schema is fetched into CACHE once and never kept in the repository. Ends with 77 (skipped) where
it cannot be had.
"""
import json
import pathlib
import subprocess
import sys
import tarfile

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"
SKIPPED = 77


def fetch(cache):
    file = cache / "sarif-2.1.0.json"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=cache, check=True,
                                capture_output=True, text=True, timeout=50)
        with tarfile.open(cache / packed.stdout.strip().splitlines()[-1]) as package:
            file.write_bytes(package.extractfile(MEMBER).read())
    return json.loads(file.read_text())


def main(cache, *places):
    try:
        import jsonschema
        schema = fetch(pathlib.Path(cache))
    except (ImportError, OSError, KeyError, subprocess.SubprocessError) as error:
        print(f"skipped: the schema of SARIF cannot be had here ({error})")
        return SKIPPED
    validator = jsonschema.Draft7Validator(schema)
    files = [file for place in map(pathlib.Path, places)
             for file in (sorted(place.glob("*.sarif")) if place.is_dir() else [place])]
    if not files:
        return "no report to validate"
    for file in files:
        for error in validator.iter_errors(json.loads(file.read_text())):
            return f"{file}: {list(error.path)}: {error.message}"
    print(f"{len(files)} reports are valid SARIF 2.1.0")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
