-- Up Migration
-- 文书 and 送达: what each step that the law wants in writing said, sealed with the applicant's key, and how it reached him.
create table instruments (
  number text primary key,           -- the case number and the place in the case
  case_no text not null references cases,
  no int not null,
  item_id text,
  kind text not null,
  template int not null,             -- version of the kind's template
  organ text not null references organisations,
  own_number text,                   -- the authority's own 文号, an alias
  made_at timestamptz not null,
  key_id uuid not null references subject_keys,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  unique (case_no, no)
);
create table services (
  number text primary key references instruments,
  how text not null check (how in ('portal', 'post', 'counter', 'electronic', 'publication')),
  served_at timestamptz not null,
  recorded_at timestamptz not null,
  person_id text not null references persons,
  post_id text references posts,     -- null: the applicant's side opened it
  proof uuid references texts        -- sealed
);
grant select, insert on instruments, services to lianban_app;

-- Closed, and a decision is still to be served: its clock runs on, and a new calendar moves it.
alter table cases add column delivering boolean not null default false;
drop index cases_open_by_calendar;
create index cases_open_by_calendar on cases (calendar_hash, case_no) where status <> 'closed' or delivering;
