create table streams (
    id uuid primary key,
    channel_id uuid not null references channels,
    creator_id text not null references people,
    title text not null check (char_length(title) between 1 and 140),
    description text check (char_length(description) <= 5000),
    category text check (char_length(category) <= 40),
    tags text[] not null default '{}' check (cardinality(tags) <= 10),
    visibility text not null check (visibility in ('public', 'unlisted', 'followers')),
    sensitivity text not null check (sensitivity in ('everyone', 'mature')),
    price int not null check (price between 0 and 1000000),
    record boolean not null,
    thumbnail_url text,
    status text not null check (status in ('scheduled', 'live', 'ending', 'ended', 'archived', 'cancelled')),
    scheduled_for timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    duration_seconds int check (duration_seconds >= 0),
    end_reason text,
    room_name text not null unique,
    -- What the media server last said of the creator's connection, when, and which connection it was.
    publisher text not null check (publisher in ('absent', 'connected', 'reconnecting')),
    publisher_sid text,
    publisher_at timestamptz,
    -- When a live stream without a publisher ends by itself; any replica carries it out.
    ends_at timestamptz,
    viewer_count int not null default 0 check (viewer_count >= 0),
    viewers_counted_at timestamptz,
    peak_viewers int not null default 0,
    total_views int not null default 0,
    gift_tokens bigint not null default 0,
    revenue_tokens bigint not null default 0,
    version int not null,
    created_at timestamptz not null,
    deleted_at timestamptz,
    check (status <> 'live' or started_at is not null),
    check (status not in ('ended', 'archived') or (ended_at is not null and duration_seconds is not null and end_reason is not null))
);
create unique index one_live_stream_per_creator on streams (creator_id) where status in ('live', 'ending');
create index live_streams on streams (viewer_count desc, id desc) where status = 'live';
create index upcoming_streams on streams (scheduled_for, id) where status = 'scheduled';
create index streams_by_creator on streams (creator_id, id desc);
create index streams_by_deadline on streams (ends_at) where status = 'live';

-- Webhook deliveries that were dealt with; a signed body stays valid for minutes, so its id is remembered longer than that.
create table media_events (
    id text primary key,
    received_at timestamptz not null
);
create index media_events_by_age on media_events (received_at);
