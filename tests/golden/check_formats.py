"""Checks reports against what their readers document: fields, types, ranges, and no foreign markup.

Usage: check_formats.py FOLDER_OR_FILE...
Files are named ANYTHING.FORMAT. Each rule below is a sentence of the reader's own documentation, or
of the code that reads it; docs/reference/reports.md names them.
"""
import base64
import hashlib
import html.parser
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
NUMBER = (int, float)


def expect(condition, what):
    if not condition:
        raise ValueError(what)


def typed(value, kind):
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def fields(value, **kinds):
    """`value` is an object with exactly these fields, each of its type or of one in a list."""
    expect(set(value) == set(kinds), f"has the fields {sorted(value)}")
    for name, kind in kinds.items():
        good = any(value[name] is None if k is None else typed(value[name], k)
                   for k in (kind if isinstance(kind, list) else [kind]))
        expect(good, f"{name} is {value[name]!r}")


def junit(text):
    root = ElementTree.fromstring(text)  # rejects what XML 1.0 forbids
    expect(root.tag == "testsuites", root.tag)
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in root:
        cases = suite.findall("testcase")
        found = {"tests": len(cases)}
        for name, element in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            found[name] = len(suite.findall(f"testcase/{element}"))
        for name, number in found.items():
            expect(suite.get(name) == str(number), f"{name} of {suite.get('name')}")
            counts[name] += number
        for case in cases:
            expect(case.get("name") and case.get("classname"), "a case without a name")
            expect(float(case.get("time")) >= 0, "time")
            expect(len(case) <= 2 and case[-1].tag == "system-out", "children of a case")
            for problem in case.findall("failure") + case.findall("error"):
                expect(problem.get("message") and problem.get("type"), "a problem says nothing")
    for name, number in counts.items():
        expect(root.get(name) == str(number), name)


def sarif(text):
    log = json.loads(text)
    expect(log["version"] == "2.1.0" and len(log["runs"]) == 1, "version, runs")
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    expect(len(set(rules)) == len(rules), "a rule twice")
    for result in run["results"]:
        expect(rules[result["ruleIndex"]] == result["ruleId"], "ruleIndex")
        expect(re.fullmatch("racelab/[a-z-]+", result["ruleId"]), result["ruleId"])
        orders = [place["executionOrder"] for flow in result.get("codeFlows", [])
                  for thread in flow["threadFlows"] for place in thread["locations"]]
        expect(sorted(orders) == list(range(1, len(orders) + 1)), "executionOrder")
    prints = [result["partialFingerprints"]["racelab/v1"] for result in run["results"]]
    expect(len(set(prints)) == len(prints), "two results with one fingerprint")
    for uri in re.findall(r'"uri": "([^"]*)"', text):
        expect(not re.match("/|[a-z]+:", uri) and ".." not in uri.split("/"), uri)
    expect("](" not in text, "a link in a message")


def gradescope(text):
    results = json.loads(text)
    fields(results, score=NUMBER, execution_time=NUMBER, output=str, output_format=str,
           visibility=str, stdout_visibility=str, extra_data=dict, tests=list)
    for test in results["tests"]:
        fields(test, score=NUMBER, max_score=NUMBER, status=str, name=str, number=str, output=str,
               output_format=str, tags=list, visibility=str, extra_data=dict)
        expect(test["status"] in ("passed", "failed"), test["status"])
        expect(test["visibility"] in VISIBILITY, test["visibility"])
        expect(0 <= test["score"] <= test["max_score"], "score")
        expect(test["visibility"] == "visible" or test["max_score"] == 0, "hidden points")
    expect(results["score"] == sum(test["score"] for test in results["tests"]), "score")
    shown = [results["output"]] + [test["output"] for test in results["tests"]
                                   if test["visibility"] == "visible"]
    expect("#pragma" not in str(shown), "the student sees what the instructor should")


def classroom50(text):
    result = json.loads(text)
    fields(result, **{"schema": str, "submission": str, "score": int, "max-score": int,
                      "tests": list})
    expect(result["schema"] == "classroom50/result/v1", "schema")
    for test in result["tests"]:
        fields(test, **{"test-name": str, "passed": bool, "score": int, "max-score": int,
                        "verdict": str, "message": str})
        expect(test["test-name"] and 0 <= test["score"] <= test["max-score"], "test")
    for name in ("score", "max-score"):
        expect(result[name] == sum(test[name] for test in result["tests"]), name)


def github(text):
    lines = text.splitlines()
    for line in lines[:-1]:
        expect(re.fullmatch("::(error|warning|notice) ((file|line|title)=[^:,]*,?)+::.*", line), line)
    expect(lines[-1].startswith("result="), "no result")
    result = json.loads(base64.b64decode(lines[-1][len("result="):], validate=True))
    fields(result, version=int, status=str, max_score=int, tests=list)
    for test in result["tests"]:
        fields(test, name=str, status=str, score=int, max_score=int, message=[str, None],
               test_code=str, filename=str, line_no=int, duration=NUMBER)
        expect(test["status"] in ("pass", "fail", "error"), test["status"])
        message = test["message"] or ""
        expect(not re.search(r"^\s*::|##\[|\n", message), message)


def prairielearn(text):
    expect(len(text) < 1 << 20, "more than 1 MB")
    results = json.loads(text)
    expect(typed(results["gradable"], bool) and 0 <= results["score"] <= 1, "gradable, score")
    expect(results["gradable"] != ("format_errors" in results), "format_errors")
    for test in results["tests"]:
        fields(test, name=str, description=str, points=NUMBER, max_points=NUMBER, message=str,
               output=str)


