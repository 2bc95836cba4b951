"""Reads reports back, by the rules of each format and by nothing of the renderers."""
import html
import json
import re
import xml.etree.ElementTree as xml

POINT = re.compile(r"(not ok|ok) (\d+) - ((?:[^\\#]|\\[\\#])*?)(?: # SKIP ((?:[^\\#]|\\[\\#])*))?\n")
KEY = re.compile(r'( *)(- )?(?:([a-z]+): ?)?(".*"|\d+)?\n')


def unescape_description(text):
    return re.sub(r"\\([\\#])", r"\1", text)


def scalar(text):
    # double-quoted YAML without line breaks is JSON but for \x and \e, which are not expected here
    return json.loads(text)


def yaml_block(lines):
    """The subset that stands in a test point: keys, lists of scalars, lists of keys."""
    block, path = {}, None
    for line in lines:
        match = KEY.fullmatch(line)
        assert match, f"no line of YAML: {line!r}"
        indent, dash, key, value = len(match[1]), match[2], match[3], match[4]
        if indent == 2 and key:
            path = block[key] = [] if value is None else scalar(value)
        elif indent == 4 and dash and key:
            path.append({key: scalar(value)})
        elif indent == 4 and dash:
            path.append(scalar(value))
        elif indent == 6 and key and not dash:
            path[-1][key] = scalar(value)
        else:
            raise AssertionError(f"unexpected line of YAML: {line!r}")
    return block


def read_tap(text):
    """The points, the comments and the bail-out of a TAP 14 stream."""
    lines = [line + "\n" for line in text.split("\n")[:-1]]
    assert lines.pop(0) == "TAP version 14\n"
    plan = re.fullmatch(r"1\.\.(\d+)\n", lines[0])
    points, comments, bail_out = [], [], None
    lines = lines[1:] if plan else lines
    while lines:
        line = lines.pop(0)
        assert bail_out is None, "something stands behind Bail out!"
        if line == "  ---\n":
            end = lines.index("  ...\n")
            points[-1]["yaml"] = yaml_block(lines[:end])
            lines = lines[end + 1:]
        elif line.startswith("Bail out! "):
            bail_out = line[len("Bail out! "):-1]
        elif line.startswith("# "):
            comments.append(line[2:-1])
        else:
            match = POINT.fullmatch(line)
            assert match, f"no test point: {line!r}"
            assert int(match[2]) == len(points) + 1
            points.append({"ok": match[1] == "ok", "id": unescape_description(match[3]), "yaml": {},
                           "skip": match[4] and unescape_description(match[4])})
    assert len(points) == (int(plan[1]) if plan else 0), "the plan is not kept"
    return points, comments, bail_out


def read_junit(text):
    """The suite's attributes, properties, cases and output."""
    suite, = xml.fromstring(text).findall("testsuite")
    cases = []
    for case in suite.findall("testcase"):
        outcome, = list(case) or [None]
        cases.append({"name": case.get("name"), "class": case.get("classname"),
                      "outcome": "pass" if outcome is None else outcome.tag,
                      "type": "pass" if outcome is None else outcome.get("type"),
                      "message": None if outcome is None else outcome.get("message"),
                      "text": "" if outcome is None else outcome.text or ""})
    properties = [(one.get("name"), one.get("value")) for one in suite.find("properties")]
    counted = {"tests": len(cases)}
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        counted[count] = sum(case["outcome"] == tag for case in cases)
    for count, number in counted.items():
        assert int(suite.get(count)) == number, f"{count} is {suite.get(count)}, not {number}"
    return suite, properties, cases, suite.find("system-out").text or ""


def read_github(text):
    """The commands, as the runner reads them, and the lines that are none."""
    commands, rest = [], []
    for line in text.split("\n")[:-1]:
        assert "##[" not in line, f"a command in the middle of a line: {line!r}"
        match = re.fullmatch(r"\s*::(\w+)(?: ([^:]*))?::(.*)", line)
        if not match:
            rest.append(line)
            continue
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        title = re.sub("%(25|0D|0A|3A|2C)", lambda m: chr(int(m[1], 16)), properties.pop("title"))
        assert not properties, f"properties that nobody meant: {properties}"
        commands.append((match[1], title, re.sub("%(25|0D|0A)", lambda m: chr(int(m[1], 16)), match[3])))
    return commands, rest


def read_summary(text):
    """The texts of the summary's <pre> blocks; everything else holds no markup but our own."""
    outside = re.sub(r"<pre>\n(.*?)\n</pre>", "", text, flags=re.S)
    blocks = [html.unescape(block) for block in re.findall(r"<pre>\n(.*?)\n</pre>", text, flags=re.S)]
    for part in (outside, *re.findall(r"<pre>\n(.*?)\n</pre>", text, flags=re.S)):
        bare = re.sub(r"&(#\d+|[a-z]+);", "", part)
        assert not re.search(r"[<>`*\[\]~!@$\\\"']", bare), f"markup: {re.search('[<>`*~!@$]', bare)}"
    return outside, blocks
