"""Reads the checked-in reports back: what a peer said arrives, and means nothing.

read_back.py GOLDEN_FOLDER
"""
import pathlib
import sys

import readers

# Each control, and what cannot be shown, as its escape.
SHOWN = (r"a\x1B[31m\x0D\x0A...\x0A---\x0A::error::x\x0A##\x5Berror]y\x0Anot ok 1 - z # SKIP\x0ABail out! \# \ "
         r"""]]></failure></testcase><script>&amp;"' %0A%25 ${{ b }} | `c` *d* _e_ ~f~ [g](javascript:h) !i @j $k$ """
         r"# l <!-- m --> </pre>\xFF\xC0\xAF\u{2028}\u{FFFE}\u{202E}\x01\x7F.")
folder = pathlib.Path(sys.argv[1])


def report(name):
    return (folder / name).read_bytes().decode()


def check_tap():
    points, comments, bail_out = readers.read_tap(report("hostile.tap"))
    assert [point["ok"] for point in points] == [False, False, True, True]
    assert all(point["id"] == SHOWN for point in points)
    assert points[3]["skip"] == SHOWN and comments[0] == "note: " + SHOWN and bail_out is None
    for point in points[:3]:
        finding, = point["yaml"]["findings"]
        assert {finding[key] for key in ("requirement", "cite", "at", "expected", "seen")} == {SHOWN}
        assert point["yaml"]["repeat"] == [SHOWN] and point["yaml"]["title"] == SHOWN == point["yaml"]["reason"]


def check_junit():
    suite, properties, cases, output = readers.read_junit(report("hostile.xml"))
    assert suite.get("name") == "promotecheck " + SHOWN
    assert properties == [(name, SHOWN) for name in ("version", "spec", "target", "note")]
    assert [case["outcome"] for case in cases] == ["failure", "error", "pass", "skipped"]
    assert all(case["name"] == SHOWN for case in cases)
    assert all(case["message"] == SHOWN for case in cases if case["outcome"] != "pass")
    lines = f"{SHOWN}\ncite: {SHOWN}\nat: {SHOWN} (line 1, column 1)\nexpected: {SHOWN}\nseen: {SHOWN}\n" \
            f"reason: {SHOWN}\nrepeat: {SHOWN}"
    assert cases[0]["text"] == lines == cases[1]["text"] and output == f"warn: {SHOWN}\n{lines}\n\n"


def check_github():
    commands, rest = readers.read_github(report("hostile.github"))
    assert [command for command, _, _ in commands] == ["error", "error", "warning", "notice"]
    assert [title for _, title, _ in commands[:3]] == [f"{SHOWN} ({word})" for word in ("fail", "error", "warn")]
    for _, _, message in commands[:3]:
        assert message.split("\n")[0] == SHOWN and message.split("\n")[-1] == f"repeat: {SHOWN}"
    assert commands[3][2] == SHOWN
    assert rest == ["1 warning, no notes", "1 passed, 2 failed, 1 skipped"]
    # The console report stands in such logs too.
    commands, _ = readers.read_github(report("hostile.txt"))
    assert commands == []


def check_summary():
    _, blocks = readers.read_summary(report("hostile.md"))
    assert len(blocks) == 4 and blocks[0] == f"{SHOWN}\n{SHOWN}"
    assert all(block.split("\n")[0] == SHOWN for block in blocks)


def check_ends():
    """A run that did not come to its end is no success for any reader."""
    for name in ("interrupted", "unjudged"):
        assert readers.read_tap(report(f"{name}.tap"))[2]
        assert readers.read_junit(report(f"{name}.xml"))[2][-1]["outcome"] == "error"
        assert readers.read_github(report(f"{name}.github"))[0][0][0] == "error"


for check in (check_tap, check_junit, check_github, check_summary, check_ends):
    check()
