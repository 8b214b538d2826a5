"""Lets schemathesis past the doors: an agent's token, a ticket with its key, a signed-in customer, and ids that exist.

Run by `cargo xtask test` against `helpnook-server serve --demo`; by hand:

    export IDENTITY_SECRET="of this test alone, on this machine alone"
    HELPNOOK_IDENTITY_KEYS="[{ kid = 'test', algorithm = 'HS256', secret = '$IDENTITY_SECRET' }]" \
    target/debug/helpnook-server serve --demo
    HELPNOOK_BASE=http://127.0.0.1:8787 HELPNOOK_SERVER=target/debug/helpnook-server HELPNOOK_DATA=data \
    SCHEMATHESIS_HOOKS=server/tests/schemathesis/hooks.py \
    schemathesis --config-file server/tests/schemathesis/schemathesis.toml \
        run http://127.0.0.1:8787/openapi.json --checks all

Without HELPNOOK_SERVER and HELPNOOK_DATA a token is taken from HELPNOOK_AGENT_TOKEN.
"""

import base64
import hashlib
import hmac
import json
import os
import subprocess
import time
import urllib.request
import uuid

import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

BASE = os.environ["HELPNOOK_BASE"].rstrip("/")


def call(method, path, body=None, token=None):
    """One call as JSON; an error of the server ends the run."""
    request = urllib.request.Request(BASE + path, method=method)
    request.add_header("Idempotency-Key", str(uuid.uuid4()))
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    data = None
    if body is not None:
        request.add_header("Content-Type", "application/json")
        data = json.dumps(body).encode()
    with urllib.request.urlopen(request, data, timeout=30) as response:
        return json.load(response)


def agent_token():
    """A token made by the server's own program, on the server's own data."""
    if "HELPNOOK_AGENT_TOKEN" in os.environ:
        return os.environ["HELPNOOK_AGENT_TOKEN"]
    command = [os.environ["HELPNOOK_SERVER"], "token", "Schemathesis", "--data", os.environ["HELPNOOK_DATA"]]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


def new_ticket():
    """A ticket as a customer sends it; its reply has the id and the key."""
    requester = {"email": "eve@example.com", "name": "Eve"}
    return call("POST", "/v1/tickets", {"subject": "Lantern", "message": "It blinks.", "requester": requester})


def identity():
    """A customer, as the site signs them: a JWT, good for ten minutes."""

    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    header = {"alg": "HS256", "typ": "JWT", "kid": "test"}
    claims = {"sub": "eve", "aud": "helpnook", "exp": int(time.time()) + 600, "email": "eve@example.com"}
    signed = b".".join(part(json.dumps(each).encode()) for each in (header, claims))
    signature = hmac.new(os.environ["IDENTITY_SECRET"].encode(), signed, hashlib.sha256).digest()
    return b".".join((signed, part(signature))).decode()


AGENT = agent_token()
TICKET = new_ticket()
KEY = TICKET["ticket_key"]


class Authorization:
    """Says the same to every call it is applied to."""

    value = ""

    def get(self, case, context):
        return self.value

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = data


@schemathesis.auth().apply_to(path_regex="^/v1/(agent|attachments)/")
class Agent(Authorization):
    """The agents' calls; and files, as a file that was just uploaded is nobody else's to read."""

    value = f"Bearer {AGENT}"


@schemathesis.auth().apply_to(path_regex="^/v1/(tickets|surveys)/")
class TicketKey(Authorization):
    """The calls about one ticket."""

    value = f"Bearer {KEY}"


@schemathesis.auth().apply_to(path="/v1/tickets", method="GET")
class TicketKeys(Authorization):
    """The list of a customer's tickets."""

    value = f"TicketKeys {KEY}"


@schemathesis.auth(refresh_interval=None).apply_to(path="/v1/sessions", method="POST")
class Identity(Authorization):
    """Signing in; by a new identity each time, as one lasts for minutes."""

    def get(self, case, context):
        return f"Bearer {identity()}"


@schemathesis.auth().apply_to(path="/v1/sessions", method="DELETE")
class Session(Authorization):
    """Ending a session: the first call does, the others are told that it has ended."""

    def get(self, case, context):
        return f"Bearer {call('POST', '/v1/sessions', {}, identity())['token']}"


def upload(name, content):
    """The id of a file."""
    request = urllib.request.Request(f"{BASE}/v1/attachments?name={name}", content, method="POST")
    request.add_header("Idempotency-Key", str(uuid.uuid4()))
    request.add_header("Content-Type", "application/octet-stream")
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)["id"]


def sent_file():
    """A file that the ticket's requester has sent."""
    file = upload("lantern.txt", b"It blinks three times.")
    call("POST", f"/v1/tickets/{TICKET['id']}/messages", {"body": "See there.", "attachments": [file]}, KEY)
    return file


# An answer to the one question that has to be answered.
SCORE = [{"question": "score", "score": 4}]


def rating():
    """The ticket's rating, begun once the ticket is solved."""
    call("POST", f"/v1/tickets/{TICKET['id']}/transitions", {"to": "solved"}, KEY)
    body = {"ticket": TICKET["id"], "answers": SCORE, "state": "partial"}
    return call("POST", "/v1/surveys/csat/responses", body, KEY)["id"]


def article():
    """An article of the demo."""
    return call("GET", "/v1/articles")["items"][0]["id"]


# What exists, by the path it belongs to and the parameter's name.
EXISTING = {
    ("/v1/tickets/", "id"): TICKET["id"],
    ("/v1/agent/tickets/", "id"): TICKET["id"],
    ("/v1/articles/", "id"): article(),
    ("/v1/agent/articles/", "id"): "written-by-schemathesis",
    ("/v1/attachments/", "id"): sent_file(),
    ("/v1/surveys/", "id"): "csat",
    ("/v1/surveys/", "response"): rating(),
}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes right what a description cannot say; what was made wrong on purpose stays wrong.

    An id exists, a cursor comes from a page, an Idempotency-Key was never used, a category is one of the site's, a file
    was uploaded.
    """

    def is_right(location):
        part = case.meta.components.get(location) if case.meta else None
        return part is not None and part.mode.is_positive

    if is_right(ParameterLocation.HEADER) and "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    # No text made up is a cursor: lists begin at their first page.
    if is_right(ParameterLocation.QUERY):
        (case.query or {}).pop("cursor", None)
    # A chain of calls brings ids of its own along.
    is_chain = case.meta is not None and case.meta.phase.name == TestPhase.STATEFUL
    if is_right(ParameterLocation.PATH) and not is_chain:
        for (start, name), value in EXISTING.items():
            if case.operation.path.startswith(start) and name in case.path_parameters:
                case.path_parameters[name] = value
    if is_right(ParameterLocation.BODY) and isinstance(case.body, dict):
        if case.body.get("category") is not None and case.operation.path == "/v1/tickets":
            case.body["category"] = "delivery"
        if case.body.get("attachments"):
            case.body["attachments"] = []
        if "answers" in case.body:
            case.body["answers"] = SCORE
        if case.operation.path == "/v1/surveys/{id}/responses":
            case.body["ticket"] = TICKET["id"]
