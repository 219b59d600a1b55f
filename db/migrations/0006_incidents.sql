-- Up Migration
-- What operators do about incidents; and what their gauges count by.
create table incident_handlings (
  id uuid primary key,
  incident_id uuid not null references incidents,
  action text not null check (action in ('retry', 'resolve')),
  reason text,                   -- a code of core/incidents.ts, no text of anybody
  person_id text not null references persons,
  post_id text references posts,
  at timestamptz not null,
  check ((action = 'resolve') = (reason is not null))
);
create index incident_handlings_of on incident_handlings (incident_id, at);
create trigger incident_handlings_append_only before update or delete on incident_handlings for each row execute function refuse_change();
grant select, insert on incident_handlings to lianban_app;

create index incidents_open_recent on incidents (opened_at desc, id desc) where resolved_at is null;
-- Each time operators ask for another look: a wake that repeats one needs a name of its own.
alter table cases add column conduct_retries int not null default 0;

create index cases_by_status on cases (status);
create index tasks_open on tasks (due_at) include (warn_at, received_at, case_no) where status = 'open';
