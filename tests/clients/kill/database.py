"""Looks into the database file as SQLite itself sees it: pages, indexes and foreign keys."""

import re
import sqlite3

MINE = ("accounts", "entries")


def faults(folder):
    """What is wrong with the SQLite files in a data folder; an empty list is good."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and is_database(file)]
    if not files:
        return [f"no SQLite file in {folder}"]
    found = []
    for file in files:
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        try:
            found += faults_of(connection)
        finally:
            connection.close()
    return found


def is_database(file):
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"


def faults_of(connection):
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    found = []
    for table in tables:
        quoted = table.replace("'", "''")
        found += [row for row in rows(connection, f"pragma integrity_check('{quoted}')", table) if row != ("ok",)]
    return found + rows(connection, "pragma foreign_key_check", "")


def rows(connection, statement, table):
    """The rows of a statement. A collation that the program brings is stood in for by the order of bytes, and a table
    of the program's own whose indexes call functions that only the program has is left out."""
    while True:
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            missing = re.search(r"no such collation sequence: (\S+)", str(error))
            if missing:
                connection.create_collation(missing[1], by_bytes)
            elif re.search("(no such|unknown) function", str(error)) and not any(name in table for name in MINE):
                return []
            else:
                return [(table, str(error))]


def by_bytes(left, right):
    left, right = left.encode(), right.encode()
    return (left > right) - (left < right)
