"""Kiro's command line without the protocol, as its records have been seen: ``chat`` and its flags.

The prompt, read to its end from standard input, says what to do, like the scripted agent's.
"""

import json
import sys
import time
from pathlib import Path


def record(kind, **data):
    sys.stdout.write(json.dumps({"type": kind, "data": data}) + "\n")
    sys.stdout.flush()


def main():
    Path("arguments.json").write_text(json.dumps(sys.argv[1:]))
    prompt = sys.stdin.read()
    record("runStarted", engine="v3", payloadSchema="acp")
    for line in prompt.splitlines():
        verb, _, rest = line.partition(" ")
        if verb == "say":
            update = {"sessionUpdate": "agent_message_chunk", "content": {"text": rest}}
            record("sessionUpdate", sessionId="sess_chat", update=update)
        elif verb == "write":
            name, _, text = rest.partition(" ")
            Path(name).write_text(text)
        elif verb == "garbage":
            sys.stdout.write("not json\n[]\n")
        elif verb == "stall":
            time.sleep(3600)
        elif verb == "exit":
            sys.stderr.write("out of luck, password=hunter22\n")
            sys.exit(int(rest))
        elif verb == "fail":
            record("runError", stage="prompt", message=rest)
            record("runFinished", sessionId="sess_chat", status="error")
            return
        elif verb == "vanish":
            return
    record("metadata", meteringUsage=[{"value": 0.05, "unit": "credit"}])
    record("runFinished", sessionId="sess_chat", status="success", stopReason="end_turn")


if __name__ == "__main__":
    main()
