-- Made by `npm run db:schema` from db/migrations; never edited by hand.

create table access_log (
  id uuid not null,
  case_no text not null,
  at timestamp with time zone not null,
  person_id text,
  post_id text,
  organisation_id text,
  relation text not null,
  action text not null,
  what text not null,
  item_id text,
  constraint access_log_pkey PRIMARY KEY (id),
  constraint access_log_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint access_log_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint access_log_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint access_log_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id)
);
CREATE INDEX access_log_of_case ON public.access_log USING btree (case_no, at DESC, id DESC);
CREATE TRIGGER access_log_append_only BEFORE DELETE OR UPDATE ON public.access_log FOR EACH ROW EXECUTE FUNCTION refuse_change();

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

create table authorisations (
  id uuid not null,
  kind text not null,
  principal_id text not null,
  person_id text not null,
  parent_id uuid,
  matters jsonb not null,
  actions jsonb not null,
  may_pass_on boolean not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone,
  granted_by text not null,
  granted_at timestamp with time zone not null,
  revoked_by text,
  revoked_at timestamp with time zone,
  constraint authorisations_pkey PRIMARY KEY (id),
  constraint authorisations_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES persons(id),
  constraint authorisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES authorisations(id),
  constraint authorisations_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint authorisations_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES persons(id),
  constraint authorisations_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES persons(id),
  constraint authorisations_check CHECK ((person_id <> principal_id)),
  constraint authorisations_kind_check CHECK ((kind = ANY (ARRAY['representative'::text, 'agent'::text])))
);
CREATE INDEX authorisations_of_person ON public.authorisations USING btree (person_id, principal_id);
CREATE INDEX authorisations_of_principal ON public.authorisations USING btree (principal_id, granted_at DESC, id DESC);

create table calendar_proposals (
  id uuid not null,
  calendar_id text not null,
  version text not null,
  hash text not null,
  body jsonb not null,
  source text not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  constraint calendar_proposals_pkey PRIMARY KEY (id),
  constraint calendar_proposals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES persons(id),
  constraint calendar_proposals_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES persons(id),
  constraint calendar_proposals_check CHECK ((decided_by <> proposed_by)),
  constraint calendar_proposals_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'published'::text, 'rejected'::text])))
);
CREATE INDEX calendar_proposals_recent ON public.calendar_proposals USING btree (proposed_at DESC, id DESC);

create table calendar_rollouts (
  calendar_hash text not null,
  started_at timestamp with time zone not null,
  cases integer not null default 0,
  moved integer not null default 0,
  failed integer not null default 0,
  finished_at timestamp with time zone,
  constraint calendar_rollouts_pkey PRIMARY KEY (calendar_hash),
  constraint calendar_rollouts_calendar_hash_fkey FOREIGN KEY (calendar_hash) REFERENCES calendars(hash)
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

create table case_parties (
  case_no text not null,
  person_id text not null,
  kind text not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  constraint case_parties_pkey PRIMARY KEY (case_no, person_id, kind, added_at),
  constraint case_parties_added_by_fkey FOREIGN KEY (added_by) REFERENCES persons(id),
  constraint case_parties_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint case_parties_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES persons(id),
  constraint case_parties_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint case_parties_kind_check CHECK ((kind = ANY (ARRAY['co-applicant'::text, 'helper'::text, 'interested-party'::text])))
);
CREATE INDEX case_parties_of_person ON public.case_parties USING btree (person_id, case_no);

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
  window_id text,
  conduct_retries integer not null default 0,
  delivering boolean not null default false,
  constraint cases_pkey PRIMARY KEY (case_no),
  constraint cases_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES persons(id),
  constraint cases_applicant_id_fkey FOREIGN KEY (applicant_id) REFERENCES persons(id),
  constraint cases_calendar_hash_fkey FOREIGN KEY (calendar_hash) REFERENCES calendars(hash),
  constraint cases_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint cases_organ_fkey FOREIGN KEY (organ) REFERENCES organisations(id),
  constraint cases_plan_hash_fkey FOREIGN KEY (plan_hash) REFERENCES plans(hash),
  constraint cases_window_id_fkey FOREIGN KEY (window_id) REFERENCES organisations(id)
);
CREATE INDEX cases_by_status ON public.cases USING btree (status);
CREATE INDEX cases_next ON public.cases USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX cases_of_agent ON public.cases USING btree (agent_id, submitted_at DESC, case_no DESC) WHERE (agent_id IS NOT NULL);
CREATE INDEX cases_of_applicant ON public.cases USING btree (applicant_id, submitted_at DESC, case_no DESC);
CREATE INDEX cases_of_organ ON public.cases USING btree (organ, submitted_at DESC, case_no DESC);
CREATE INDEX cases_of_plan ON public.cases USING btree (plan_hash) INCLUDE (status);
CREATE INDEX cases_open ON public.cases USING btree (case_no) WHERE (status <> 'closed'::text);
CREATE INDEX cases_open_by_calendar ON public.cases USING btree (calendar_hash, case_no) WHERE ((status <> 'closed'::text) OR delivering);
CREATE INDEX cases_unreceived ON public.cases USING btree (submitted_at, case_no) WHERE (status = 'submitted'::text);
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

