"""A coding agent that carries a finished application over, in as many steps as the plan has.

``python building_agent.py FOLDER``: at the last step the files of the folder are copied, with one
mistake that is mended when it is told of it. What it was paid for stands in ``ledger.txt``.
``python building_agent.py FOLDER SECONDS`` takes so long for each turn, and does everything right.
"""

import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

TASK = re.compile(r"^- (\d+\.\d+) ", re.MULTILINE)
BOX = re.compile(r"^ *- \[[ x]\] (\d+\.\d+) ", re.MULTILINE)
MISTAKE = Path("app", "mistake.py")
WORK_SECONDS = 1.0


def send(**message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    sys.stdout.flush()


def read():
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return json.loads(line)


class Agent:
    def __init__(self, finished, seconds=None):
        self.finished = finished
        self.flawless = seconds is not None
        self.seconds = WORK_SECONDS if seconds is None else seconds
        self.session = ""

    def run(self):
        answers = {
            "initialize": lambda _: {
                "protocolVersion": 1,
                "agentCapabilities": {"loadSession": True},
            },
            "session/new": self.opened,
            "session/load": self.opened,
            "session/prompt": self.prompted,
        }
        while True:
            message = read()
            answer = answers.get(message.get("method"))
            if answer is not None:
                send(id=message["id"], result=answer(message["params"]))

    def opened(self, params):
        self.session = params.get("sessionId") or f"session-{os.getpid()}"
        return {"sessionId": self.session}

    def prompted(self, params):
        until = time.monotonic() + self.seconds
        text = params["prompt"][0]["text"]
        tasks = TASK.findall(text)
        self.pay("begin", *tasks)
        if "2.1" in tasks and not self.flawless and not self.allowed():
            return {"stopReason": "end_turn"}
        if "did not pass" in text:
            MISTAKE.unlink(missing_ok=True)
            tasks = ["repair"]
        for number in tasks:
            self.carry_out(number)
        self.think(until)
        self.pay("end", *tasks)
        usage = {"totalTokens": 120, "inputTokens": 100, "outputTokens": 20}
        return {"stopReason": "end_turn", "usage": usage}

    def pay(self, what, *tasks):
        with open("ledger.txt", "a") as ledger:
            ledger.write("".join(f"{what} {number}\n" for number in tasks or ("repair",)))

    def allowed(self):
        """Ask for something that only the owner may allow."""
        options = [
            {"optionId": "yes", "name": "Yes", "kind": "allow_once"},
            {"optionId": "no", "name": "No", "kind": "reject_once"},
        ]
        call = {"toolCallId": "c", "kind": "switch_mode", "title": "Work by itself"}
        params = {"sessionId": self.session, "toolCall": call, "options": options}
        send(id="ask", method="session/request_permission", params=params)
        while (message := read()).get("id") != "ask":
            pass
        return message["result"]["outcome"].get("optionId") == "yes"

    def think(self, until):
        """Take a while, with signs of life."""
        while (left := until - time.monotonic()) > 0:
            update = {
                "sessionUpdate": "agent_message_chunk",
                "content": {"type": "text", "text": "Thinking.\n"},
            }
            params = {"sessionId": self.session, "update": update}
            send(method="session/update", params=params)
            time.sleep(min(0.1, left))

    def carry_out(self, number):
        (plan,) = Path(".kiro", "specs").glob("*/tasks.md")
        text = plan.read_text()
        plan.write_text(text.replace(f"- [ ] {number} ", f"- [x] {number} "))
        if number == BOX.findall(text)[-1]:
            shutil.copytree(self.finished, ".", dirs_exist_ok=True, ignore=_kiro)
            if not self.flawless:
                MISTAKE.write_text("VALUE = boks\n")


def _kiro(folder, names):
    return [name for name in names if name == ".kiro"]


if __name__ == "__main__":
    Agent(Path(sys.argv[1]), *map(float, sys.argv[2:])).run()
