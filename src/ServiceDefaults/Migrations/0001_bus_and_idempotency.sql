create schema bus;

-- Events of committed transactions that the broker has not confirmed yet. `owner` is the process that wrote the row and
-- sends it right away; rows of processes that died are sent by anyone after a few seconds.
create table bus.outbox (
    id bigint generated always as identity primary key,
    message_id uuid not null,
    owner uuid not null,
    ordering_key text,
    type text not null,
    body jsonb not null,
    traceparent text,
    created_at timestamptz not null default now()
);
create index outbox_by_owner on bus.outbox (owner, id);

-- Messages that a handler has dealt with; written in the handler's own transaction.
create table bus.inbox (
    message_id uuid not null,
    handler text not null,
    handled_at timestamptz not null default now(),
    primary key (message_id, handler)
);
create index inbox_by_age on bus.inbox (handled_at);

create schema http;

-- First answers by Idempotency-Key.
create table http.idempotency_keys (
    owner text not null,
    key text not null check (length(key) between 1 and 255),
    fingerprint bytea not null,
    status int not null,
    content_type text,
    body bytea not null,
    created_at timestamptz not null default now(),
    primary key (owner, key)
);
create index idempotency_keys_by_age on http.idempotency_keys (created_at);
