-- Up Migration
-- A new version of a calendar is proposed by one person, published by another, and then rolled out over the open cases.
create table calendar_proposals (
  id uuid primary key,
  calendar_id text not null,
  version text not null,
  hash text not null,
  body jsonb not null,
  source text not null,
  status text not null check (status in ('proposed', 'published', 'rejected')),
  proposed_by text not null references persons,
  proposed_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz,
  check (decided_by <> proposed_by)
);
create index calendar_proposals_recent on calendar_proposals (proposed_at desc, id desc);
create table calendar_rollouts (
  calendar_hash text primary key references calendars,
  started_at timestamptz not null,
  cases int not null default 0,    -- looked at
  moved int not null default 0,    -- of which a date moved
  failed int not null default 0,   -- that could not be dated; an incident each
  finished_at timestamptz
);
create index cases_open_by_calendar on cases (calendar_hash, case_no) where status <> 'closed';
grant select, insert, update on calendar_proposals, calendar_rollouts to lianban_app;