create table clocks (
  case_no text not null,
  id text not null,
  kind text not null,
  bound text not null,
  item_id text,
  matter text not null,
  region text not null,
  lead text not null,
  organ text not null,
  started_at timestamp with time zone not null,
  warn_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  stopped boolean not null,
  ended_at timestamp with time zone,
  limit_amount integer not null,
  limit_unit text not null,
  used numeric,
  constraint clocks_pkey PRIMARY KEY (case_no, id),
  constraint clocks_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint clocks_bound_check CHECK ((bound = ANY (ARRAY['organ'::text, 'applicant'::text])))
);
CREATE INDEX clocks_running ON public.clocks USING btree (due_at, case_no, id) INCLUDE (organ, lead, region, matter, kind, bound, warn_at, stopped) WHERE (ended_at IS NULL);
CREATE INDEX clocks_running_of_organ ON public.clocks USING btree (organ, due_at, case_no, id) WHERE (ended_at IS NULL);
CREATE INDEX clocks_spent ON public.clocks USING btree (ended_at) WHERE ((kind = 'committed'::text) AND (item_id IS NOT NULL) AND (used IS NOT NULL));

create table conductor (
  singleton boolean not null default true,
  namespace_id text not null,
  constraint conductor_pkey PRIMARY KEY (singleton),
  constraint conductor_singleton_check CHECK (singleton)
);

create table definition_proposals (
  id uuid not null,
  matter text not null,
  version text not null,
  plan_hash text not null,
  plan jsonb not null,
  source text not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  constraint definition_proposals_pkey PRIMARY KEY (id),
  constraint definition_proposals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES persons(id),
  constraint definition_proposals_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES persons(id),
  constraint definition_proposals_check CHECK ((decided_by <> proposed_by)),
  constraint definition_proposals_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'published'::text, 'rejected'::text])))
);
CREATE INDEX definition_proposals_recent ON public.definition_proposals USING btree (proposed_at DESC, id DESC);

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

create table drafts (
  id uuid not null,
  person_id text not null,
  on_behalf_of text not null,
  matter text not null,
  revision integer not null,
  key_id uuid,
  sealed bytea,
  saved_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (id),
  constraint drafts_person_id_on_behalf_of_matter_key UNIQUE (person_id, on_behalf_of, matter),
  constraint drafts_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint drafts_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint drafts_check CHECK (((key_id IS NULL) = (sealed IS NULL)))
);
CREATE INDEX drafts_kept ON public.drafts USING btree (saved_at) WHERE (sealed IS NOT NULL);

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

create table incident_handlings (
  id uuid not null,
  incident_id uuid not null,
  action text not null,
  reason text,
  person_id text not null,
  post_id text,
  at timestamp with time zone not null,
  constraint incident_handlings_pkey PRIMARY KEY (id),
  constraint incident_handlings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incidents(id),
  constraint incident_handlings_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint incident_handlings_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  constraint incident_handlings_action_check CHECK ((action = ANY (ARRAY['retry'::text, 'resolve'::text]))),
  constraint incident_handlings_check CHECK (((action = 'resolve'::text) = (reason IS NOT NULL)))
);
CREATE INDEX incident_handlings_of ON public.incident_handlings USING btree (incident_id, at);
CREATE TRIGGER incident_handlings_append_only BEFORE DELETE OR UPDATE ON public.incident_handlings FOR EACH ROW EXECUTE FUNCTION refuse_change();

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
CREATE INDEX incidents_open_recent ON public.incidents USING btree (opened_at DESC, id DESC) WHERE (resolved_at IS NULL);
CREATE INDEX incidents_recent ON public.incidents USING btree (opened_at DESC, id DESC);

