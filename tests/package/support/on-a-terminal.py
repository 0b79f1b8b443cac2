"""Runs a program on a terminal of its own, types a text when it asks, and prints what is seen as JSON."""

import json
import os
import pty
import sys
import termios

PROMPT = os.environ.pop("PROMPT", "hidden").encode()
typed, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)

screen = b""
is_typed = False
while True:
    try:
        read = os.read(terminal, 65536)
    except OSError:
        break
    if not read:
        break
    screen += read
    if not is_typed and PROMPT in screen:
        os.write(terminal, typed.encode())
        is_typed = True

ECHO = termios.ECHO
try:
    echoes = bool(termios.tcgetattr(terminal)[3] & ECHO)
except termios.error:
    echoes = None
_, status = os.waitpid(child, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps({"code": code, "screen": screen.decode(errors="replace"), "echoes": echoes}))
