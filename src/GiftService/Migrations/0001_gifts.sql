create table gifts (
    id text primary key,
    name text not null,
    emoji text not null,
    tokens int not null check (tokens > 0),
    animation text not null check (animation in ('float', 'burst', 'confetti', 'fireworks')),
    rarity text not null check (rarity in ('common', 'rare', 'epic', 'legendary')),
    position int not null
);
insert into gifts values
    ('rose', 'Rose', '🌹', 1, 'float', 'common', 1),
    ('heart', 'Heart', '❤️', 2, 'float', 'common', 2),
    ('star', 'Star', '⭐', 5, 'burst', 'rare', 3),
    ('diamond', 'Diamond', '💎', 10, 'burst', 'epic', 4),
    ('rocket', 'Rocket', '🚀', 20, 'fireworks', 'epic', 5),
    ('crown', 'Crown', '👑', 50, 'fireworks', 'legendary', 6),
    ('mansion', 'Mansion', '🏰', 100, 'confetti', 'legendary', 7);

-- What this service knows of streams and people, from their owners' events.
create table streams (
    id uuid primary key,
    channel_id uuid not null,
    creator_id uuid not null,
    status text not null,
    version int not null
);
create table people (
    id uuid primary key,
    profile jsonb not null,
    changed_at timestamptz not null
);

-- Each sending from intent to outcome. The gift is kept as it was when it was sent.
create table gift_sends (
    id uuid primary key,
    stream_id uuid not null,
    channel_id uuid not null,
    creator_id uuid not null,
    sender_id uuid not null references people,
    gift jsonb not null,
    quantity int not null check (quantity between 1 and 999),
    total_tokens bigint not null check (total_tokens > 0),
    status text not null default 'pending' check (status in ('pending', 'sent', 'rejected')),
    -- The sender's balance after the charge, or at the refusal.
    balance bigint,
    code text,
    requested_at timestamptz not null,
    requests int not null default 1,
    next_request_at timestamptz not null,
    settled_at timestamptz,
    check ((status = 'pending') = (settled_at is null))
);
create index gift_sends_pending on gift_sends (next_request_at) where status = 'pending';
create index gift_sends_by_sender on gift_sends (sender_id, requested_at);

-- Tokens given per board and person; Leaderboards/Boards.cs names the boards.
create table leaders (
    board text not null,
    person_id uuid not null references people,
    tokens bigint not null check (tokens > 0),
    -- When the person came to this sum: of equals, the first stays ahead.
    reached_at timestamptz not null,
    primary key (board, person_id)
);
create index leaders_ranked on leaders (board, tokens desc, reached_at);
