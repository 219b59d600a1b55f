-- Up Migration
-- Sessions that ended before their tokens did. Looked up in the query that finds the person, so that each process refuses at the next call.
alter table persons add column sessions_from timestamptz; -- tokens issued until then are refused
create table revoked_sessions (
  id text primary key,              -- a hash: of the session's id, of a token's, or of a logout token's that was used
  person_id text references persons, -- none where the issuer alone said so
  revoked_at timestamptz not null,
  expires_at timestamptz not null   -- past it no token of it can be good
);
create index revoked_sessions_expired on revoked_sessions (expires_at);
grant select, insert on revoked_sessions to lianban_api;

-- None of the processes may delete. This deletes what has expired, by the database's own time, and nothing else.
create function sweep_revoked_sessions() returns void language sql security definer set search_path = public, pg_temp as $$
  delete from public.revoked_sessions where expires_at < now();
$$;
revoke execute on function sweep_revoked_sessions() from public;
grant execute on function sweep_revoked_sessions() to lianban_api;