create table instruments (
  number text not null,
  case_no text not null,
  no integer not null,
  item_id text,
  kind text not null,
  template integer not null,
  organ text not null,
  own_number text,
  made_at timestamp with time zone not null,
  key_id uuid not null,
  sealed bytea not null,
  salt bytea not null,
  hash text not null,
  constraint instruments_pkey PRIMARY KEY (number),
  constraint instruments_case_no_no_key UNIQUE (case_no, no),
  constraint instruments_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint instruments_key_id_fkey FOREIGN KEY (key_id) REFERENCES subject_keys(id),
  constraint instruments_organ_fkey FOREIGN KEY (organ) REFERENCES organisations(id)
);

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

create table notices (
  id uuid not null,
  case_no text not null,
  region text not null,
  clock text not null,
  step integer not null,
  item_id text,
  role text not null,
  organ text,
  told_at timestamp with time zone not null,
  answer_by timestamp with time zone,
  answered_at timestamp with time zone,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no)
);
CREATE INDEX notices_of_case ON public.notices USING btree (case_no, clock, step);
CREATE INDEX notices_of_organ ON public.notices USING btree ((((role || ' '::text) || COALESCE(organ, ''::text))), told_at DESC, id DESC);
CREATE INDEX notices_of_region ON public.notices USING btree (region text_pattern_ops, told_at DESC, id DESC) WHERE (organ IS NULL);

create table organisation_changes (
  id uuid not null,
  steps jsonb not null,
  reason text not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  rejection text,
  constraint organisation_changes_pkey PRIMARY KEY (id),
  constraint organisation_changes_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES persons(id),
  constraint organisation_changes_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES persons(id),
  constraint organisation_changes_check CHECK (((decided_by <> proposed_by) OR (status = 'withdrawn'::text))),
  constraint organisation_changes_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
);
CREATE INDEX organisation_changes_recent ON public.organisation_changes USING btree (proposed_at DESC, id DESC);

create table organisation_history (
  id uuid not null,
  change_id uuid not null,
  step integer not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  at timestamp with time zone not null,
  seq bigint not null generated always as identity,
  organisation_id text,
  constraint organisation_history_pkey PRIMARY KEY (id),
  constraint organisation_history_change_id_fkey FOREIGN KEY (change_id) REFERENCES organisation_changes(id),
  constraint organisation_history_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint organisation_history_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['organisation'::text, 'post'::text, 'holding'::text, 'authorisation'::text])))
);
CREATE INDEX organisation_history_at ON public.organisation_history USING btree (organisation_id, seq);
CREATE INDEX organisation_history_of ON public.organisation_history USING btree (subject_kind, subject_id, at DESC, id DESC);
CREATE UNIQUE INDEX organisation_history_order ON public.organisation_history USING btree (seq);
CREATE TRIGGER organisation_history_append_only BEFORE DELETE OR UPDATE ON public.organisation_history FOR EACH ROW EXECUTE FUNCTION refuse_change();

create table organisations (
  id text not null,
  parent_id text,
  kind text not null,
  division_code text not null,
  name jsonb not null,
  closed_at timestamp with time zone,
  constraint organisations_pkey PRIMARY KEY (id),
  constraint organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisations(id)
);
CREATE INDEX organisations_below ON public.organisations USING btree (parent_id);

