"""What a visitor, an applicant, a recruiter and an admin see and do."""

import time

from checks import check, data, ids, refusal, said
from clients import ADA, EDSGER, GRACE, applicant, client, company, signed, signed_in


def rules(url):
    visitor(client(url))
    applying(signed_in(url, ADA))
    suspended(url)
    recruiting(signed_in(url, GRACE))
    administering(signed_in(url, EDSGER))


def visitor(api):
    for table, rows in (
        ("companies", 40),
        ("skills", 40),
        ("postings", 248),
        ("posting_skills", 1214),
        ("open_postings", 248),
    ):
        check(
            f"a visitor sees {rows} rows of {table}",
            lambda: api.table(table).select("*", count="exact", head=True).execute().count,
            rows,
        )
    for table in ("applications", "interviews", "offers"):
        check(f"a visitor finds {table} empty", lambda: data(api.table(table).select("*")), [])
    check(
        "notes are closed to a visitor",
        lambda: said(api.table("application_notes").select("*")),
        ("42501", "permission denied for table application_notes"),
    )
    check("a visitor finds no draft by its key", lambda: ids(api.table("postings").select("id").eq("id", 10)), [])
    check(
        "a visitor sees no profile of an applicant",
        lambda: ids(api.table("profiles").select("id").eq("full_name", "Ada Osei")),
        [],
    )
    check(
        "a visitor inserts nothing",
        lambda: refusal(api.table("skills").insert({"name": "Guessing", "kind": "practice"})),
        "42501",
    )
    check(
        "a visitor updates nothing",
        lambda: refusal(api.table("companies").update({"about": "Mine."}).eq("id", company(1))),
        "42501",
    )
    check("a visitor deletes nothing", lambda: refusal(api.table("postings").delete().eq("id", 1)), "42501")


def applying(api):
    applications = lambda: api.table("applications")
    check(
        "an applicant sees her own applications only",
        lambda: data(applications().select("id, status").order("id")),
        [
            {"id": id, "status": status}
            for id, status in enumerate(
                ["interview", "rejected", "withdrawn", "reviewing", "offered", "submitted"], start=1
            )
        ],
    )
    check(
        "an applicant sees her interviews",
        lambda: data(api.table("interviews").select("kind, lasts").eq("application_id", 1).order("kind")),
        [{"kind": "phone", "lasts": "00:30:00"}, {"kind": "technical", "lasts": "01:30:00"}],
    )
    check("an applicant sees no notes of recruiters", lambda: data(api.table("application_notes").select("*")), [])
    check(
        "an applicant applies, and defaults say who she is",
        lambda: data(
            applications()
            .insert({"posting_id": 8, "cover_letter": "Oysters!"})
            .select("posting_id, applicant_id, status, cv")
        ),
        [{"posting_id": 8, "applicant_id": ADA[0], "status": "submitted", "cv": {}}],
    )
    check(
        "nobody applies twice",
        lambda: said(applications().insert({"posting_id": 8})),
        ("23505", 'duplicate key value violates unique constraint "applications_once"'),
    )
    check("nobody applies for a draft", lambda: refusal(applications().insert({"posting_id": 10})), "42501")
    check(
        "nobody hires herself on the way in",
        lambda: said(applications().insert({"posting_id": 9, "status": "hired"})),
        ("42501", 'new row violates row-level security policy for table "applications"'),
    )
    check(
        "nobody applies in the name of another",
        lambda: refusal(applications().insert({"posting_id": 9, "applicant_id": applicant(2)})),
        "42501",
    )
    check(
        "an applicant withdraws",
        lambda: data(applications().update({"status": "withdrawn"}).eq("posting_id", 8).select("status")),
        [{"status": "withdrawn"}],
    )
    check(
        "an application in review can no longer be changed",
        lambda: data(applications().update({"status": "withdrawn"}).eq("id", 1)),
        [],
    )
    check(
        "an application stays with its applicant",
        lambda: said(applications().update({"applicant_id": applicant(2)}, returning="minimal").eq("id", 6)),
        ("42501", "permission denied for table applications"),
    )
    check(
        "an applicant accepts an offer",
        lambda: data(
            api.table("offers")
            .update({"decision": "accepted", "answered_at": "2030-01-02T03:04:05.678901+02:00"})
            .eq("application_id", 5)
            .select("decision, answered_at")
        ),
        [{"decision": "accepted", "answered_at": "2030-01-02T01:04:05.678901+00:00"}],
    )
    check(
        "an applicant saves a posting once",
        lambda: data(
            api.table("saved_postings")
            .upsert({"person_id": ADA[0], "posting_id": 1, "remark": "Still"})
            .select("posting_id, remark")
        ),
        [{"posting_id": 1, "remark": "Still"}],
    )
    check(
        "an applicant changes no other profile",
        lambda: data(api.table("profiles").update({"headline": "Gone"}).neq("id", ADA[0])),
        [],
    )


