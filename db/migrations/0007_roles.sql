-- Up Migration
-- A role for each process. `lianban_app` becomes a group: what server and worker both may, and what later migrations give to both.
-- What only one of them needs is taken from the group and given to that one. None owns anything; none may delete.

do $$
declare role text;
begin
  foreach role in array array['lianban_api', 'lianban_worker', 'lianban_auditor'] loop
    if not exists (select 1 from pg_roles where rolname = role) then execute format('create role %I login', role); end if;
  end loop;
end $$;
alter role lianban_app nologin;
grant lianban_app to lianban_api, lianban_worker;

-- People, organisations and definitions change, and cases begin, by requests of people alone.
revoke insert, update on persons, posts, post_holdings, organisations, subject_keys, definitions, plans, calendars,
  submissions, materials, idempotency_keys, organisation_changes, organisation_history, authorisations, refused_tries,
  incident_handlings from lianban_app;
revoke insert on cases, migrations from lianban_app;
revoke usage on sequence case_serials from lianban_app;
grant insert on persons, posts, post_holdings, organisations, subject_keys, definitions, plans, calendars, submissions, materials,
  idempotency_keys, organisation_changes, organisation_history, authorisations, refused_tries, incident_handlings, cases
  to lianban_api;
grant update on persons, posts, post_holdings, organisations, subject_keys, definitions, organisation_changes, authorisations,
  refused_tries to lianban_api;
grant usage on sequence case_serials to lianban_api;

-- Which conductor there is, the worker says; nobody who answers requests can call every case back.
revoke insert, update on conductor from lianban_app;
grant insert, update on conductor to lianban_worker;

-- Proof of the chains: reads what a verification reads, and no content of anybody's.
grant usage on schema public to lianban_auditor;
grant select on events, cases, tasks to lianban_auditor;
