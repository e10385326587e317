-- What ChatService knows of streams, from StreamService's events; `view` is the newest snapshot (StreamView) by `version`.
-- last_seq numbers the stream's messages without gaps; revision grows with every other change that rooms must show
-- (a deleted message, new settings, a new snapshot), so that a node that missed the word of it can tell.
create table streams (
    id text primary key,
    channel_id text not null,
    creator_id text not null,
    status text not null,
    version int not null,
    view jsonb not null,
    ended jsonb,
    last_seq bigint not null default 0,
    revision bigint not null default 0
);
create index streams_by_channel on streams (channel_id);

create table chat_settings (
    channel_id text primary key,
    chat_enabled boolean not null,
    slow_mode_seconds int not null check (slow_mode_seconds between 0 and 3600),
    updated_by text not null,
    updated_at timestamptz not null
);

create table messages (
    id text primary key,
    stream_id text not null references streams (id),
    seq bigint not null,
    user_id text not null,
    profile jsonb not null,
    content text not null check (char_length(content) between 1 and 500),
    reply_to text references messages (id),
    type text not null check (type in ('chat', 'system', 'gift')),
    gift jsonb check ((gift is not null) = (type = 'gift')),
    client_id text check (char_length(client_id) between 1 and 64),
    created_at timestamptz not null,
    deleted_at timestamptz,
    deleted_by text,
    unique (stream_id, seq),
    unique (stream_id, user_id, client_id)
);
create index messages_by_user on messages (user_id, created_at desc);

-- Profiles as last seen in an access token; only for lists of people present.
create table people (
    id text primary key,
    profile jsonb not null
);

-- People whose presence was announced by ViewerJoined and not yet taken back; written by the presence leader alone.
create table presences (
    stream_id text not null references streams (id),
    person_id text not null,
    joined_at timestamptz not null,
    primary key (stream_id, person_id)
);
create index presences_in_order on presences (stream_id, joined_at, person_id);

-- People present without a hub connection (POST …/join), until their heartbeat is overdue.
create table heartbeats (
    stream_id text not null references streams (id),
    person_id text not null,
    expires_at timestamptz not null,
    primary key (stream_id, person_id)
);
create index heartbeats_by_expiry on heartbeats (expires_at);
