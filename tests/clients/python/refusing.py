"""What is refused, with which code and words."""

import time

from postgrest import APIError

from checks import check, refusal, said
from clients import ADA, SECRET_KEY, client, signed


def refusing(url):
    api = client(url)
    everything = client(url, SECRET_KEY)
    names(api, everything)
    values(api, everything)
    constraints(everything)
    tokens(url)


def names(api, everything):
    def unknown():
        try:
            api.table("posting").select("*").execute()
        except APIError as error:
            return (error.code, error.message, error.hint)

    check(
        "an unknown table is said, with the nearest name",
        unknown,
        (
            "PGRST205",
            "Could not find the table 'public.posting' in the schema cache",
            "Perhaps you meant the table 'public.postings'",
        ),
    )
    check(
        "an unknown column is said",
        lambda: said(api.table("postings").select("nonsense")),
        ("42703", "column postings.nonsense does not exist"),
    )
    check(
        "an unknown column in a body is said",
        lambda: said(everything.table("tools").insert({"name": "x", "kind": "testing", "nonsense": 1})),
        ("PGRST204", "Could not find the 'nonsense' column of 'tools' in the schema cache"),
    )
    check(
        "an unknown operator is said",
        lambda: refusal(api.table("postings").select("id").filter("id", "resembles", "1")),
        "PGRST100",
    )
    check(
        "a filter on what is not embedded is said",
        lambda: refusal(api.table("postings").select("id").eq("companies.name", "x")),
        "PGRST108",
    )
    check("an unknown schema is said", lambda: refusal(api.schema("auth").from_("users").select("*")), "PGRST106")


def values(api, everything):
    check(
        "a number must be one",
        lambda: said(api.table("postings").select("id").eq("id", "one")),
        ("22P02", 'invalid input syntax for type bigint: "one"'),
    )
    check(
        "an enum knows its values",
        lambda: said(api.table("postings").select("id").eq("level", "expert")),
        ("22P02", 'invalid input value for enum seniority: "expert"'),
    )
    check(
        "varchar(80) refuses 81 characters",
        lambda: refusal(everything.table("companies").update({"name": "x" * 81}).eq("slug", "paperkite")),
        "22001",
    )
    check(
        "a generated column cannot be set",
        lambda: refusal(everything.table("postings").update({"search": "x"}).eq("id", 1)),
        "428C9",
    )


def constraints(everything):
    check(
        "a unique value is unique",
        lambda: said(everything.table("skills").insert({"name": "SQL", "kind": "language"})),
        ("23505", 'duplicate key value violates unique constraint "skills_name_key"'),
    )
    check(
        "a foreign key finds its row",
        lambda: refusal(everything.table("posting_skills").insert({"posting_id": 1, "skill_id": 9999})),
        "23503",
    )
    check(
        "a column that needs a value gets one",
        lambda: refusal(everything.table("tools").insert({"kind": "testing"})),
        "23502",
    )
    check(
        "a check holds",
        lambda: said(everything.table("postings").update({"salary_from": 90000, "salary_to": 80000}).eq("id", 1)),
        ("23514", 'new row for relation "postings" violates check constraint "salary_runs_upwards"'),
    )
    check(
        "a domain holds",
        lambda: refusal(everything.table("companies").update({"slug": "No Slug!"}).eq("slug", "paperkite")),
        "23514",
    )


def tokens(url):
    claims = {"sub": ADA[0], "role": "authenticated", "aud": "authenticated", "exp": int(time.time()) + 600}

    def asked(token):
        return refusal(client(url, token=token).table("roles").select("id").limit(1))

    check("a good token is let in", lambda: asked(signed(claims)), "was not refused")
    check(
        "a token with another signature is refused",
        lambda: asked(signed(claims, "another-secret-that-is-long-enough-to-sign")),
        "PGRST301",
    )
    check("an expired token is refused", lambda: asked(signed({**claims, "exp": int(time.time()) - 600})), "PGRST303")
