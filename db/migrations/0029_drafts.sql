-- Up Migration
-- 草稿: what somebody has filled in and not submitted yet, one row for each matter and person he fills it in for. Sealed with the writer's
-- key; thrown away, submitted or too old, its content is gone and the row stays for its revision.
create table drafts (
  id uuid primary key,
  person_id text not null references persons,
  on_behalf_of text not null,
  matter text not null,
  revision integer not null,
  key_id uuid references subject_keys,
  sealed bytea,
  saved_at timestamptz not null,
  unique (person_id, on_behalf_of, matter),
  check ((key_id is null) = (sealed is null))
);
create index drafts_kept on drafts (saved_at) where sealed is not null;
grant select, insert, update on drafts to lianban_api;