def suspended(url):
    claims = {"sub": applicant(7), "role": "authenticated", "aud": "authenticated", "exp": int(time.time()) + 60}
    api = client(url, token=signed({**claims, "app_metadata": {"suspended": True}}))
    check(
        "a restrictive rule stops who is suspended",
        lambda: said(api.table("applications").insert({"posting_id": 9})),
        (
            "42501",
            'new row violates row-level security policy "suspended people don\'t apply" for table "applications"',
        ),
    )


def recruiting(api):
    check(
        "a recruiter sees the drafts of her companies",
        lambda: ids(api.table("postings").select("id").eq("status", "draft").order("id")),
        [10, 40, 80, 120, 160, 200, 240, 280],
    )
    check(
        "a recruiter sees applications to her companies only",
        lambda: sorted(
            {row["postings"]["company_id"] for row in data(api.table("applications").select("postings(company_id)"))}
        ),
        [company(1), company(2)],
    )
    check(
        "a recruiter sees an applicant's name",
        lambda: data(api.table("applications").select("who:profiles!applicant_id(full_name)").eq("id", 1)),
        [{"who": {"full_name": "Ada Osei"}}],
    )
    check(
        "a recruiter reads the notes on her applications",
        lambda: api.table("application_notes").select("id", count="exact", head=True).execute().count,
        18,
    )
    check(
        "a recruiter writes a draft",
        lambda: data(
            api.table("postings")
            .insert(
                {
                    "company_id": company(2),
                    "role_id": 2,
                    "level": "mid",
                    "title": "Backend Developer",
                    "remote": True,
                    "salary_from": "80000.10",
                    "salary_to": "90000.20",
                }
            )
            .select("status, posted_by, salary_middle::text")
        ),
        [{"status": "draft", "posted_by": GRACE[0], "salary_middle": "85000.15"}],
    )
    check(
        "a recruiter does not hand a posting to another company",
        lambda: refusal(api.table("postings").update({"company_id": company(3)}).eq("id", 1)),
        "42501",
    )
    check(
        "a recruiter throws away drafts only",
        lambda: ids(api.table("postings").delete().in_("id", [1, 7, 280]).select("id")),
        [280],
    )
    check(
        "a recruiter moves an application on",
        lambda: data(api.table("applications").update({"status": "reviewing"}).eq("id", 2).select("status")),
        [{"status": "reviewing"}],
    )
    check(
        "a recruiter writes a note in her own name",
        lambda: data(
            api.table("application_notes")
            .insert({"application_id": 1, "stars": 5, "body": "Knows indexes."})
            .select("author_id, stars")
        ),
        [{"author_id": GRACE[0], "stars": 5}],
    )
    check(
        "a recruiter writes no note elsewhere",
        lambda: refusal(api.table("application_notes").insert({"application_id": 6, "body": "Not mine."})),
        "42501",
    )
    check(
        "a recruiter arranges an interview",
        lambda: data(
            api.table("interviews")
            .insert({"application_id": 1, "kind": "team", "starts_at": "2030-05-06 07:08:09+02", "lasts": "90 minutes"})
            .select("starts_at, lasts")
        ),
        [{"starts_at": "2030-05-06T05:08:09+00:00", "lasts": "01:30:00"}],
    )


def administering(api):
    check(
        "an admin sees every draft",
        lambda: api.table("postings").select("*", count="exact", head=True).eq("status", "draft").execute().count,
        30,
    )
    check(
        "an admin sees every application",
        lambda: api.table("applications").select("*", count="exact", head=True).execute().count,
        501,
    )
    check(
        "an admin adds to the vocabulary",
        lambda: data(api.table("tools").insert({"name": "Engineroom", "kind": "database"}).select("name, open_source")),
        [{"name": "Engineroom", "open_source": True}],
    )
    check("what is used stays", lambda: refusal(api.table("skills").delete().eq("name", "SQL")), "23503")
