"""Inserts, upserts, updates and deletes with the server's key, which no rule binds."""

from datetime import date, datetime, timezone
from uuid import UUID

from checks import check, data, ids, refusal
from clients import SECRET_KEY, client, company


def writing(url):
    api = client(url, SECRET_KEY)
    inserting(api)
    upserting(api)
    changing(api)
    values(api)


def tool(number, **more):
    return {"name": f"tool {number}", "kind": "testing", **more}


def inserting(api):
    check(
        "an insert answers its row",
        lambda: data(
            api.table("companies")
            .insert({"name": "Test & Co", "slug": "test-and-co", "city": "Nice", "country": "FR"})
            .select("name, website, size")
        ),
        [{"name": "Test & Co", "website": "https://test-and-co.example", "size": "small"}],
    )
    check(
        "a minimal insert answers nothing",
        lambda: data(api.table("skills").insert({"name": "COBOL", "kind": "language"}, returning="minimal")),
        [],
    )
    check(
        "many rows are inserted at once",
        lambda: data(api.table("tools").insert([tool(n) for n in (1, 2, 3)]).select("name, open_source").order("name")),
        [{"name": f"tool {n}", "open_source": True} for n in (1, 2, 3)],
    )
    check(
        "rows with different columns take null for what is missing",
        lambda: refusal(api.table("tools").insert([tool(4), tool(5, open_source=False)])),
        "23502",
    )
    check(
        "rows with different columns take defaults when asked to",
        lambda: data(
            api.table("tools")
            .insert([tool(4), tool(5, open_source=False)], default_to_null=False)
            .select("name, open_source")
            .order("name")
        ),
        [{"name": "tool 4", "open_source": True}, {"name": "tool 5", "open_source": False}],
    )
    check(
        "inserted rows are counted",
        lambda: api.table("tools").insert([tool(6), tool(7)], count="exact").execute().count,
        2,
    )
    check(
        "a failed row undoes the rows before it",
        lambda: (
            refusal(api.table("tools").insert([tool(8), tool(1)])),
            ids(api.table("tools").select("id").eq("name", "tool 8")),
        ),
        ("23505", []),
    )


def upserting(api):
    def upsert(rows, **options):
        return api.table("tools").upsert(rows, on_conflict="name", **options).select("name, open_source").order("name")

    check(
        "an upsert updates and inserts",
        lambda: data(upsert([tool(1, open_source=False), tool(8, open_source=True)])),
        [{"name": "tool 1", "open_source": False}, {"name": "tool 8", "open_source": True}],
    )
    check(
        "an upsert that ignores answers what is new only",
        lambda: data(upsert([tool(1, open_source=True), tool(9, open_source=True)], ignore_duplicates=True)),
        [{"name": "tool 9", "open_source": True}],
    )
    check(
        "what was ignored is as it was",
        lambda: data(api.table("tools").select("open_source").eq("name", "tool 1")),
        [{"open_source": False}],
    )


def changing(api):
    check(
        "an update answers the new rows",
        lambda: data(
            api.table("tools")
            .update({"open_source": False})
            .in_("name", ["tool 1", "tool 2"])
            .select("name, open_source")
            .order("name")
        ),
        [{"name": "tool 1", "open_source": False}, {"name": "tool 2", "open_source": False}],
    )
    check(
        "a minimal update answers nothing",
        lambda: data(api.table("tools").update({"open_source": True}, returning="minimal").eq("name", "tool 1")),
        [],
    )
    check(
        "an update that finds nothing answers an empty list",
        lambda: data(api.table("tools").update({"open_source": True}).eq("name", "tool 10")),
        [],
    )
    check(
        "updated rows are counted",
        lambda: api.table("tools").update({"open_source": True}, count="exact").like("name", "tool %").execute().count,
        9,
    )
    check(
        "a delete answers what is gone",
        lambda: data(api.table("tools").delete().eq("name", "tool 2").select("name")),
        [{"name": "tool 2"}],
    )
    check(
        "deleted rows are counted",
        lambda: api.table("tools").delete(count="exact").like("name", "tool %").execute().count,
        8,
    )


def values(api):
    def offer(salary):
        return data(api.table("offers").update({"salary": salary}).eq("application_id", 5).select("salary::text"))

    check("a salary of twelve digits keeps them", lambda: offer("9999999999.99"), [{"salary": "9999999999.99"}])
    check(
        "a third decimal place is rounded as numeric(12,2) says", lambda: offer("100000.005"), [{"salary": "100000.01"}]
    )
    check(
        "an integer beyond 2^53 survives in jsonb",
        lambda: data(api.table("applications").update({"cv": {"years": 9007199254740993}}).eq("id", 6).select("cv")),
        [{"cv": {"years": 9007199254740993}}],
    )
    check(
        "Python's own types go in",
        lambda: data(
            api.table("interviews")
            .insert(
                {
                    "id": UUID("e0000000-0000-4000-8000-000000000001"),
                    "application_id": 6,
                    "starts_at": datetime(2030, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
                }
            )
            .select("id, starts_at, kind")
        ),
        [{"id": "e0000000-0000-4000-8000-000000000001", "starts_at": "2030-01-02T03:04:05+00:00", "kind": "phone"}],
    )
    check(
        "a date goes in",
        lambda: data(
            api.table("offers").update({"starts_on": date(2031, 12, 31)}).eq("application_id", 5).select("starts_on")
        ),
        [{"starts_on": "2031-12-31"}],
    )
    check(
        "what belongs to a deleted company goes with it",
        lambda: (
            len(data(api.table("companies").delete().eq("id", company(40)))),
            ids(api.table("postings").select("id").eq("company_id", company(40))),
        ),
        (1, []),
    )
