-- Up Migration
-- By which number somebody is found at a window: a keyed fingerprint, from which nobody reads the number. One number, one person.
create table person_numbers (
  fingerprint text primary key,
  person_id text not null references persons
);
grant select, insert, update on person_numbers to lianban_api;
