"""Rows within rows, along foreign keys in all directions."""

from postgrest import APIError

from checks import check, data, ids, refusal
from clients import ADA, SECRET_KEY, applicant, client, company


def embedding(url):
    api = client(url)
    everything = client(url, SECRET_KEY)
    directions(api, everything)
    inside(api)
    inner(api)
    ambiguous(everything)


def directions(api, everything):
    check(
        "many to one is an object",
        lambda: data(api.table("postings").select("id, companies(name, city)").eq("id", 5)),
        [{"id": 5, "companies": {"name": "Tidewater Bank", "city": "Baltimore"}}],
    )
    check(
        "one to many is a list",
        lambda: data(
            api.table("companies")
            .select("name, postings(id)")
            .eq("slug", "larkspur-systems")
            .order("id", foreign_table="postings")
        ),
        [{"name": "Larkspur Systems", "postings": [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 9}]}],
    )
    check(
        "many to many goes through the table between",
        lambda: data(
            api.table("postings").select("id, skills(name)").eq("id", 1).order("name", foreign_table="skills")
        ),
        [{"id": 1, "skills": [{"name": name} for name in ("Code review", "Django", "Flask", "Python", "REST", "SQL")]}],
    )
    check(
        "one to one is an object",
        lambda: data(everything.table("applications").select("id, offers(salary::text)").in_("id", [4, 5]).order("id")),
        [{"id": 4, "offers": None}, {"id": 5, "offers": {"salary": "156750.38"}}],
    )
    check(
        "one to one goes back",
        lambda: data(everything.table("offers").select("decision, applications(status)").eq("application_id", 5)),
        [{"decision": "open", "applications": {"status": "offered"}}],
    )
    check(
        "an embed gets an alias",
        lambda: data(api.table("postings").select("id, employer:companies(name)").eq("id", 7)),
        [{"id": 7, "employer": {"name": "Quillfeather"}}],
    )
    check(
        "a table embeds itself by column",
        lambda: data(api.table("roles").select("name, next:grows_into(name)").eq("slug", "cloud-engineer")),
        [{"name": "Cloud Engineer", "next": {"name": "Site Reliability Engineer"}}],
    )
    check(
        "embeds nest three levels deep",
        lambda: data(
            api.table("companies")
            .select("name, postings(id, posting_skills(required, skills(name)))")
            .eq("slug", "quillfeather")
            .eq("postings.id", 7)
            .eq("postings.posting_skills.skill_id", 26)
        ),
        [
            {
                "name": "Quillfeather",
                "postings": [{"id": 7, "posting_skills": [{"required": True, "skills": {"name": "REST"}}]}],
            }
        ],
    )


def inside(api):
    check(
        "a filter inside leaves the outer rows",
        lambda: data(
            api.table("companies")
            .select("slug, postings(id)")
            .in_("slug", ["saltmarsh-robotics", "paperkite"])
            .lt("postings.id", 9)
            .order("slug")
        ),
        [{"slug": "paperkite", "postings": []}, {"slug": "saltmarsh-robotics", "postings": [{"id": 8}]}],
    )
    check(
        "order and limit work inside",
        lambda: data(
            api.table("companies")
            .select("postings(id)")
            .eq("slug", "larkspur-systems")
            .order("salary_to", desc=True, foreign_table="postings")
            .limit(2, foreign_table="postings")
        ),
        [{"postings": [{"id": 2}, {"id": 1}]}],
    )
    check(
        "or works inside",
        lambda: data(
            api.table("companies")
            .select("postings(id)")
            .eq("slug", "larkspur-systems")
            .or_("id.eq.2,title.ilike.*stack*", reference_table="postings")
            .order("id", foreign_table="postings")
        ),
        [{"postings": [{"id": 2}, {"id": 9}]}],
    )
    check(
        "rows sort by a column of what they embed",
        lambda: ids(
            api.table("postings").select("id, companies(name)").order("companies(name)", desc=True).order("id").limit(3)
        ),
        [29, 69, 109],
    )


def inner(api):
    check(
        "an inner embed filters the outer rows",
        lambda: len(data(api.table("postings").select("id, skills!inner(name)").eq("skills.name", "Rust"))),
        12,
    )
    check(
        "an inner embed is counted exactly",
        lambda: api.table("postings")
        .select("id, companies!inner(country)", count="exact", head=True)
        .eq("companies.country", "SE")
        .execute()
        .count,
        11,
    )


def ambiguous(everything):
    def applications(columns):
        return everything.table("applications").select(columns).eq("id", 1)

    def hint():
        try:
            applications("id, profiles(full_name)").execute()
        except APIError as error:
            return [
                name in error.hint
                for name in ("profiles!applications_applicant_id_fkey", "profiles!applications_referred_by_fkey")
            ]

    check(
        "two foreign keys to one table need a hint",
        lambda: refusal(applications("id, profiles(full_name)")),
        "PGRST201",
    )
    check("the refusal names the hints", hint, [True, True])
    check("a column is a hint", lambda: data(applications("profiles!applicant_id(id)")), [{"profiles": {"id": ADA[0]}}])
    check(
        "a constraint is a hint",
        lambda: data(applications("who:profiles!applications_referred_by_fkey(id)")),
        [{"who": {"id": applicant(7)}}],
    )
    check(
        "no relationship is said",
        lambda: refusal(everything.table("skills").select("name, companies(name)")),
        "PGRST200",
    )
    check(
        "an owner is found through the company",
        lambda: data(
            everything.table("companies").select("company_members(rank, profiles(full_name))").eq("id", company(1))
        ),
        [{"company_members": [{"rank": "owner", "profiles": {"full_name": "Grace Lindqvist"}}]}],
    )
