-- Up Migration
-- A version of a matter is proposed by its author and published by somebody else. What is published stands in `definitions`.
create table definition_proposals (
  id uuid primary key,
  matter text not null,
  version text not null,
  plan_hash text not null,
  plan jsonb not null,
  source text not null,
  status text not null check (status in ('proposed', 'published', 'rejected')),
  proposed_by text not null references persons,
  proposed_at timestamptz not null,
  decided_by text references persons,
  decided_at timestamptz,
  check (decided_by <> proposed_by)
);
create index definition_proposals_recent on definition_proposals (proposed_at desc, id desc);
create index cases_of_plan on cases (plan_hash) include (status);
grant select, insert, update on definition_proposals to lianban_api;
