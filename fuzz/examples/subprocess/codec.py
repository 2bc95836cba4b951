"""A codec in Python behind codec_subprocess.c: one line is asked, one line is answered."""

import datetime
import json
import re
import sys

STATUSES = set(
    "BUILDING DEPLOYING DEPLOY_FAILED LOADING_MODEL ACTIVE UNHEALTHY BUILD_FAILED BUILD_STOPPED DEACTIVATING "
    "INACTIVE FAILED UPDATING SCALED_TO_ZERO WAKING_UP".split())


def text(value):
    if not isinstance(value, str):
        raise ValueError("a string was expected")
    value.encode("utf-8")  # no lone surrogates
    return value


def status(value):
    if text(value) not in STATUSES:
        raise ValueError("no status")
    return value


TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))\Z")


def time(value):
    match = TIME.match(text(value))
    if not match:
        raise ValueError("no date-time")
    year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
    east = (int(match[8]) * 60 + int(match[9])) if match[7] else 0
    if match[7] and (int(match[8]) > 23 or int(match[9]) > 59):
        raise ValueError("no offset")
    utc = (hour * 60 + minute - (east if match[7] != "-" else -east)) % 1440
    # Python has no year 0, which is a leap year as 2000 is.
    datetime.datetime(year or 2000, month, day, hour, minute, 59 if second == 60 and utc == 1439 else second)
    return value


def flag(value):
    if not isinstance(value, bool):
        raise ValueError("a boolean was expected")
    return value


def integer(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        raise ValueError("an integer was expected")
    return int(value)


def nullable(kind):
    return lambda value: None if value is None else kind(value)


def settings(value):
    return take(SETTINGS, value)


DEPLOYMENT = {"id": text, "created_at": time, "name": text, "model_id": text, "is_production": flag,
              "is_development": flag, "status": status, "active_replica_count": integer,
              "autoscaling_settings": nullable(settings), "instance_type_name": nullable(text),
              "environment": nullable(text)}
SETTINGS = {"min_replica": integer, "max_replica": integer, "autoscaling_window": nullable(integer),
            "scale_down_delay": nullable(integer), "concurrency_target": integer,
            "target_utilization_percentage": nullable(integer), "target_in_flight_tokens": nullable(integer)}
PROMOTE_REQUEST = {"scale_down_previous_deployment": flag, "deployment_id": text, "preserve_env_instance_type": flag}
OPTIONAL = {"target_in_flight_tokens", "scale_down_previous_deployment", "preserve_env_instance_type"}


def take(members, value):
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return {name: kind(value[name]) for name, kind in members.items() if name in value or name not in OPTIONAL}


def refuse_constant(word):
    raise ValueError(word + " is not JSON")


for line in sys.stdin:
    _, message, data = (line.rstrip("\n").split(" ") + [""])[:3]
    try:
        tree = json.loads(bytes.fromhex(data).decode("utf-8"), parse_constant=refuse_constant)
        value = take(DEPLOYMENT if message == "deployment" else PROMOTE_REQUEST, tree)
        print("taken", json.dumps(value).encode().hex(), flush=True)
    except (ValueError, KeyError, OverflowError, RecursionError):
        print("refused", flush=True)
