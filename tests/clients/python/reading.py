"""Columns, filters, order, pages and counts, as a visitor reads them."""

from checks import check, data, ids, said
from clients import ANON_KEY, PUBLISHABLE_KEY, SECRET_KEY, SERVICE_KEY, client, company


def reading(url):
    api = client(url)

    def postings(columns="id", **options):
        return api.table("postings").select(columns, **options)

    columns(postings)
    comparisons(postings)
    patterns_and_sets(api, postings)
    trees(postings)
    order_and_pages(api, postings)
    counting(url, postings)
    shapes(postings)


def columns(postings):
    check(
        "a visitor chooses columns",
        lambda: data(postings("id, title, level, remote").eq("id", 1)),
        [{"id": 1, "title": "Python Developer", "level": "mid", "remote": True}],
    )
    check(
        "a column gets an alias",
        lambda: data(postings("id, name:title").eq("id", 2)),
        [{"id": 2, "name": "Senior Database Administrator"}],
    )
    check(
        "a cast to text keeps every digit of numeric",
        lambda: data(postings("salary_from::text, salary_to::text").eq("id", 5)),
        [{"salary_from": "150000.00", "salary_to": "199999.99"}],
    )
    check(
        "a generated column is the exact middle",
        lambda: data(postings("salary_middle::text").eq("id", 1)),
        [{"salary_middle": "90250.15"}],
    )
    check(
        "a JSON path gives JSON", lambda: data(postings("benefits->vacation_days").eq("id", 1)), [{"vacation_days": 30}]
    )
    check(
        "a JSON path gives text",
        lambda: data(postings("days:benefits->remote->>days_a_week").eq("id", 1)),
        [{"days": "5"}],
    )
    check(
        "an array is a list", lambda: data(postings("locations").eq("id", 1)), [{"locations": ["Gothenburg", "Oslo"]}]
    )
    check(
        "jsonb is an object",
        lambda: data(postings("benefits").eq("id", 7)),
        [{"benefits": {"vacation_days": 33, "equity": 0.0125}}],
    )


def comparisons(postings):
    check("eq compares numeric by value", lambda: ids(postings().eq("salary_from", "84500.1")), [1])
    check("neq leaves the others", lambda: len(ids(postings().neq("level", "mid"))), 140)
    check("gt compares numeric", lambda: ids(postings().gt("salary_to", 220000).order("id")), [59, 89, 269])
    check("gte includes the edge", lambda: ids(postings().gte("salary_to", "221003.50").order("id")), [59, 89, 269])
    check("lt excludes the edge", lambda: len(ids(postings().lt("salary_from", 61250))), 8)
    check("lte includes the edge", lambda: len(ids(postings().lte("salary_from", 61250))), 17)
    check("gt compares enums in their order", lambda: len(ids(postings().gt("level", "entry"))), 179)
    check("a JSON path compares as text", lambda: ids(postings().eq("benefits->remote->>days_a_week", "5")), [1])
    check(
        "match compares several columns",
        lambda: ids(postings().match({"level": "entry", "company_id": company(1)}).order("id")),
        [3, 9],
    )


def patterns_and_sets(api, postings):
    check("like takes a pattern", lambda: len(ids(postings().like("title", "Senior%"))), 71)
    check("ilike ignores case", lambda: len(ids(postings().ilike("title", "%RUST%"))), 12)
    check("like_any_of takes either", lambda: len(ids(postings().like_any_of("title", "%Python%,%Java %"))), 26)
    check("like_all_of takes both", lambda: len(ids(postings().like_all_of("title", "Senior%,%Engineer"))), 23)
    check(
        "match takes a regular expression", lambda: len(ids(postings().filter("title", "match", "^(Go|Rust) Dev"))), 11
    )
    check("imatch ignores case", lambda: len(ids(postings().filter("title", "imatch", "^junior .*ops"))), 4)
    check("in takes a list", lambda: ids(postings().in_("id", [7, 1, 4]).order("id")), [1, 7])
    check("in takes nothing", lambda: ids(postings().in_("id", [])), [])
    check(
        "is finds null",
        lambda: data(api.table("salary_bands").select("level").is_("highest", None)),
        [{"level": "senior"}],
    )
    check("is finds true", lambda: len(ids(postings().is_("remote", True))), 84)
    check("not turns is round", lambda: len(ids(postings().not_.is_("remote", True))), 164)
    check("not turns in round", lambda: len(ids(postings().not_.in_("id", [1, 2, 3]))), 245)
    check(
        "an array contains",
        lambda: ids(postings().contains("locations", ["Boston"]).order("id")),
        [6, 8, 48, 88, 128, 168, 248, 288],
    )
    check(
        "an array is contained by",
        lambda: ids(postings().contained_by("locations", ["Boston", "Baltimore", "Gothenburg"]).order("id")),
        [2, 3, 5, 6, 8, 9],
    )
    check("arrays overlap", lambda: len(ids(postings().ov("locations", ["Oslo", "Helsinki"]))), 14)
    check(
        "jsonb contains",
        lambda: ids(postings().contains("benefits", {"insurance": {"dental": True}, "pension": True})),
        [5],
    )


