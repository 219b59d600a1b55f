-- Made by `npm run db:schema` from db/migrations; never edited by hand.

create table answers (
  case_no text not null,
  dispatch_id text not null,
  answer_id text not null,
  outcome text not null,
  disposition text not null,
  content_hash text not null,
  received_at timestamp with time zone not null,
  constraint answers_pkey PRIMARY KEY (case_no, dispatch_id, answer_id),
  constraint answers_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint answers_disposition_check CHECK ((disposition = ANY (ARRAY['applied'::text, 'late'::text, 'contradicting'::text])))
);

create table calendars (
  hash text not null,
  id text not null,
  version text not null,
  body jsonb not null,
  published_at timestamp with time zone not null,
  constraint calendars_pkey PRIMARY KEY (hash)
);
CREATE INDEX calendars_latest ON public.calendars USING btree (id, published_at DESC);

create table case_materials (
  case_no text not null,
  material text not null,
  version integer not null,
  material_id uuid not null,
  constraint case_materials_pkey PRIMARY KEY (case_no, material, version),
  constraint case_materials_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint case_materials_material_id_fkey FOREIGN KEY (material_id) REFERENCES materials(id)
);
CREATE UNIQUE INDEX case_materials_once ON public.case_materials USING btree (material_id);

create table cases (
  case_no text not null,
  matter text not null,
  plan_hash text not null,
  calendar_hash text not null,
  organ text not null,
  region text not null,
  applicant_id text not null,
  agent_id text,
  key_id uuid not null,
  authority_no text,
  status text not null,
  outcome text,
  state jsonb not null,
  engine_format integer not null,
  seq integer not null,
  head text not null,
  recorded_at timestamp with time zone not null,
  submitted_at timestamp with time zone not null,
  wake_seq integer not null default 0,
  woken_at timestamp with time zone,
  conducted_seq integer not null default 0,
  next_at timestamp with time zone,
  conduct_error text,
  conduct_attempts integer not null default 0,
  conduct_after timestamp with time zone,
  constraint cases_pkey PRIMARY KEY (case_no),
  constraint cases_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES persons(id),
  constraint cases_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES persons(id),
  constraint cases_calendar_hash_fkey FOREIGN KEY (calendar_hash) REFERENCES calendars(hash),
  constraint cases_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint cases_organ_fkey FOREIGN KEY (organ) REFERENCES organisations(id),
  constraint cases_plan_hash_fkey FOREIGN KEY (plan_hash) REFERENCES plans(hash)
);
CREATE INDEX cases_next ON public.cases USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX cases_of_applicant ON public.cases USING btree (applicant_id, submitted_at DESC, case_no DESC);
CREATE INDEX cases_of_organ ON public.cases USING btree (organ, submitted_at DESC, case_no DESC);
CREATE INDEX cases_open ON public.cases USING btree (case_no) WHERE (status <> 'closed'::text);
CREATE INDEX cases_wake_owed ON public.cases USING btree (woken_at) WHERE (conducted_seq < wake_seq);

create table certificates (
  number text not null,
  case_no text not null,
  item_id text not null,
  type text not null,
  organ text not null,
  holder_id text not null,
  status text not null,
  key_id uuid not null,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  issued_at timestamp with time zone not null,
  constraint certificates_pkey PRIMARY KEY (number),
  constraint certificates_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint certificates_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES persons(id),
  constraint certificates_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint certificates_organ_fkey FOREIGN KEY (organ) REFERENCES organisations(id),
  constraint certificates_status_check CHECK ((status = ANY (ARRAY['valid'::text, 'withdrawn'::text, 'revoked'::text, 'deregistered'::text])))
);
CREATE INDEX certificates_of_case ON public.certificates USING btree (case_no);

create table conductor (
  singleton boolean not null default true,
  namespace_id text not null,
  constraint conductor_pkey PRIMARY KEY (singleton),
  constraint conductor_singleton_check CHECK (singleton)
);

create table definitions (
  matter text not null,
  version text not null,
  plan_hash text not null,
  source text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  retired_at timestamp with time zone,
  constraint definitions_pkey PRIMARY KEY (matter, version),
  constraint definitions_plan_hash_fkey FOREIGN KEY (plan_hash) REFERENCES plans(hash)
);
CREATE INDEX definitions_current ON public.definitions USING btree (matter, published_at DESC) WHERE (retired_at IS NULL);

create table dispatches (
  case_no text not null,
  id text not null,
  item_id text not null,
  system text not null,
  kind text not null,
  status text not null,
  until timestamp with time zone not null,
  retry_at timestamp with time zone not null,
  last_code text,
  constraint dispatches_pkey PRIMARY KEY (case_no, id),
  constraint dispatches_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint dispatches_kind_check CHECK ((kind = ANY (ARRAY['request'::text, 'recall'::text]))),
  constraint dispatches_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'acknowledged'::text, 'failed'::text, 'done'::text])))
);
CREATE INDEX dispatches_unconfirmed ON public.dispatches USING btree (retry_at) WHERE (status = 'pending'::text);

create table events (
  case_no text not null,
  stream text not null,
  seq integer not null,
  type text not null,
  v smallint not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  command_id text not null,
  actor jsonb not null,
  engine_format integer not null,
  body jsonb not null,
  work_head text,
  prev_hash text not null,
  hash text not null,
  alg text not null,
  constraint events_pkey PRIMARY KEY (case_no, stream, seq),
  constraint events_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no)
);
CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON public.events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table idempotency_keys (
  principal text not null,
  key text not null,
  request_hash text not null,
  case_no text not null,
  seq integer not null,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (principal, key)
);

