-- Everyone who ever watched a stream, once: streams.total_views counts these rows.
create table stream_viewers (
    stream_id uuid not null references streams,
    viewer_id text not null,
    first_seen_at timestamptz not null,
    primary key (stream_id, viewer_id)
);

-- Each stretch of presence. `left_at` stays null when nobody said goodbye; the stream's end closes it.
create table viewer_sessions (
    stream_id uuid not null references streams,
    viewer_id text not null,
    joined_at timestamptz not null,
    left_at timestamptz,
    primary key (stream_id, viewer_id, joined_at)
);
create index open_viewer_sessions on viewer_sessions (stream_id) where left_at is null;

-- Paid gifts by their id, so that each counts once.
create table stream_gifts (
    id text primary key,
    stream_id uuid not null references streams,
    sender_id text not null,
    tokens bigint not null check (tokens > 0),
    sent_at timestamptz not null
);
create index stream_gifts_by_stream on stream_gifts (stream_id, sent_at);
