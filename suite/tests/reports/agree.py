"""All reports of one run say the same.

agree.py results.json CONSOLE.tap results.json junit.xml CONSOLE.github summary.md: of one run, and of another
"""
import json
import pathlib
import sys

import readers

tap_results, tap, results, junit, github, summary = (pathlib.Path(name).read_bytes().decode() for name in sys.argv[1:])
OUTCOMES = {"pass": "pass", "note": "pass", "known": "pass", "warn": "pass", "n/a": "skipped", "skip": "skipped",
            "error": "error", "fail": "failure", "stale": "failure", "untestable": "failure"}


def read_results(text):
    result = json.loads(text)
    OUTCOMES["warn"] = "failure" if result["strict"] else "pass"
    assert result["cases"], "no case was judged"
    return result["cases"]


cases = read_results(tap_results)
points, comments, bail_out = readers.read_tap(tap)
assert bail_out is None
assert [(point["id"], point["ok"], point["skip"] is not None) for point in points] == [
    (case["id"], OUTCOMES[case["verdict"]] in ("pass", "skipped"), OUTCOMES[case["verdict"]] == "skipped")
    for case in cases]
for point, case in zip(points, cases):
    assert len(point["yaml"].get("findings", [])) == len(case["findings"])
    for told, finding in zip(point["yaml"].get("findings", []), case["findings"]):
        assert all(told[key] == finding[key] for key in ("at", "line", "column") if key in finding), (told, finding)

cases = read_results(results)
_, _, told, _ = readers.read_junit(junit)
assert [(case["name"], case["outcome"]) for case in told] == [
    (case["id"], OUTCOMES[case["verdict"]]) for case in cases]

commands, rest = readers.read_github(github)
failed = {case["id"] for case in cases
          if OUTCOMES[case["verdict"]] in ("failure", "error") and case["verdict"] != "untestable"}
assert {title.rsplit(" (", 1)[0] for command, title, _ in commands if command == "error"} - {"promotecheck"} == failed
passed = sum(OUTCOMES[case["verdict"]] == "pass" for case in cases)
assert rest[-1].startswith(f"{passed} passed, ") and rest[-1] == comments[-1], (rest, comments)
outside, _ = readers.read_summary(summary)
assert all(f": {readers.html.escape(name).replace('_', '&#95;')} (" in outside for name in failed), failed
print(len(cases), len(failed))