create table incidents (
  id uuid not null,
  case_no text,
  kind text not null,
  code text not null,
  occurrences integer not null default 1,
  opened_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  constraint incidents_pkey PRIMARY KEY (id),
  constraint incidents_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no)
);
CREATE UNIQUE INDEX incidents_open ON public.incidents USING btree (COALESCE(case_no, ''::text), kind, code) WHERE (resolved_at IS NULL);
CREATE INDEX incidents_recent ON public.incidents USING btree (opened_at DESC, id DESC);

create table materials (
  id uuid not null,
  owner_id text not null,
  matter text not null,
  material text not null,
  file_hash text not null,
  size bigint not null,
  media_type text not null,
  scan_state text not null,
  key_id uuid not null,
  sealed_name bytea not null,
  salt bytea not null,
  hash text not null,
  created_at timestamp with time zone not null,
  constraint materials_pkey PRIMARY KEY (id),
  constraint materials_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint materials_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES persons(id),
  constraint materials_scan_state_check CHECK ((scan_state = ANY (ARRAY['not-scanned'::text, 'clean'::text, 'infected'::text])))
);
CREATE INDEX materials_of_owner ON public.materials USING btree (owner_id, created_at DESC, id DESC);

create table organisations (
  id text not null,
  parent_id text,
  kind text not null,
  division_code text not null,
  name jsonb not null,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisations(id)
);

create table persons (
  id text not null,
  kind text not null,
  subject text not null,
  key_id uuid,
  profile bytea,
  constraint persons_pkey PRIMARY KEY (id),
  constraint persons_subject_key UNIQUE (subject),
  constraint persons_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint persons_kind_check CHECK ((kind = ANY (ARRAY['natural'::text, 'legal'::text, 'system'::text])))
);

create table plans (
  hash text not null,
  body jsonb not null,
  constraint plans_pkey PRIMARY KEY (hash)
);

create table post_holdings (
  person_id text not null,
  post_id text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone,
  constraint post_holdings_pkey PRIMARY KEY (person_id, post_id, valid_from),
  constraint post_holdings_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint post_holdings_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);

create table posts (
  id text not null,
  organisation_id text not null,
  role text not null,
  name jsonb not null,
  constraint posts_pkey PRIMARY KEY (id),
  constraint posts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint posts_role_check CHECK ((role = ANY (ARRAY['officer'::text, 'head'::text, 'clerk'::text, 'publisher'::text, 'supervisor'::text, 'auditor'::text, 'operator'::text, 'system'::text])))
);

create table subject_keys (
  id uuid not null,
  subject_id text not null,
  wrapped bytea,
  master_key_id text not null,
  created_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  constraint subject_keys_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX subject_keys_live ON public.subject_keys USING btree (subject_id) WHERE (erased_at IS NULL);

create table submissions (
  id uuid not null,
  case_no text not null,
  version integer not null,
  key_id uuid not null,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  constraint submissions_pkey PRIMARY KEY (id),
  constraint submissions_case_no_version_key UNIQUE (case_no, version),
  constraint submissions_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint submissions_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id)
);

create table tasks (
  id uuid not null,
  case_no text not null,
  item_id text not null,
  round integer not null,
  matter text not null,
  organ text not null,
  region text not null,
  stage text not null,
  status text not null,
  revision integer not null,
  received_at timestamp with time zone not null,
  warn_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  claimed_by text,
  claimed_post text,
  claimed_at timestamp with time zone,
  work_seq integer not null default 0,
  work_head text not null default ''::text,
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_case_no_item_id_round_key UNIQUE (case_no, item_id, round),
  constraint tasks_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint tasks_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES persons(id),
  constraint tasks_claimed_post_fkey FOREIGN KEY (claimed_post) REFERENCES posts(id),
  constraint tasks_organ_fkey FOREIGN KEY (organ) REFERENCES organisations(id),
  constraint tasks_stage_check CHECK ((stage = ANY (ARRAY['accept'::text, 'decide'::text]))),
  constraint tasks_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX tasks_done ON public.tasks USING btree (organ, due_at, id) WHERE (status <> 'open'::text);
CREATE INDEX tasks_inbox ON public.tasks USING btree (organ, due_at, id) WHERE (status = 'open'::text);

create table texts (
  id uuid not null,
  case_no text not null,
  item_id text,
  kind text not null,
  key_id uuid not null,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  constraint texts_pkey PRIMARY KEY (id),
  constraint texts_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint texts_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id)
);
CREATE INDEX texts_of_case ON public.texts USING btree (case_no, kind);

create sequence case_serials as bigint start 1 increment 1;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin raise exception 'events are never changed (% on %)', tg_op, tg_table_name using errcode = 'insufficient_privilege'; end $function$;

-- lianban_app: login
grant usage on schema public to lianban_app;
grant insert, select on answers to lianban_app;
grant insert, select on calendars to lianban_app;
grant insert, select on case_materials to lianban_app;
grant insert, select, update on cases to lianban_app;
grant insert, select, update on certificates to lianban_app;
grant insert, select, update on conductor to lianban_app;
grant insert, select, update on definitions to lianban_app;
grant insert, select, update on dispatches to lianban_app;
grant insert, select on events to lianban_app;
grant insert, select on idempotency_keys to lianban_app;
grant insert, select, update on incidents to lianban_app;
grant insert, select on materials to lianban_app;
grant insert, select, update on organisations to lianban_app;
grant insert, select, update on persons to lianban_app;
grant insert, select on plans to lianban_app;
grant insert, select, update on post_holdings to lianban_app;
grant insert, select, update on posts to lianban_app;
grant usage on sequence case_serials to lianban_app;
grant insert, select, update on subject_keys to lianban_app;
grant insert, select on submissions to lianban_app;
grant insert, select, update on tasks to lianban_app;
grant insert, select on texts to lianban_app;
