#!/bin/sh
# The checked-in reports, read by python3 and xmllint where they are here. read_back.sh GOLDEN_FOLDER
tests=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo "skipped: there is no python3 here"; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$tests/read_back.py" "$1" || exit 1
! command -v xmllint >/dev/null || xmllint --noout --schema "$tests/junit.xsd" "$1"/*.xml
