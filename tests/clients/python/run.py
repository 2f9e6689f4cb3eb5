"""Plays the careers tour through PyPI's supabase against the program that ENGINEROOM_BIN names.

The last line it prints is `N passed, N failed`.
"""

import sys

from accounts import accounts
from calling import calling
from checks import check, summary
from embedding import embedding
from reading import reading
from refusing import refusing
from rules import rules
from server import SHOP, Server
from writing import writing


def main():
    servers = []
    check("the program starts on the careers example", lambda: servers.append(Server()), None)
    for server in servers:
        for story in (reading, embedding, rules, writing, refusing, accounts):
            check(f"the story {story.__name__!r} runs to its end", lambda story=story: story(server.url), None)
        check("it ends with exit code 0 when asked to", server.stop, 0)
    servers.clear()
    check("the program starts on a project with functions", lambda: servers.append(Server(SHOP)), None)
    for server in servers:
        check("the story 'calling' runs to its end", lambda: calling(server.url), None)
        check("it ends with exit code 0 as well", server.stop, 0)
    return summary()


if __name__ == "__main__":
    sys.exit(main())