create table person_numbers (
  fingerprint text not null,
  person_id text not null,
  constraint person_numbers_pkey PRIMARY KEY (fingerprint),
  constraint person_numbers_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table persons (
  id text not null,
  kind text not null,
  subject text not null,
  key_id uuid,
  profile bytea,
  sessions_from timestamp with time zone,
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
  kind text not null default 'appointment'::text,
  for_person text,
  constraint post_holdings_pkey PRIMARY KEY (person_id, post_id, valid_from),
  constraint post_holdings_for_person_fkey FOREIGN KEY (for_person) REFERENCES persons(id),
  constraint post_holdings_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint post_holdings_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  constraint post_holdings_kind_check CHECK ((kind = ANY (ARRAY['appointment'::text, 'substitution'::text])))
);
CREATE INDEX post_holders ON public.post_holdings USING btree (post_id, valid_from);

create table posts (
  id text not null,
  organisation_id text not null,
  role text not null,
  name jsonb not null,
  closed_at timestamp with time zone,
  constraint posts_pkey PRIMARY KEY (id),
  constraint posts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint posts_role_check CHECK ((role = ANY (ARRAY['reviewer'::text, 'decider'::text, 'head'::text, 'coordinator'::text, 'clerk'::text, 'author'::text, 'publisher'::text, 'registrar'::text, 'supervisor'::text, 'auditor'::text, 'operator'::text, 'system'::text])))
);
CREATE INDEX posts_of_organisation ON public.posts USING btree (organisation_id);

create table refused_tries (
  person_id text not null,
  route text not null,
  subject text not null,
  code text not null,
  hour timestamp with time zone not null,
  tries integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint refused_tries_pkey PRIMARY KEY (hour, person_id, route, subject, code)
);
CREATE INDEX refused_tries_recent ON public.refused_tries USING btree (last_at DESC);

create table revoked_sessions (
  id text not null,
  person_id text,
  revoked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint revoked_sessions_pkey PRIMARY KEY (id),
  constraint revoked_sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id)
);
CREATE INDEX revoked_sessions_expired ON public.revoked_sessions USING btree (expires_at);

create table saved_filters (
  person_id text not null,
  filters jsonb not null,
  saved_at timestamp with time zone not null,
  constraint saved_filters_pkey PRIMARY KEY (person_id),
  constraint saved_filters_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id)
);

create table services (
  number text not null,
  how text not null,
  served_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  person_id text not null,
  post_id text,
  proof uuid,
  constraint services_pkey PRIMARY KEY (number),
  constraint services_number_fkey FOREIGN KEY (number) REFERENCES instruments(number),
  constraint services_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id),
  constraint services_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id),
  constraint services_proof_fkey FOREIGN KEY (proof) REFERENCES texts(id),
  constraint services_how_check CHECK ((how = ANY (ARRAY['portal'::text, 'post'::text, 'counter'::text, 'electronic'::text, 'publication'::text])))
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
  reviewed_by text,
  reviewed_post text,
  reviewed_at timestamp with time zone,
  reviewed_revision integer,
  review_proposal text,
  review_text uuid,
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_case_no_item_id_round_key UNIQUE (case_no, item_id, round),
  constraint tasks_case_no_fkey FOREIGN KEY (case_no) REFERENCES cases(case_no),
  constraint tasks_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES persons(id),
  constraint tasks_claimed_post_fkey FOREIGN KEY (claimed_post) REFERENCES posts(id),
  constraint tasks_organ_fkey FOREIGN KEY (organ) REFERENCES organisations(id),
  constraint tasks_review_text_fkey FOREIGN KEY (review_text) REFERENCES texts(id),
  constraint tasks_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES persons(id),
  constraint tasks_reviewed_post_fkey FOREIGN KEY (reviewed_post) REFERENCES posts(id),
  constraint tasks_stage_check CHECK ((stage = ANY (ARRAY['accept'::text, 'decide'::text]))),
  constraint tasks_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
);
CREATE INDEX tasks_done ON public.tasks USING btree (organ, due_at, id) WHERE (status <> 'open'::text);
CREATE INDEX tasks_inbox ON public.tasks USING btree (organ, due_at, id) WHERE (status = 'open'::text);
CREATE INDEX tasks_open ON public.tasks USING btree (due_at) INCLUDE (warn_at, received_at, case_no) WHERE (status = 'open'::text);
CREATE TRIGGER tasks_told AFTER UPDATE ON public.tasks FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION tell_task_change();
CREATE TRIGGER tasks_told_new AFTER INSERT ON public.tasks FOR EACH ROW EXECUTE FUNCTION tell_task_change();

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

create table web_sessions (
  id text not null,
  person_id text not null,
  session text not null,
  signed_in_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint web_sessions_pkey PRIMARY KEY (id),
  constraint web_sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES persons(id)
);
CREATE INDEX web_sessions_expired ON public.web_sessions USING btree (expires_at);
CREATE INDEX web_sessions_of_person ON public.web_sessions USING btree (person_id, created_at DESC, id);

