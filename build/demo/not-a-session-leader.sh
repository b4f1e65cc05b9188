#!/bin/sh
# A simulated HID device is a pseudo-terminal underneath: the first one that a session leader opens becomes its controlling
# terminal, and pulling the plug hangs the program up. A child of this shell leads no session.
"$HALL_PROGRAM" "$@"