def trees(postings):
    check(
        "filters of a request all hold",
        lambda: ids(postings().eq("level", "entry").lt("id", 10).is_("remote", True)),
        [3],
    )
    check("or takes either", lambda: ids(postings().or_("id.eq.1,id.eq.9").order("id")), [1, 9])
    check(
        "and goes into or",
        lambda: ids(postings().lt("id", 10).or_("level.eq.entry,and(level.eq.senior,remote.is.true)").order("id")),
        [3, 6, 9],
    )
    check(
        "not goes before and",
        lambda: ids(postings().lt("id", 10).or_("not.and(level.eq.mid,id.gte.1)").order("id")),
        [2, 3, 5, 6, 9],
    )
    check(
        "two comparisons of a column are a span",
        lambda: ids(postings().gte("id", 5).lte("id", 8).order("id")),
        [5, 6, 7, 8],
    )


def order_and_pages(api, postings):
    def levels(request):
        return [row["level"] for row in data(request)]

    def bands():
        return api.table("salary_bands").select("level")

    check(
        "rows come in descending order", lambda: ids(postings().order("published_at", desc=True).limit(4)), [1, 2, 3, 5]
    )
    check(
        "enums sort as they were declared",
        lambda: levels(bands().order("level", desc=True)),
        ["senior", "mid", "entry"],
    )
    check("nulls come last when rising", lambda: levels(bands().order("highest")), ["entry", "mid", "senior"])
    check(
        "nulls come first when asked for",
        lambda: levels(bands().order("highest", nullsfirst=True)),
        ["senior", "entry", "mid"],
    )
    check(
        "a second column decides between equals",
        lambda: ids(postings().order("level", desc=True).order("salary_from").order("id").limit(4)),
        [45, 75, 255, 285],
    )
    check("a limit cuts", lambda: ids(postings().order("id").limit(3)), [1, 2, 3])
    check("an offset skips", lambda: ids(postings().order("id").limit(2).offset(4)), [6, 7])
    check("a range skips and cuts", lambda: ids(postings().order("id").range(3, 5)), [5, 6, 7])
    check(
        "an offset beyond a counted end is refused",
        lambda: said(postings(count="exact").range(1000, 1010)),
        ("PGRST103", "Requested range not satisfiable"),
    )


def counting(url, postings):
    check("an exact count comes without rows", lambda: postings("*", count="exact", head=True).execute().count, 248)
    check("an exact count ignores the page", lambda: postings(count="exact").limit(1).execute().count, 248)
    check("an estimated count of few rows is exact", lambda: postings(count="estimated").limit(1).execute().count, 248)
    check("a planned count is a number", lambda: type(postings(count="planned").limit(1).execute().count), int)
    check(
        "no answer has more rows than max_rows",
        lambda: len(data(client(url, SECRET_KEY).table("posting_skills").select("*"))),
        1000,
    )

    def drafts(key):
        return (
            client(url, key)
            .table("postings")
            .select("*", count="exact", head=True)
            .eq("status", "draft")
            .execute()
            .count
        )

    check("a publishable key is a visitor", lambda: drafts(PUBLISHABLE_KEY), 0)
    check("a legacy anon key is a visitor", lambda: drafts(ANON_KEY), 0)
    check("a secret key sees everything", lambda: drafts(SECRET_KEY), 30)
    check("a legacy service_role key sees everything", lambda: drafts(SERVICE_KEY), 30)


def shapes(postings):
    check(
        "single gives an object",
        lambda: data(postings("id, title").eq("id", 8).single()),
        {"id": 8, "title": "Cloud Engineer"},
    )
    check(
        "single refuses no row",
        lambda: said(postings().eq("id", 0).single()),
        ("PGRST116", "Cannot coerce the result to a single JSON object"),
    )
    check("maybe_single gives None for no row", lambda: postings().eq("id", 0).maybe_single().execute(), None)
    check("maybe_single gives the one row", lambda: data(postings().eq("id", 9).maybe_single()), {"id": 9})
    check(
        "CSV has a header and a line for each row",
        lambda: data(postings("id,title,salary_from").in_("id", [1, 7]).order("id").csv()),
        'id,title,salary_from\n1,"Python Developer",84500.10\n7,"Node.js Developer",81000.00',
    )
