"""A coding agent that does what its prompts say, in the dialect of either of Kiro's engines.

``python scripted_agent.py [v3|v2] [trait ...]``. Traits shape how it starts; a prompt is one or
more lines, each a verb and its arguments, like ``write notes.txt hello``.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_OPTIONS = {
    "v3": (("accept", "allow_once"), ("always-accept", "allow_always"), ("reject", "reject_once")),
    "v2": (("allow_once", "allow_once"), ("allow_always", "allow_always"), ("no", "reject_once")),
}


class Agent:
    def __init__(self, dialect, traits):
        self.dialect, self.traits = dialect, set(traits)
        self.session, self.cancelled, self.asked = None, False, 0
        self.waiting = []

    # -- frames ---------------------------------------------------------------------------------

    def send(self, **message):
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        sys.stdout.flush()

    def update(self, kind, /, session=None, **more):
        update = {"sessionUpdate": kind, **more}
        params = {"sessionId": session or self.session, "update": update}
        self.send(method="session/update", params=params)

    def kiro(self, kind, /, **more):
        self.update("session_info_update", _meta={"kiro": {"kind": kind, **more}})

    def say(self, text):
        self.update("agent_message_chunk", content={"type": "text", "text": text})

    def next_message(self):
        if self.waiting:
            return self.waiting.pop(0)
        line = sys.stdin.readline()
        if not line:
            sys.exit(0)
        return json.loads(line)

    def request(self, method, params):
        self.asked += 1
        number = f"q{self.asked}"
        self.send(id=number, method=method, params=params)
        return self.answer_to(number)

    def answer_to(self, number):
        put_back = []
        while True:
            message = self.next_message()
            if message.get("id") == number and "method" not in message:
                self.waiting = put_back + self.waiting
                return message
            if message.get("method") == "session/cancel":
                self.cancelled = True
            else:
                put_back.append(message)

    # -- life -----------------------------------------------------------------------------------

    def run(self):
        if "complains" in self.traits:
            sys.exit("error: the following arguments are not supported: --agent")
        if "ignores-sigterm" in self.traits:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            message = self.next_message()
            name = message.get("method", "").replace("/", "_")
            handler = getattr(self, f"on_{name}", None)
            if handler is not None:
                handler(message)
            elif "id" in message and "method" in message:
                self.send(id=message["id"], error={"code": -32601, "message": "Method not found"})

    def on_initialize(self, message):
        if "silent" in self.traits:
            time.sleep(3600)
        able = {"loadSession": "no-load" not in self.traits}
        self.send(id=message["id"], result={"protocolVersion": 1, "agentCapabilities": able})

    def on_session_new(self, message):
        if "signed-out" in self.traits:
            problem = {"code": -32000, "message": "Authentication required"}
            return self.send(id=message["id"], error=problem)
        self.note("new", message["params"])
        self.session = f"{'sess_' if self.dialect == 'v3' else ''}{os.getpid()}"
        return self.send(id=message["id"], result=self.opened())

    def opened(self):
        modes = {"currentModeId": "vibe" if self.dialect == "v3" else "kiro_default"}
        models = ("auto", "claude-sonnet")
        if self.dialect == "v2":
            offered = [{"modelId": each, "name": each} for each in models]
            told = {"models": {"currentModelId": "auto", "availableModels": offered}}
        else:
            offered = [{"value": each} for each in models]
            told = {"configOptions": [{"type": "select", "id": "model", "options": offered}]}
        return {"sessionId": self.session, "modes": modes, **told}

    def on_session_load(self, message):
        self.note("load", message["params"])
        if "load-hangs" in self.traits:
            time.sleep(3600)
        if "load-exits" in self.traits:
            sys.exit(0)
        if "locked" in self.traits or self.still_locked():
            text = "Session is active in another process (PID 1)"
            return self.send(id=message["id"], error={"code": -32603, "message": text})
        self.session = message["params"]["sessionId"]
        self.say("said in an earlier life")
        if self.dialect == "v3":
            self.completion(9)
            self.kiro("turn_end", stopReason="end_turn")
        return self.send(id=message["id"], result=self.opened())

    def still_locked(self):
        """Be locked for the first two tries."""
        self.asked += 1
        return "locked-a-while" in self.traits and self.asked <= 2

    def on_session_set_config_option(self, message):
        self.note("set", message["params"])
        self.send(id=message["id"], result={"configOptions": []})

    on_session_set_model = on_session_set_mode = on_session_set_config_option

    def note(self, what, params):
        """Keep what was asked for the test to read."""
        with open(Path(os.environ["HOME"], "asked.jsonl"), "a") as file:
            file.write(json.dumps([what, params]) + "\n")

    # -- turns ----------------------------------------------------------------------------------

    def on_session_prompt(self, message):
        self.cancelled, self.ends, self.responds = False, True, True
        self.reason, self.late, self.failure = "end_turn", [], None
        if self.dialect == "v3":
            self.kiro("turn_start")
        for line in message["params"]["prompt"][0]["text"].splitlines():
            verb, *words = line.split()
            getattr(self, f"do_{verb.replace('-', '_')}")(*words)
            if self.cancelled:
                self.reason = "cancelled"
                break
        if self.failure is None:
            return self.finish(message["id"])
        self.send(id=message["id"], error=self.failure)
        return self.dialect == "v2" and self.metadata()

    def finish(self, number):
        respond = self.responds and "mute" not in self.traits
        if self.dialect == "v3":
            self.completion(0.1344)
            self.completion(0.1344)
            if self.ends:
                self.kiro("turn_end", stopReason=self.reason)
        if respond:
            self.send(id=number, result={"stopReason": self.reason})
        if self.dialect == "v2":
            self.metadata()
        for kind in self.late:
            kind(number)

    def metadata(self):
        used = [{"value": 0.05413, "unit": "credit", "unitPlural": "credits"}]
        metadata = {"sessionId": self.session, "meteringUsage": used}
        self.send(method="_kiro.dev/metadata", params={"sessionId": self.session})
        self.send(method="_kiro.dev/metadata", params=metadata)
        self.send(method="_kiro.dev/metadata", params=metadata | {"sessionId": "sub-agent"})

    def completion(self, used):
        told = {"unit": "credit", "unitPlural": "credits", "usage": used}
        self.kiro("turn_completion", promptTurnSummaries=[told], status="success")

    def ask(self, capability, resource):
        options = [{"optionId": i, "name": i, "kind": kind} for i, kind in _OPTIONS[self.dialect]]
        call = {"toolCallId": "call", "status": "pending", "title": resource}
        params = {"sessionId": self.session, "toolCall": call, "options": options}
        if self.dialect == "v3":
            consent = {"capability": capability, "resource": resource}
            params["_meta"] = {"kiro": {"toolId": capability, "consent": consent}}
        else:
            shell = capability == "shell"
            call["kind"] = "execute" if shell else "edit"
            call["rawInput"] = {"command": resource} if shell else {"path": resource}
        outcome = self.request("session/request_permission", params)["result"]["outcome"]
        if outcome["outcome"] == "cancelled":
            self.cancelled = True
        return outcome.get("optionId") in {"accept", "allow_once"}

    def do_say(self, *words):
        self.say(" ".join(words))

    def do_write(self, name, *words):
        self.update("tool_call", toolCallId="call", title=f"Write {name}", kind="edit")
        allowed = self.ask("fs_write", name)
        if allowed:
            Path(name).write_text(" ".join(words))
        status = "completed" if allowed else "failed"
        self.update("tool_call_update", toolCallId="call", title=f"Write {name}", status=status)

    def do_shell(self, *words):
        command = " ".join(words)
        if self.ask("shell", command):
            subprocess.run(["sh", "-c", command], check=False, stdout=subprocess.DEVNULL)

    def do_name(self, number):
        """Ask for something that touches so many files."""
        locations = [{"path": f"{each}.py"} for each in range(int(number))]
        call = {"toolCallId": "call", "kind": "edit", "title": "all", "locations": locations}
        options = [{"optionId": "no", "kind": "reject_once"}]
        params = {"sessionId": self.session, "toolCall": call, "options": options}
        answer = self.request("session/request_permission", params)
        self.say(answer["result"]["outcome"]["optionId"])

    def do_storm(self, number):
        refused = sum(not self.ask("shell", "git push") for _ in range(int(number)))
        self.say(f"refused {refused} times")

    def do_flood(self, number):
        """Ask without waiting for answers."""
        for each in range(int(number)):
            params = {"sessionId": self.session, "toolCall": {}, "options": []}
            self.send(id=f"f{each}", method="session/request_permission", params=params)
        self.answer_to(f"f{int(number) - 1}")

    def do_stall(self, seconds="3600"):
        end = time.monotonic() + float(seconds)
        while time.monotonic() < end and not self.cancelled:
            self.poll(end - time.monotonic())

    def poll(self, seconds):
        import select

        if self.waiting or select.select([sys.stdin], [], [], seconds)[0]:
            message = self.next_message()
            self.cancelled = message.get("method") == "session/cancel"

    def do_ignore_cancel(self):
        while True:
            time.sleep(3600)

    def do_chat_for_ever(self):
        while True:
            self.say(".")
            time.sleep(0.05)

    def do_die(self, code="3"):
        sys.stderr.write("panicked: out of luck, password=hunter22\n")
        sys.stderr.flush()
        os._exit(int(code))

    def do_kill_self(self):
        os.kill(os.getpid(), signal.SIGKILL)

    def do_grandchildren(self):
        """Leave processes behind: in the group, out of it, and one that ignores SIGTERM."""
        sleeper = "import time; time.sleep(3600)"
        stubborn = f"import signal; signal.signal(15, signal.SIG_IGN); {sleeper}"
        detached = f"import os; os.fork() and os._exit(0); os.setsid(); {sleeper}"
        for program in (sleeper, stubborn, detached):
            subprocess.Popen([sys.executable, "-c", program])

    def do_frames(self, number, size="40"):
        text = "x" * int(size)
        for _ in range(int(number)):
            self.say(text)

    def do_transcript(self, megabytes):
        """Write that much as fast as it is read: frames of 64 KiB."""
        frame = json.dumps(
            {
                "jsonrpc": "2.0",
                "method": "session/update",
                "params": {
                    "sessionId": self.session,
                    "update": {
                        "sessionUpdate": "tool_call_update",
                        "toolCallId": "call",
                        "content": [{"type": "text", "text": "y" * 65_300}],
                    },
                },
            }
        )
        for _ in range(int(megabytes) * 16):
            sys.stdout.write(frame + "\n")
        sys.stdout.flush()

    def do_huge(self, megabytes):
        self.say("z" * (int(megabytes) << 20))

    def do_garbage(self):
        for line in (
            "not json",
            "[]",
            "17",
            "null",
            '{"jsonrpc":"2.0","id":[1],"result":{}}',
            '{"jsonrpc":"2.0","id":{"a":1},"method":"x"}',
            '{"jsonrpc":"2.0","id":7777,"error":"no object"}',
            '{"jsonrpc":"2.0","method":5}',
            "[" * 100_000,
            '{"jsonrpc":"2.0","method":"session/update"}',
            '{"jsonrpc":"2.0","method":"session/update","params":[1]}',
        ):
            sys.stdout.write(line + "\n")
        sys.stdout.buffer.write(b"\xff\xfe\x00\n\n\n")
        sys.stdout.flush()
        self.update(["a", "list"])
        self.update("tool_call", title={"an": "object"})
        self.update("nobody_knows_this")

    def do_wrong_ids(self):
        for number in (999_999, -1, "0", "1", None, 2.5):
            self.send(id=number, result={"stopReason": "refusal"})
        self.update("agent_message_chunk", session="somebody-else", content={"text": "not mine"})

    def do_unknown(self):
        answer = self.request("_kiro/auth/getAccessToken", {})
        self.send(method="_kiro/weather", params={})
        self.say(f"answered {answer['error']['code']}")

    def do_no_turn_end(self):
        self.ends = False

    def do_no_response(self):
        self.responds = False

    def do_duplicate_ends(self):
        """End once more a while later, when the next turn may have begun."""

        def again(number):
            time.sleep(1.3)
            self.kiro("turn_end", stopReason="refusal")
            self.send(id=number, result={"stopReason": "refusal"})

        self.late.append(again)

    def do_reason(self, reason):
        self.reason = reason

    def do_use(self, credits):
        self.completion(float(credits))

    def do_fail(self):
        self.failure = {"code": -32603, "message": "Internal error: out of luck"}

    def do_environment(self):
        Path("environment.json").write_text(json.dumps(dict(os.environ)))

    def do_touch(self, path):
        """Try to write somewhere without asking."""
        try:
            Path(path).write_text("was here")
        except OSError as problem:
            self.say(f"could not: {problem.strerror}")
        else:
            self.say("could")

    def do_connect(self, port):
        import socket

        try:
            socket.create_connection(("127.0.0.1", int(port)), 2).close()
        except OSError as problem:
            self.say(f"could not: {problem}")
        else:
            self.say("could")


if __name__ == "__main__":
    Agent(sys.argv[1] if len(sys.argv) > 1 else "v3", sys.argv[2:]).run()
