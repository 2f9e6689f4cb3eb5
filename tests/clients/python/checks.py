"""Counts checks: each is a sentence, what to do, and what must come of it."""

import pprint

from postgrest import APIError
from supabase_auth.errors import AuthError

counts = {"passed": 0, "failed": 0}


def check(sentence, action, expected):
    try:
        actual = action()
    except Exception as error:  # whatever a client raises is an answer here
        actual = error
    if not isinstance(actual, Exception) and actual == expected:
        counts["passed"] += 1
        return
    counts["failed"] += 1
    shown = f"{type(actual).__name__}: {actual}" if isinstance(actual, Exception) else pprint.pformat(actual, width=110)
    print(f"FAILED {sentence}\n  expected {pprint.pformat(expected, width=110)}\n  actual   {shown}")


def data(request):
    return request.execute().data


def ids(request):
    return [row["id"] for row in data(request)]


def refusal(request):
    """The code with which a request was refused."""
    try:
        request.execute()
    except APIError as error:
        return error.code
    return "was not refused"


def said(request):
    """The code and the words with which a request was refused."""
    try:
        request.execute()
    except APIError as error:
        return (error.code, error.message)
    return "was not refused"


def auth_refusal(action):
    """How sign-in or what belongs to it was refused."""
    try:
        action()
    except AuthError as error:
        return (getattr(error, "status", None), error.code)
    return "was not refused"


def summary():
    """Prints the count, on which the last line must end, and answers the exit code."""
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 0 if counts["passed"] and not counts["failed"] else 1
