"""yaml_files.py SOURCE_DIR: reads each YAML file of the project and each yaml block of its pages, and writes the
scripts of the action's steps to step.N.sh in the current directory. Exit status 77: there is no YAML parser here."""
import pathlib
import re
import sys

try:
    import yaml
except ImportError:
    print("skipped: python3 has no yaml here")
    sys.exit(77)

source = pathlib.Path(sys.argv[1])
texts = {str(path.relative_to(source)): path.read_text()
         for path in [source / "action.yml", *sorted(source.glob(".github/workflows/*.yml"))]}
for page in [source / "README.md", *sorted(source.glob("docs/*.md"))]:
    for number, block in enumerate(re.findall(r"^```yaml\n(.*?)^```$", page.read_text(), re.M | re.S)):
        texts[f"{page.name}, yaml block {number + 1}"] = block

documents = {}
for name, text in texts.items():
    try:
        documents[name] = yaml.safe_load(text)
    except yaml.YAMLError as error:
        sys.exit(f"{name}: {error}")

action = documents["action.yml"]
wanted = {"url", "model", "env", "deployment", "args", "report-dir"}
if set(action["inputs"]) != wanted or action["runs"]["using"] != "composite":
    sys.exit("action.yml: the inputs are not the ones that docs/ci.md tells of")
for number, step in enumerate(action["runs"]["steps"]):
    if "${{" in step["run"] or step["shell"] != "bash":
        sys.exit("action.yml: an input stands in a script, where it is taken for a command")
    for name, value in step.get("env", {}).items():
        used = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)
        if not used or used[1] not in wanted:
            sys.exit(f"action.yml: {name} is not an input")
    pathlib.Path(f"step.{number}.sh").write_text(step["run"])

# Whoever uses the action in a page gives it inputs that it has.
for name, document in documents.items():
    for job in (document or {}).values() if isinstance(document, dict) else []:
        for one in job.values() if isinstance(job, dict) else []:
            for step in one.get("steps", []) if isinstance(one, dict) else []:
                if step.get("uses") == "./promotecheck" and not set(step["with"]) <= wanted:
                    sys.exit(f"{name}: the action has no such input")
print(f"{len(documents)} documents")
