-- After a restore: removes the plans that were forgotten since the backup, by their marks in `forgotten`.
-- docs/deploy/cluster.md tells how the marks come over from the database as it was. Run it with the guides stopped.
begin;
create temporary table gone on commit drop as
    select id, conversation from plans where encode(sha256(id::bytea), 'hex') in (select mark from forgotten);
delete from events where sender_id in (select conversation from gone);
delete from turns where plan in (select id from gone);
delete from inbox where plan in (select id from gone);
delete from feedback where plan in (select id from gone);
delete from plans where id in (select id from gone);
commit;
