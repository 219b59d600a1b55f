-- Up Migration
-- Every clock of every case as a row, for those who watch: written with the state of its case. The light is never stored: it is asked of the dates.
create table clocks (
  case_no text not null references cases,
  id text not null,
  kind text not null,
  bound text not null check (bound in ('organ', 'applicant')),
  item_id text,
  matter text not null,
  region text not null,
  lead text not null,
  organ text not null,             -- whom it binds, or whose counter the applicant goes to
  started_at timestamptz not null,
  warn_at timestamptz not null,    -- while it stands still: those of before, which mean nothing but a place in the order
  due_at timestamptz not null,
  stopped boolean not null,
  ended_at timestamptz,
  limit_amount int not null,
  limit_unit text not null,
  used numeric,                    -- of the limit, in its unit, by the day it ended
  primary key (case_no, id)
);
create index clocks_running on clocks (due_at, case_no, id) include (organ, lead, region, matter, kind, bound, warn_at, stopped) where ended_at is null;
create index clocks_running_of_organ on clocks (organ, due_at, case_no, id) where ended_at is null;
create index clocks_spent on clocks (ended_at) where kind = 'committed' and item_id is not null and used is not null;

insert into clocks (case_no, id, kind, bound, item_id, matter, region, lead, organ, started_at, warn_at, due_at, stopped, ended_at, limit_amount, limit_unit)
select c.case_no, k.value->>'id', k.value->>'kind', k.value->>'bound', k.value->>'item', c.matter, c.region, c.organ,
  coalesce(i.value->'organs'->>(case when k.value->>'kind' in ('accept', 'correction') then 'accepts' else 'decides' end), c.organ),
  to_timestamp((k.value->'entries'->0->>'at')::numeric / 1000), to_timestamp((k.value->>'warnAt')::numeric / 1000),
  to_timestamp((k.value->>'dueAt')::numeric / 1000), coalesce((k.value->>'stopped')::boolean, false),
  to_timestamp((k.value->>'endedAt')::numeric / 1000), (k.value->'limit'->>'amount')::int, k.value->'limit'->>'unit'
from cases c join plans p on p.hash = c.plan_hash cross join lateral jsonb_each(c.state->'clocks') k
  left join lateral (select value from jsonb_array_elements(p.body->'items') where value->>'id' = k.value->>'item') i on true;

grant select, insert, update on clocks to lianban_app;
