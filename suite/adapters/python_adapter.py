#!/usr/bin/env python3
"""An adapter in Python: promotecheck client -- python3 suite/adapters/python_adapter.py

A template: replace `promote` by a call of your own client. Needs nothing but the standard library."""
import json
import socket
import sys
import urllib.error
import urllib.parse
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def promote(command):
    """The client: gives the deployment as it came, or raises."""
    model = urllib.parse.quote(command["model_id"], safe="")
    environment = urllib.parse.quote(command["env_name"], safe="")
    request = urllib.request.Request(
        f"{command['base_url']}/v1/models/{model}/environments/{environment}/promote",
        data=json.dumps(command["request"]).encode(),
        headers={"Authorization": f"Api-Key {command['api_key']}", "Content-Type": "application/json"},
        method="POST")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)
    with opener.open(request, timeout=command["timeout_ms"] / 1000) as response:
        if response.status != 200:
            raise urllib.error.HTTPError(request.full_url, response.status, "not 200", response.headers, None)
        deployment = json.loads(response.read().decode())
    if not isinstance(deployment, dict) or "id" not in deployment:
        raise ValueError("no deployment")
    return deployment


def answer(command):
    if command["cmd"] == "hello":
        return {"protocol": 1, "client": {"name": "urllib", "version": "1", "language": "python"}}
    if command["cmd"] != "promote":
        return {"outcome": "unsupported"}
    try:
        return {"outcome": "deployment", "deployment": promote(command)}
    except urllib.error.HTTPError as error:
        return {"outcome": "error", "kind": "http", "status": error.code}
    except (socket.timeout, TimeoutError):
        return {"outcome": "error", "kind": "timeout"}
    except (ValueError, RecursionError) as error:
        return {"outcome": "error", "kind": "decode", "message": type(error).__name__}
    except Exception as error:
        return {"outcome": "error", "kind": "transport", "message": type(error).__name__}


for line in sys.stdin:
    command = json.loads(line)
    print(json.dumps({"seq": command.get("seq")} | answer(command) if "seq" in command else answer(command)),
          flush=True)
