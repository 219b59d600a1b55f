-- Up Migration
-- Who may do what: the tree with its history, substitution, authorisations in several levels, parties of a case, who looked, who was refused.

-- ── organisations and posts ─────────────────────────────────────────────────────────────────────────────────
alter table posts drop constraint posts_role_check;
update posts set role = 'decider' where role = 'officer';
alter table posts add constraint posts_role_check check (role in ('reviewer', 'decider', 'head', 'coordinator', 'clerk',
  'author', 'publisher', 'registrar', 'supervisor', 'auditor', 'operator', 'system'));
alter table organisations add column closed_at timestamptz;
alter table posts add column closed_at timestamptz;
alter table post_holdings add column kind text not null default 'appointment' check (kind in ('appointment', 'substitution'));
alter table post_holdings add column for_person text references persons; -- whose place a substitute takes
create index organisations_below on organisations (parent_id);
create index posts_of_organisation on posts (organisation_id);
create index post_holders on post_holdings (post_id, valid_from);

-- A change is proposed by one registrar and approved by another; all its steps take effect in one transaction, or none.
create table organisation_changes (
  id uuid primary key,
  steps jsonb not null,
  reason text not null,          -- a document number or a code, no personal data
  status text not null check (status in ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by text not null references persons,
  proposed_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz,
  check (decided_by <> proposed_by or status = 'withdrawn')
);
create index organisation_changes_recent on organisation_changes (proposed_at desc, id desc);
-- What took effect, one row a step, never changed.
create table organisation_history (
  id uuid primary key,
  change_id uuid not null references organisation_changes,
  step int not null,
  subject_kind text not null check (subject_kind in ('organisation', 'post', 'holding', 'authorisation')),
  subject_id text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null
);
create index organisation_history_of on organisation_history (subject_kind, subject_id, at desc, id desc);

-- ── who acts for whom ───────────────────────────────────────────────────────────────────────────────────────
-- `representative`: the legal representative of a legal person. `agent`: by a power of attorney, directly or passed on (parent).
create table authorisations (
  id uuid primary key,
  kind text not null check (kind in ('representative', 'agent')),
  principal_id text not null references persons,
  person_id text not null references persons,
  parent_id uuid references authorisations,
  matters jsonb not null,        -- ["*"] or ids of joint matters
  actions jsonb not null,        -- of core/authorisation.ts
  may_pass_on boolean not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  granted_by text not null references persons,
  granted_at timestamptz not null,
  revoked_by text references persons,
  revoked_at timestamptz,
  check (person_id <> principal_id)
);
create index authorisations_of_person on authorisations (person_id, principal_id);
create index authorisations_of_principal on authorisations (principal_id, granted_at desc, id desc);

create table case_parties (
  case_no text not null references cases,
  person_id text not null references persons,
  kind text not null check (kind in ('co-applicant', 'helper', 'interested-party')),
  added_by text not null references persons,
  added_at timestamptz not null,
  ended_by text references persons,
  ended_at timestamptz,
  primary key (case_no, person_id, kind, added_at)
);
create index case_parties_of_person on case_parties (person_id, case_no);
alter table cases add column window_id text references organisations; -- the window that brought the case in
create index cases_of_agent on cases (agent_id, submitted_at desc, case_no desc) where agent_id is not null;

-- ── review before a decision ────────────────────────────────────────────────────────────────────────────────
alter table tasks add column reviewed_by text references persons;
alter table tasks add column reviewed_post text references posts;
alter table tasks add column reviewed_at timestamptz;
alter table tasks add column reviewed_revision int;
alter table tasks add column review_proposal text;
alter table tasks add column review_text uuid references texts;

-- ── who looked, who was refused ─────────────────────────────────────────────────────────────────────────────
create table access_log (
  id uuid primary key,
  case_no text not null references cases,
  at timestamptz not null,
  person_id text references persons,   -- null: a department's own system was sent it
  post_id text references posts,
  organisation_id text references organisations,
  relation text not null,
  action text not null,
  what text not null,            -- case, form, results, materials, certificate…: never the contents
  item_id text
);
create index access_log_of_case on access_log (case_no, at desc, id desc);
create table refused_tries (
  person_id text not null,       -- '' when nobody was signed in
  route text not null,
  subject text not null,         -- the case number, task id… asked for; '' when none
  code text not null,
  hour timestamptz not null,     -- tries of one hour are counted in one row
  tries int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (hour, person_id, route, subject, code)
);
create index refused_tries_recent on refused_tries (last_at desc);

create trigger organisation_history_append_only before update or delete on organisation_history for each row execute function refuse_change();
create trigger access_log_append_only before update or delete on access_log for each row execute function refuse_change();

grant select, insert on organisation_changes, organisation_history, authorisations, case_parties, access_log, refused_tries to lianban_app;
grant update on organisation_changes, authorisations, case_parties, refused_tries to lianban_app;

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% are never changed (% on %)', replace(tg_table_name, '_', ' '), tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;
