-- Up Migration
-- 督办: at a threshold of a clock the posts that the definition names are told, and may owe an answer. A row a role.
create table notices (
  id uuid primary key,
  case_no text not null references cases,
  region text not null,
  clock text not null,
  step int not null,          -- of the chain that the definition names
  item_id text,
  role text not null,
  organ text,                 -- none: whoever supervises the region
  told_at timestamptz not null,
  answer_by timestamptz,
  answered_at timestamptz
);
create index notices_of_organ on notices ((role || ' ' || coalesce(organ, '')), told_at desc, id desc);
create index notices_of_region on notices (region text_pattern_ops, told_at desc, id desc) where organ is null;
create index notices_of_case on notices (case_no, clock, step);
grant select, insert, update on notices to lianban_app;
