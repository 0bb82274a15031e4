"""What a child process does before it becomes the command: `python -I child.py PARENT COMMAND …`.

It gives way to the application (niced), heeds an interrupt even where the application was started
with interrupts ignored, and dies with the application, however that ends. Run as a file by
page/jobs.py; between fork and exec of a process with threads none of this would be safe.
"""

import ctypes
import os
import signal
import sys

_NICER = 10  # steps of priority below the application
_PR_SET_PDEATHSIG = 1  # prctl(2); it follows the thread that started the process, and lasts on exec


def main() -> None:
    """Become the command; nothing at all where the application has ended in the meantime."""
    parent, *command = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.nice(_NICER)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == int(parent):
        os.execv(command[0], command)  # noqa: S606 (no shell is meant)


main()
