//! What a Supabase database holds before a project's own schema: the roles and the functions of `auth`.

/// Run once in the template of all stories' databases, by the superuser.
pub(super) const BASE: &str = r"
create role postgres nosuperuser createdb createrole bypassrls login;
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator noinherit login;
grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres;
";

/// Run in every database.
pub(super) const SCHEMA: &str = r"
alter schema public owner to postgres;
grant usage on schema public to anon, authenticated, service_role;
create extension if not exists citext;
create extension if not exists pgcrypto;
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;
create schema auth;
create table auth.users (id uuid primary key, email text, raw_app_meta_data jsonb, raw_user_meta_data jsonb);
grant usage on schema auth to anon, authenticated, service_role, postgres;
grant all on auth.users to postgres;
create function auth.uid() returns uuid language sql stable as $$
  select nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')::uuid $$;
create function auth.role() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role' $$;
create function auth.email() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email' $$;
create function auth.jwt() returns jsonb language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb $$;
";
