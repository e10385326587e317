-- Public profiles as other services announced them; `as_of` is the announcement's time, the latest wins.
create table people (
    id text primary key,
    username text not null,
    display_name text not null,
    avatar_url text,
    bio text,
    roles text[] not null default '{}',
    as_of timestamptz not null
);

-- One channel per person. The slug never changes, so that links live.
create table channels (
    id uuid primary key,
    owner_id text not null unique references people,
    slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name text not null check (char_length(name) between 1 and 60),
    description text check (char_length(description) <= 5000),
    category text check (char_length(category) <= 40),
    tags text[] not null default '{}' check (cardinality(tags) <= 10),
    stream_key text not null unique,
    stream_key_rotated_at timestamptz not null,
    -- Changed in the transaction that inserts or deletes the follow, so it is exact.
    follower_count int not null default 0 check (follower_count >= 0),
    created_at timestamptz not null
);

create table follows (
    channel_id uuid not null references channels,
    follower_id text not null,
    followed_at timestamptz not null,
    primary key (channel_id, follower_id)
);
create index follows_by_follower on follows (follower_id, channel_id);
