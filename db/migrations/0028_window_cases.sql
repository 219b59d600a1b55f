-- Up Migration
-- Cases whose papers no window has received yet, in the order in which they came.
create index cases_unreceived on cases (submitted_at, case_no) where status = 'submitted';
