-- Up Migration
-- The ledger. Instants are timestamptz, written from the ledger's one clock (never by a default); civil dates stand inside the events.

do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'lianban_app') then create role lianban_app login; end if;
end $$;

-- ── people and organisations ────────────────────────────────────────────────────────────────────────────────
create table organisations (
  id text primary key,
  parent_id text references organisations,
  kind text not null,
  division_code text not null,
  name jsonb not null
);
create table posts (
  id text primary key,
  organisation_id text not null references organisations,
  role text not null check (role in ('officer', 'head', 'clerk', 'publisher', 'supervisor', 'auditor', 'operator', 'system')),
  name jsonb not null
);
create table subject_keys (
  id uuid primary key,
  subject_id text not null,
  wrapped bytea,               -- null once erased: what was sealed with it can never be read again
  master_key_id text not null,
  created_at timestamptz not null,
  erased_at timestamptz
);
create unique index subject_keys_live on subject_keys (subject_id) where erased_at is null;
create table persons (
  id text primary key,
  kind text not null check (kind in ('natural', 'legal', 'system')),
  subject text not null unique,  -- the `sub` of the sign-in provider
  key_id uuid references subject_keys,
  profile bytea                  -- sealed: name, identifiers, telephone
);
create table post_holdings (
  person_id text not null references persons,
  post_id text not null references posts,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (person_id, post_id, valid_from)
);

-- ── definitions, plans, calendars ───────────────────────────────────────────────────────────────────────────
create table plans (hash text primary key, body jsonb not null);
create table calendars (
  hash text primary key,
  id text not null,
  version text not null,
  body jsonb not null,
  published_at timestamptz not null
);
create index calendars_latest on calendars (id, published_at desc);
create table definitions (
  matter text not null,
  version text not null,
  plan_hash text not null references plans,
  source text not null,
  published_at timestamptz not null,
  published_by text not null,
  retired_at timestamptz,
  primary key (matter, version)
);
create index definitions_current on definitions (matter, published_at desc) where retired_at is null;

-- ── cases ───────────────────────────────────────────────────────────────────────────────────────────────────
create sequence case_serials as bigint;
create table cases (
  case_no text primary key,
  matter text not null,
  plan_hash text not null references plans,
  calendar_hash text not null references calendars,
  organ text not null references organisations,       -- the lead department
  region text not null,
  applicant_id text not null references persons,      -- principal
  agent_id text references persons,                   -- who acts for him
  key_id uuid not null references subject_keys,       -- seals what this case says of its applicant
  authority_no text,                                  -- the authority's own 办件编号, an alias
  status text not null,
  outcome text,
  state jsonb not null,
  engine_format int not null,
  seq int not null,
  head text not null,
  recorded_at timestamptz not null,
  submitted_at timestamptz not null,
  wake_seq int not null default 0,
  woken_at timestamptz,
  conducted_seq int not null default 0,
  next_at timestamptz,
  conduct_error text,
  conduct_attempts int not null default 0,
  conduct_after timestamptz
);
create index cases_of_applicant on cases (applicant_id, submitted_at desc, case_no desc);
create index cases_of_organ on cases (organ, submitted_at desc, case_no desc);
create index cases_wake_owed on cases (woken_at) where conducted_seq < wake_seq;
create index cases_next on cases (next_at) where next_at is not null;
create index cases_open on cases (case_no) where status <> 'closed';

create table events (
  case_no text not null references cases,
  stream text not null,          -- 'case', or 'work/<item>/<round>'
  seq int not null,
  type text not null,
  v smallint not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  command_id text not null,
  actor jsonb not null,
  engine_format int not null,
  body jsonb not null,
  work_head text,                -- head of the item's work stream when a `case` event of this item was recorded
  prev_hash text not null,
  hash text not null,
  alg text not null,
  primary key (case_no, stream, seq)
);
create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'events are never changed (% on %)', tg_op, tg_table_name using errcode = 'insufficient_privilege'; end $$;
create trigger events_append_only before update or delete on events for each row execute function refuse_change();
create trigger events_no_truncate before truncate on events for each statement execute function refuse_change();

create table idempotency_keys (
  principal text not null,
  key text not null,
  request_hash text not null,
  case_no text not null,
  seq int not null,
  created_at timestamptz not null,
  primary key (principal, key)
);