create sequence case_serials as bigint start 1 increment 1;

create sequence organisation_history_seq_seq as bigint start 1 increment 1;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% are never changed (% on %)', replace(tg_table_name, '_', ' '), tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION public.sweep_revoked_sessions()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from public.revoked_sessions where expires_at < now();
$function$;

CREATE OR REPLACE FUNCTION public.sweep_web_sessions()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  delete from public.web_sessions where expires_at < now();
$function$;

CREATE OR REPLACE FUNCTION public.tell_task_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('lianban_tasks', json_build_object('task', new.id, 'caseNo', new.case_no, 'item', new.item_id, 'organ', new.organ,
    'left', case when tg_op = 'UPDATE' and old.organ <> new.organ then old.organ end,
    'kind', case when tg_op = 'INSERT' or old.organ <> new.organ then 'appeared' when new.status <> 'open' then 'ended'
                 when old.claimed_by is distinct from new.claimed_by then 'claimed' else 'changed' end)::text);
  return null;
end $function$;

-- lianban_app: nologin
grant usage on schema public to lianban_app;
grant insert, select on access_log to lianban_app;
grant insert, select on answers to lianban_app;
grant select on authorisations to lianban_app;
grant insert, select, update on calendar_proposals to lianban_app;
grant insert, select, update on calendar_rollouts to lianban_app;
grant select on calendars to lianban_app;
grant insert, select on case_materials to lianban_app;
grant insert, select, update on case_parties to lianban_app;
grant select, update on cases to lianban_app;
grant insert, select, update on certificates to lianban_app;
grant insert, select, update on clocks to lianban_app;
grant select on conductor to lianban_app;
grant select on definitions to lianban_app;
grant insert, select, update on dispatches to lianban_app;
grant insert, select on events to lianban_app;
grant select on idempotency_keys to lianban_app;
grant select on incident_handlings to lianban_app;
grant insert, select, update on incidents to lianban_app;
grant insert, select on instruments to lianban_app;
grant select on materials to lianban_app;
grant insert, select, update on notices to lianban_app;
grant select on organisation_changes to lianban_app;
grant select on organisation_history to lianban_app;
grant select on organisations to lianban_app;
grant select on persons to lianban_app;
grant select on plans to lianban_app;
grant select on post_holdings to lianban_app;
grant select on posts to lianban_app;
grant select on refused_tries to lianban_app;
grant insert, select on services to lianban_app;
grant select on subject_keys to lianban_app;
grant select on submissions to lianban_app;
grant insert, select, update on tasks to lianban_app;
grant insert, select on texts to lianban_app;

-- lianban_api: login member of lianban_app
grant insert, update on authorisations to lianban_api;
grant insert on calendars to lianban_api;
grant insert on cases to lianban_api;
grant insert, select, update on definition_proposals to lianban_api;
grant insert, update on definitions to lianban_api;
grant insert, select, update on drafts to lianban_api;
grant insert on idempotency_keys to lianban_api;
grant insert on incident_handlings to lianban_api;
grant insert on materials to lianban_api;
grant insert, update on organisation_changes to lianban_api;
grant insert on organisation_history to lianban_api;
grant insert, update on organisations to lianban_api;
grant insert, select, update on person_numbers to lianban_api;
grant insert, update on persons to lianban_api;
grant insert on plans to lianban_api;
grant insert, update on post_holdings to lianban_api;
grant insert, update on posts to lianban_api;
grant insert, update on refused_tries to lianban_api;
grant insert, select on revoked_sessions to lianban_api;
grant insert, select, update on saved_filters to lianban_api;
grant usage on sequence case_serials to lianban_api;
grant insert, update on subject_keys to lianban_api;
grant insert on submissions to lianban_api;
grant insert, select, update on web_sessions to lianban_api;

-- lianban_auditor: login
grant usage on schema public to lianban_auditor;
grant select on cases to lianban_auditor;
grant select on events to lianban_auditor;
grant select on tasks to lianban_auditor;

-- lianban_worker: login member of lianban_app
grant insert, update on conductor to lianban_worker;
