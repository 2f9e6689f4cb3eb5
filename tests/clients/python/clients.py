"""The keys of a local project, the people of the careers example, and clients for them."""

import base64
import hashlib
import hmac
import json

from supabase import ClientOptions, create_client

PUBLISHABLE_KEY = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH"
SECRET_KEY = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz"
JWT_SECRET = "super-secret-jwt-token-with-at-least-32-characters-long"


def signed(claims, secret=JWT_SECRET):
    """A token signed with the shared secret of a local project, or with what else is given."""
    header = {"alg": "HS256", "typ": "JWT"}
    body = ".".join(encoded(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    return f"{body}.{encoded(hmac.new(secret.encode(), body.encode(), hashlib.sha256).digest())}"


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


ANON_KEY = signed({"iss": "supabase-demo", "role": "anon", "exp": 1983812996})
SERVICE_KEY = signed({"iss": "supabase-demo", "role": "service_role", "exp": 1983812996})

ADA = ("a0000000-0000-4000-8000-100000000001", "ada@careers.test", "apply-with-joy")
GRACE = ("b0000000-0000-4000-8000-100000000001", "grace@careers.test", "hire-with-care")
EDSGER = ("d0000000-0000-4000-8000-100000000001", "edsger@careers.test", "keep-it-running")


def applicant(number):
    return f"a0000000-0000-4000-8000-{100000000000 + number}"


def company(number):
    return f"c0000000-0000-4000-8000-{100000000000 + number}"


def client(url, key=PUBLISHABLE_KEY, token=None):
    options = ClientOptions(auto_refresh_token=False)
    if token:
        options.headers["Authorization"] = f"Bearer {token}"
    return create_client(url, key, options)


def signed_in(url, person):
    api = client(url)
    _, email, password = person
    api.auth.sign_in_with_password({"email": email, "password": password})
    return api