def autolab(text):
    feedback, scores = map(json.loads, text.splitlines())
    expect(text.isascii() and feedback["_presentation"] == "semantic", "presentation")
    expect(set(feedback) == {"_presentation", "stages", *feedback["stages"]}, "stages")
    for stage in feedback["stages"]:
        for test in feedback[stage].values():
            expect(typed(test["passed"], bool) and set(test) <= {"passed", "hint"}, "test")
    expect(list(scores) == ["scores"], "scores")
    expect(all(typed(score, NUMBER) for score in scores["scores"].values()), "score")
    expect(set(scores["scores"]) <= set(feedback["stages"]), "a score without a stage")


def check50(text):
    output = json.loads(text)
    fields(output, slug=str, results=list, version=str)
    names = {result["name"] for result in output["results"]}
    for result in output["results"]:
        fields(result, name=str, description=str, passed=[bool, None], log=list,
               cause=[dict, None], data=dict, dependency=[str, None])
        expect((result["cause"] is None) == (result["passed"] is True), "cause")
        if result["cause"]:
            fields(result["cause"], rationale=str, help=[str, None])
        expect(result["dependency"] is None or result["dependency"] in names, "dependency")
        expect(all("\n" not in line for line in result["log"]), "a line of the log")


def chrome_trace(text):
    trace = json.loads(text)
    expect(trace["displayTimeUnit"] in ("ms", "ns"), "displayTimeUnit")
    named = {(event["pid"], event["tid"]) for event in trace["traceEvents"]
             if event["name"] == "thread_name"}
    for event in trace["traceEvents"]:
        expect(event["ph"] in "MX" and typed(event["pid"], int) and typed(event["tid"], int), "event")
        if event["ph"] == "X":
            expect(typed(event["ts"], int) and event["dur"] == 1, "time")
            expect((event["pid"], event["tid"]) in named, "a thread without a name")


class Page(html.parser.HTMLParser):
    """Nothing but the tags and attributes that the report writes, all closed in order."""
    VOID = {"meta"}
    TAGS = VOID | set("html head title style body main section h1 h2 p table caption thead tbody tr th "
                      "td div span code pre details summary footer".split())
    ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "colspan",
                  "tabindex", "role", "aria-label"}

    def __init__(self):
        super().__init__()
        self.open = []
        self.style = ""

    def handle_starttag(self, tag, attrs):
        expect(tag in self.TAGS, f"<{tag}>")
        expect({name for name, value in attrs} <= self.ATTRIBUTES, attrs)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        expect(self.open and self.open.pop() == tag, f"</{tag}>")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data


def page(text):
    parser = Page()
    parser.feed(text)
    parser.close()
    expect(not parser.open, parser.open)
    # The policy lets nothing in but this style sheet.
    digest = base64.b64encode(hashlib.sha256(parser.style.encode()).digest()).decode()
    expect(f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri" in text, "policy")
    expect("url(" not in parser.style and "@import" not in parser.style, "a style from elsewhere")


def player(text):
    """One script and one style sheet, both named in the policy by their hashes, and the data."""
    parts = re.fullmatch(r'<!doctype html>.*content="([^"]*)".*<style>(.*)</style>.*'
                         r'<script type="application/json" id="data">([^<]*)</script>\n'
                         r'<script>(.*)</script>\n</body>\n</html>\n', text, re.DOTALL)
    expect(parts, "has other parts")
    expect(text.count("<script") == 2 and text.count("<style") == 1, "more elements")
    policy = re.search("content=\"(default-src 'none';[^\"]*)", text)[1]
    for content in parts[2], parts[4]:
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        expect(f"'sha256-{digest}'" in policy, "the policy does not name it")
    data = json.loads(parts[3])
    expect(data["format"] == 1 and typed(data["findings"], list), "other data")
    for finding in data["findings"]:
        steps = finding["run"]["steps"]
        for number, step in enumerate(steps):
            expect(all(0 <= other < number for other in step.get("after", []) + step.get("reads_from", [])),
                   f"an arrow of step {number}")


def lines(text):
    """GNU coding standards, "Formatting Error Messages": a place, a kind, a message; each on a line."""
    expect(text.endswith("\n"), "the last line has no end")
    *places, verdict = text[:-1].split("\n")
    expect(verdict and not re.search(r": (error|warning|note): ", verdict), f"{verdict!r} is no verdict")
    for line in places:
        if re.search(r": (error|warning|note): ", line):
            expect(re.fullmatch(r"[^/:][^:]*(:[1-9][0-9]*)?: (error|warning|note): .+", line), f"{line!r}")
        else:
            expect(re.search(r" of [0-9]+ points\. ", line), f"{line!r} is neither place nor verdict")


CHECKS = {"junit": junit, "sarif": sarif, "gradescope": gradescope, "classroom50": classroom50,
          "github": github, "prairielearn": prairielearn, "autolab": autolab, "check50": check50,
          "chrome-trace": chrome_trace, "lines": lines, "html": page, "player": player}
ELSEWHERE = {"player"}  # its golden files are its data alone


def main(*places):
    files = [file for place in map(pathlib.Path, places)
             for file in (sorted(place.iterdir()) if place.is_dir() else [place])]
    for file in files:
        text = file.read_text(encoding="utf-8")  # rejects what is no UTF-8
        try:
            expect(not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text),
                   "a control character")
            CHECKS[file.suffix[1:]](text)
        except (ValueError, KeyError, ElementTree.ParseError) as error:
            return f"{file}: {type(error).__name__}: {error}"
    missing = set(CHECKS) - ELSEWHERE - {file.suffix[1:] for file in files}
    if missing:
        return f"no report in {sorted(missing)}"
    print(f"{len(files)} reports are as their readers want them")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
