-- The database of Five Steps, made once by an administrator of PostgreSQL: psql -f five-steps.sql
-- Then give it a password of your own: \password five_steps
create role five_steps login;
create database five_steps owner five_steps encoding 'UTF8' template template0;
revoke all on database five_steps from public;

-- The log of PostgreSQL quotes statements that fail, are slow, or were going on at a crash. Ours hold what people said.
alter role five_steps set log_min_error_statement = 'panic';
alter role five_steps set log_error_verbosity = 'terse';
alter role five_steps set log_statement = 'none';
alter role five_steps set log_min_duration_statement = -1;
alter role five_steps set log_min_duration_sample = -1;
alter role five_steps set log_transaction_sample_rate = 0;
alter role five_steps set log_lock_waits = off;
alter role five_steps set track_activities = off;
