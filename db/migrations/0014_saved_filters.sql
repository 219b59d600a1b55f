-- Up Migration
-- 常用筛选: how somebody likes to look at his inbox. All of his in one row, replaced as a whole.
create table saved_filters (
  person_id text primary key references persons,
  filters jsonb not null,
  saved_at timestamptz not null
);
grant select, insert, update on saved_filters to lianban_api;

-- Live inboxes: whoever listens is told which task of which organ changed, and how; ids and kinds alone, after the commit, once a change.
create function tell_task_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('lianban_tasks', json_build_object('task', new.id, 'caseNo', new.case_no, 'item', new.item_id, 'organ', new.organ,
    'left', case when tg_op = 'UPDATE' and old.organ <> new.organ then old.organ end,
    'kind', case when tg_op = 'INSERT' or old.organ <> new.organ then 'appeared' when new.status <> 'open' then 'ended'
                 when old.claimed_by is distinct from new.claimed_by then 'claimed' else 'changed' end)::text);
  return null;
end $$;
create trigger tasks_told_new after insert on tasks for each row execute function tell_task_change();
create trigger tasks_told after update on tasks for each row when (old.* is distinct from new.*) execute function tell_task_change();