-- ── contents: the only places with personal data, sealed with the subject's key ─────────────────────────────
create table submissions (
  id uuid primary key,
  case_no text not null references cases,
  version int not null,
  key_id uuid not null references subject_keys,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  unique (case_no, version)
);
create table texts (
  id uuid primary key,
  case_no text not null references cases,
  item_id text,
  kind text not null,            -- reason, outputs, withdrawal, answer
  key_id uuid not null references subject_keys,
  sealed bytea not null,
  salt bytea not null,
  hash text not null
);
create index texts_of_case on texts (case_no, kind);
create table materials (
  id uuid primary key,
  owner_id text not null references persons,
  matter text not null,
  material text not null,
  file_hash text not null,       -- sha256 of the content; the name in the file store
  size bigint not null,
  media_type text not null,
  scan_state text not null check (scan_state in ('not-scanned', 'clean', 'infected')),
  key_id uuid not null references subject_keys,
  sealed_name bytea not null,
  salt bytea not null,
  hash text not null,            -- salted hash of the content hash; what events refer to
  created_at timestamptz not null
);
create index materials_of_owner on materials (owner_id, created_at desc, id desc);
create table case_materials (
  case_no text not null references cases,
  material text not null,
  version int not null,
  material_id uuid not null references materials,
  primary key (case_no, material, version)
);
create unique index case_materials_once on case_materials (material_id);

-- ── work ────────────────────────────────────────────────────────────────────────────────────────────────────
create table tasks (
  id uuid primary key,
  case_no text not null references cases,
  item_id text not null,
  round int not null,
  matter text not null,
  organ text not null references organisations,
  region text not null,
  stage text not null check (stage in ('accept', 'decide')),
  status text not null check (status in ('open', 'done', 'cancelled')),
  revision int not null,
  received_at timestamptz not null,
  warn_at timestamptz not null,  -- 'infinity' while no clock runs
  due_at timestamptz not null,
  claimed_by text references persons,
  claimed_post text references posts,
  claimed_at timestamptz,
  work_seq int not null default 0,
  work_head text not null default '',
  unique (case_no, item_id, round)
);
create index tasks_inbox on tasks (organ, due_at, id) where status = 'open';
create index tasks_done on tasks (organ, due_at, id) where status <> 'open';

-- ── departments' systems ────────────────────────────────────────────────────────────────────────────────────
create table dispatches (
  case_no text not null references cases,
  id text not null,              -- item/round, item/round/recall
  item_id text not null,
  system text not null,
  kind text not null check (kind in ('request', 'recall')),
  status text not null check (status in ('pending', 'acknowledged', 'failed', 'done')),
  until timestamptz not null,
  retry_at timestamptz not null,
  last_code text,
  primary key (case_no, id)
);
create index dispatches_unconfirmed on dispatches (retry_at) where status = 'pending';
create table answers (
  case_no text not null references cases,
  dispatch_id text not null,
  answer_id text not null,
  outcome text not null,
  disposition text not null check (disposition in ('applied', 'late', 'contradicting')),
  content_hash text not null,
  received_at timestamptz not null,
  primary key (case_no, dispatch_id, answer_id)
);

create table certificates (
  number text primary key,
  case_no text not null references cases,
  item_id text not null,
  type text not null,
  organ text not null references organisations,
  holder_id text not null references persons,
  status text not null check (status in ('valid', 'withdrawn', 'revoked', 'deregistered')),
  key_id uuid not null references subject_keys,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  issued_at timestamptz not null
);
create index certificates_of_case on certificates (case_no);

create table incidents (
  id uuid primary key,
  case_no text references cases,
  kind text not null,
  code text not null,
  occurrences int not null default 1,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  resolved_at timestamptz
);
create unique index incidents_open on incidents (coalesce(case_no, ''), kind, code) where resolved_at is null;
create index incidents_recent on incidents (opened_at desc, id desc);

create table conductor (
  singleton boolean primary key default true check (singleton),
  namespace_id text not null
);

grant usage on schema public to lianban_app;
grant select, insert on all tables in schema public to lianban_app;
grant update on cases, tasks, dispatches, incidents, conductor, definitions, post_holdings, persons, subject_keys,
  organisations, posts, certificates to lianban_app;
revoke update, delete, truncate on events from lianban_app;
grant usage on sequence case_serials to lianban_app;
