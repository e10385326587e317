-- What makes the ids of clients without a token (see AnonymousGuests) the same on all nodes and untraceable to an address.
create table guest_secret (
    id int primary key default 1 check (id = 1),
    key bytea not null
);
insert into guest_secret (key) select sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea);
