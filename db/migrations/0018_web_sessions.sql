-- Up Migration
-- Sessions of browsers. The cookie itself is nowhere: the id is its hash. What ends tokens (persons.sessions_from, revoked_sessions) ends these.
create table web_sessions (
  id text primary key,
  person_id text not null references persons,
  session text not null,            -- as in revoked_sessions: the provider's session
  signed_in_at timestamptz not null, -- by the provider's clock
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index web_sessions_of_person on web_sessions (person_id, created_at desc, id);
create index web_sessions_expired on web_sessions (expires_at);
grant select, insert, update on web_sessions to lianban_api;

-- None of the processes may delete. This deletes what has expired, by the database's own time, and nothing else.
create function sweep_web_sessions() returns void language sql security definer set search_path = public, pg_temp as $$
  delete from public.web_sessions where expires_at < now();
$$;
revoke execute on function sweep_web_sessions() from public;
grant execute on function sweep_web_sessions() to lianban_api;
