"""The progress line of `check`: on a terminal, and nowhere else; what is found never stands on it.

progress.py PROGRAM
"""
import os
import pty
import re
import select
import subprocess
import sys

PROGRESS = re.compile(rb"\r\d+ MB, \d+ documents, 0 failed ")
CHUNK = b'{"a":[1,2,3]}\n' * 70000  # about what is read at once
MOST = 4000  # chunks: far more than the line can need


class Terminal:
    """A terminal that a program writes to."""

    def __init__(self):
        self.ours, self.theirs = pty.openpty()
        self.text = b""

    def read(self, wait=0.0):
        while select.select([self.ours], [], [], wait)[0]:
            try:
                piece = os.read(self.ours, 65536)
            except OSError:  # the other end is closed
                return False
            if not piece:
                return False
            self.text += piece
        return True


def check(arguments, stderr, stdout, feed):
    environment = dict(os.environ, TERM="xterm")
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=stdout, stderr=stderr, env=environment)
    feed(process.stdin)
    process.stdin.close()
    return process


def fail(what, text):
    sys.exit(f"not ok: {what}: {text[-600:]!r}")


def main(program):
    with open("schema.json", "w", encoding="utf-8") as schema:
        schema.write('{"type":"object"}')
    arguments = [program, "check", "--lines", "--schema", "schema.json", "-"]

    terminal = Terminal()
    written = 0

    def until_progress(stdin):
        nonlocal written
        while not PROGRESS.search(terminal.text) and written < MOST:
            stdin.write(CHUNK)
            written += 1
            terminal.read()
        stdin.write(b"7\n")

    process = check(arguments, terminal.theirs, terminal.theirs, until_progress)
    os.close(terminal.theirs)
    while terminal.read(60):
        pass
    if process.wait() != 1:
        fail(f"exit status {process.returncode}", terminal.text)
    if not PROGRESS.search(terminal.text):
        fail("no progress line", terminal.text)
    # The finding begins a line: behind the progress line stands what wipes it out.
    if not re.search(rb"(failed \r\x1b\[K|\n)<stdin>:\d+:1: ", terminal.text):
        fail("a finding on the progress line", terminal.text)
    summary = f"{written * 70000} passed, 1 failed, 0 skipped\r\n".encode()
    if not terminal.text.endswith(summary):
        fail("the summary is not last", terminal.text)

    # As much of it, and no terminal: nothing but the findings and the summary.
    def all_at_once(stdin):
        for _ in range(written):
            stdin.write(CHUNK)

    process = check(arguments, subprocess.STDOUT, subprocess.PIPE, all_at_once)
    output = process.stdout.read()
    if process.wait() != 0 or b"\r" in output or b" MB" in output:
        fail("a progress line without a terminal", output)
    print("ok")


if __name__ == "__main__":
    main(sys.argv[1])
