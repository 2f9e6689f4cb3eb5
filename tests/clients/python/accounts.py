"""Signing up, in and out, tokens and what they say."""

import time

from checks import auth_refusal, check, data
from clients import ADA, EDSGER, GRACE, client, signed_in


def accounts(url):
    signing_up(url)
    signing_in(url)
    tokens(url)
    changing(url)
    refreshing(url)
    leaving(url)


def signing_up(url):
    person = {
        "email": "Ruth@Careers.test",
        "password": "long-enough",
        "options": {"data": {"full_name": "Ruth Okello"}},
    }

    def sign_up():
        answer = client(url).auth.sign_up(person)
        return (answer.user.email, answer.user.aud, answer.user.user_metadata["full_name"], answer.session.expires_in)

    check(
        "a person signs up with what the application adds",
        sign_up,
        ("ruth@careers.test", "authenticated", "Ruth Okello", 3600),
    )
    check("an address signs up once", lambda: auth_refusal(sign_up), (422, "user_already_exists"))
    check(
        "a short password is refused",
        lambda: auth_refusal(lambda: client(url).auth.sign_up({"email": "short@careers.test", "password": "12345"})),
        (422, "weak_password"),
    )

    def newcomer():
        api = client(url)
        user = api.auth.sign_up({"email": "newcomer@careers.test", "password": "first-day-here"}).user
        profile = data(
            api.table("profiles").insert({"full_name": "Nia Comer", "languages": ["en", "sw"]}).select("id, full_name")
        )
        return profile == [{"id": user.id, "full_name": "Nia Comer"}]

    check("a newcomer writes a profile, and defaults say whose", newcomer, True)


def signing_in(url):
    def sign_in(email, password):
        return client(url).auth.sign_in_with_password({"email": email, "password": password}).user.id

    check("a person signs in with a seeded bcrypt password", lambda: sign_in(ADA[1], ADA[2]), ADA[0])
    check("it works again after the hash was upgraded", lambda: sign_in("ADA@careers.test", ADA[2]), ADA[0])
    for sentence, email in (
        ("a wrong password", ADA[1]),
        ("an unknown address", "nobody@careers.test"),
        ("a person without a password", "applicant2@careers.test"),
    ):
        check(
            f"{sentence} is refused in the same words",
            lambda: auth_refusal(lambda: sign_in(email, "wrong-password")),
            (400, "invalid_credentials"),
        )


def tokens(url):
    api = signed_in(url, EDSGER)
    user = lambda: api.auth.get_user().user
    check(
        "get_user asks the server who this is",
        lambda: (user().id, user().email, user().app_metadata["role"]),
        (EDSGER[0], EDSGER[1], "admin"),
    )

    def claims():
        answer = api.auth.get_claims()
        says = answer["claims"]
        return (
            answer["headers"]["alg"],
            says["sub"],
            says["role"],
            says["app_metadata"]["role"],
            says["exp"] - says["iat"],
        )

    check(
        "get_claims verifies the token by the published key",
        claims,
        ("ES256", EDSGER[0], "authenticated", "admin", 3600),
    )

    def tampered():
        token = api.auth.get_session().access_token
        client(url).auth.get_user(token[:-6] + "AAAAAA")

    check("a token that was tampered with is refused", lambda: auth_refusal(tampered), (403, "bad_jwt"))


def changing(url):
    api = client(url)
    api.auth.sign_up({"email": "change@careers.test", "password": "first-password"})

    def sign_in(password):
        return client(url).auth.sign_in_with_password({"email": "change@careers.test", "password": password}).user.email

    check(
        "a person adds to their metadata",
        lambda: api.auth.update_user({"data": {"theme": "dark"}}).user.user_metadata["theme"],
        "dark",
    )
    check(
        "a person changes their password",
        lambda: api.auth.update_user({"password": "second-password"}).user.email,
        "change@careers.test",
    )
    check("the new password works", lambda: sign_in("second-password"), "change@careers.test")
    check(
        "the old password works no longer",
        lambda: auth_refusal(lambda: sign_in("first-password")),
        (400, "invalid_credentials"),
    )
    check(
        "the same password is no change",
        lambda: auth_refusal(lambda: api.auth.update_user({"password": "second-password"})),
        (422, "same_password"),
    )


def refreshing(url):
    kept = [signed_in(url, GRACE).auth.get_session().refresh_token]

    def refresh(token):
        return client(url).auth.refresh_session(token).session.refresh_token

    def refreshed():
        kept.append(refresh(kept[-1]))
        return kept[-1] != kept[-2]

    check("a refresh gives a new token", refreshed, True)
    check("a lost answer can be asked for again", lambda: refresh(kept[0]) == kept[1], True)
    check("a second refresh goes on", refreshed, True)
    time.sleep(1.5)
    check(
        "an old token is refused after the reuse interval",
        lambda: auth_refusal(lambda: refresh(kept[0])),
        (400, "refresh_token_already_used"),
    )
    time.sleep(1.5)
    check("and its family has ended", lambda: auth_refusal(lambda: refresh(kept[2]))[0], 400)
    check(
        "an invented refresh token is refused",
        lambda: auth_refusal(lambda: refresh("abcdefghijkl")),
        (400, "refresh_token_not_found"),
    )


def leaving(url):
    here, there = signed_in(url, ADA), signed_in(url, ADA)

    def elsewhere():
        here.auth.sign_out({"scope": "others"})
        return here.auth.get_user().user.id

    check("signing out elsewhere keeps this session", elsewhere, ADA[0])
    check("and ends the other", lambda: auth_refusal(there.auth.refresh_session)[0], 400)
    session = here.auth.get_session()
    check("signing out here ends this session", lambda: here.auth.sign_out({"scope": "local"}), None)
    check(
        "its access token is no longer anybody",
        lambda: auth_refusal(lambda: client(url).auth.get_user(session.access_token)),
        (403, "session_not_found"),
    )
    check(
        "its refresh token is gone",
        lambda: auth_refusal(lambda: client(url).auth.refresh_session(session.refresh_token)),
        (400, "refresh_token_not_found"),
    )
    one, two = signed_in(url, ADA), signed_in(url, ADA)

    def everywhere():
        one.auth.sign_out({"scope": "global"})
        return auth_refusal(two.auth.refresh_session)[0]

    check("signing out everywhere ends all sessions", everywhere, 400)
    check("who has signed out is a visitor", lambda: data(one.table("applications").select("*")), [])
