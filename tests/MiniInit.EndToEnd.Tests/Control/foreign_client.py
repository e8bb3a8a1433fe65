"""A client that knows nothing of MiniInit but its interface file: python3 foreign_client.py SOCKET INTERFACE

Reads calls from standard input, one a line: {"method": "List", "parameters": {...}, "more": true, "oneway": true}.
A method without a dot is one of the interface. All calls are sent before the first reply is read. Each reply is
checked against the interface and printed as one line of JSON.

--replies N ends after N replies, --timeout SECONDS (30) bounds the wait for each.
Exit codes: 0 all answered, 1 at least one by an error, 2 usage, 3 a reply does not conform, 4 no reply.
"""

import argparse
import base64
import json
import re
import socket
import sys

SERVICE = """
interface org.varlink.service
method GetInfo() -> (vendor: string, product: string, version: string, url: string, interfaces: []string)
method GetInterfaceDescription(interface: string) -> (description: string)
error InterfaceNotFound(interface: string)
error MethodNotFound(method: string)
error MethodNotImplemented(method: string)
error InvalidParameter(parameter: string)
error PermissionDenied()
error ExpectedMore()
"""

TOKEN = re.compile(r"(?:\s|#[^\n]*(?:\n|$))*(->|\[\]|[():,?]|[A-Za-z][A-Za-z0-9_.-]*|$)")
PLAIN = {"bool": bool, "int": int, "float": (int, float), "string": str, "object": dict}


class Wrong(Exception):
    """A reply, or the interface itself, is not as it should be."""


class Interface:
    """Types are ("plain", python type), ("named", name), ("choice", words), ("struct", fields), ("many", type) or
    ("maybe", type)."""

    def __init__(self, text):
        self.text, self.at, self.token = text, 0, ""
        self.types, self.methods, self.errors = {}, {}, {}
        self.next()
        self.take("interface")
        self.name = self.take()
        while self.token:
            self.member(self.take(), self.take())

    def member(self, kind, name):
        if kind == "type":
            self.types[name] = self.type()
        elif kind == "error":
            self.errors[name] = self.type()
        elif kind == "method":
            asked = self.type()
            self.take("->")
            self.methods[name] = (asked, self.type())
        else:
            raise Wrong(f"{kind} in the interface")

    def type(self):
        token = self.take()
        if token == "?":
            return ("maybe", self.type())
        if token == "[]":
            return ("many", self.type())
        if token in PLAIN:
            return ("plain", PLAIN[token])
        if token != "(":
            return ("named", token)
        fields, words = {}, []
        while self.token != ")":
            if fields or words:
                self.take(",")
            name = self.take()
            if self.token == ":":
                self.take(":")
                fields[name] = self.type()
            else:
                words.append(name)
        self.take(")")
        return ("choice", words) if words else ("struct", fields)

    def next(self):
        match = TOKEN.match(self.text, self.at)
        if match is None:
            raise Wrong(f"the interface cannot be read at {self.text[self.at:self.at + 20]!r}")
        self.token, self.at = match.group(1), match.end()

    def take(self, expected=None):
        token = self.token
        if not token or expected not in (None, token):
            raise Wrong(f"{expected} expected in the interface, found {token!r}")
        self.next()
        return token

    def check(self, value, type_, where):
        kind, of = type_
        if kind == "named":
            self.check(value, self.types[of], where)
        elif kind == "maybe":
            if value is not None:
                self.check(value, of, where)
        elif kind == "many":
            self.demand(isinstance(value, list), where, value)
            for index, entry in enumerate(value):
                self.check(entry, of, f"{where}[{index}]")
        elif kind == "choice":
            self.demand(value in of, where, value)
        elif kind == "struct":
            self.check_fields(value, of, where)
        else:
            # A bool is an int to Python, but not to anybody else.
            self.demand(isinstance(value, of) and (of is bool or not isinstance(value, bool)), where, value)
            if of is int:
                self.demand(-(2**63) <= value < 2**63, where, value)
            if where.endswith(".raw"):
                base64.b64decode(value, validate=True)

    def check_fields(self, value, fields, where):
        self.demand(isinstance(value, dict), where, value)
        self.demand(set(value) <= set(fields), where, sorted(set(value) - set(fields)))
        for name, type_ in fields.items():
            self.demand(name in value or type_[0] == "maybe", f"{where}.{name}", "nothing")
            self.check(value.get(name), type_, f"{where}.{name}")

    @staticmethod
    def demand(holds, where, found):
        if not holds:
            raise Wrong(f"{where}: {found!r} does not conform")


class Connection:
    def __init__(self, path, timeout):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.read = b""

    def send(self, calls):
        self.socket.sendall(b"".join(json.dumps(call, ensure_ascii=False).encode() + b"\0" for call in calls))

    def receive(self):
        while b"\0" not in self.read:
            some = self.socket.recv(65536)
            if not some:
                raise EOFError(f"the connection ended after {self.read!r}")
            self.read += some
        frame, self.read = self.read.split(b"\0", 1)
        return json.loads(frame.decode("utf-8", "strict"), object_pairs_hook=unique)


def unique(pairs):
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Wrong(f"a field is there twice in {pairs!r}")
    return fields


def check_reply(reply, call, interfaces):
    Interface.demand(set(reply) <= {"parameters", "continues", "error"}, "message", sorted(reply))
    Interface.demand(isinstance(reply.get("continues", False), bool), "continues", reply.get("continues"))
    Interface.demand(call.get("more") or not reply.get("continues"), "continues", True)
    parameters = reply.get("parameters") or {}
    name, kind = (reply["error"], "errors") if "error" in reply else (call["method"], "methods")
    home, _, member = name.rpartition(".")
    Interface.demand(home in interfaces and member in getattr(interfaces[home], kind), kind, name)
    found = getattr(interfaces[home], kind)[member]
    interfaces[home].check(parameters, found if kind == "errors" else found[1], name)


def converse(connection, calls, interfaces, most):
    connection.send(calls)
    code = 0
    for call in calls:
        while not call.get("oneway") and most != 0:
            reply = connection.receive()
            print(json.dumps(reply), flush=True)
            check_reply(reply, call, interfaces)
            most -= 1
            code = max(code, 1 if "error" in reply else 0)
            if not reply.get("continues"):
                break
    return code


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("socket")
    parser.add_argument("interface")
    parser.add_argument("--replies", type=int, default=-1)
    parser.add_argument("--timeout", type=float, default=30)
    options = parser.parse_args()
    try:
        with open(options.interface, encoding="utf-8") as file:
            control = Interface(file.read())
        interfaces = {control.name: control, "org.varlink.service": Interface(SERVICE)}
        calls = [json.loads(line) for line in sys.stdin if line.strip()]
        for call in calls:
            if "." not in call["method"]:
                call["method"] = f"{control.name}.{call['method']}"
        connection = Connection(options.socket, options.timeout)
        return converse(connection, calls, interfaces, options.replies)
    except (Wrong, ValueError) as wrong:
        print(f"foreign_client: {wrong}", file=sys.stderr)
        return 3
    except (OSError, EOFError) as end:
        print(f"foreign_client: {end}", file=sys.stderr)
        return 4


if __name__ == "__main__":
    sys.exit(main())
