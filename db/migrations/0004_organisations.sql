-- Up Migration
-- The history of the organisations in one order, found by the organisation it concerns; what was said when a change was rejected.
alter table organisation_history add column seq bigint generated always as identity;
alter table organisation_history add column organisation_id text references organisations; -- none for representatives
create unique index organisation_history_order on organisation_history (seq);
create index organisation_history_at on organisation_history (organisation_id, seq);
alter table organisation_changes add column rejection text; -- a document number or a code, no personal data
