-- One sender at a time takes the rows in order, whichever process wrote them: rows need no owner.
drop index bus.outbox_by_owner;
alter table bus.outbox drop column owner;

-- A repeated answer carries the first one's Location too.
alter table http.idempotency_keys add column location text;
