-- Who follows which channel, as the follow events tell it. A row outlives unfollowing, so that a late event is known as late.
create table followers (
    channel_id uuid not null,
    user_id uuid not null,
    following boolean not null,
    at timestamptz not null,
    primary key (channel_id, user_id)
);

-- One event that all followers of a channel are to hear of, and how far that has come.
create sequence fan_out_turns;
create table fan_outs (
    id uuid primary key,
    type text not null,
    subject text not null,
    channel_id uuid not null,
    creator_id uuid not null,
    title text not null,
    body text not null,
    link text,
    happened_at timestamptz not null,
    told_up_to uuid not null default '00000000-0000-0000-0000-000000000000',
    told int not null default 0,
    turn bigint not null default nextval('fan_out_turns'),
    done_at timestamptz,
    unique (type, subject)
);
create index fan_outs_waiting on fan_outs (turn) where done_at is null;
create index fan_outs_by_channel on fan_outs (channel_id, happened_at);

create table notifications (
    id uuid primary key,
    user_id uuid not null,
    type text not null,
    subject text not null,
    title text not null,
    body text not null,
    link text,
    created_at timestamptz not null,
    read_at timestamptz,
    -- At most once per person and event.
    unique (user_id, type, subject)
);
create index notifications_by_user on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id, id desc) where read_at is null;
create index notifications_by_age on notifications (created_at);

-- What a person chose; everything that is not here is on.
create table preferences (
    user_id uuid not null,
    type text not null,
    channel text not null,
    enabled boolean not null,
    primary key (user_id, type, channel)
);
