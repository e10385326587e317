create table accounts (
    id uuid primary key,
    email text not null check (length(email) between 3 and 254),
    username text not null unique check (username ~ '^[a-z0-9_]{3,30}$'),
    display_name text not null check (length(display_name) between 1 and 50),
    avatar_url text,
    bio text check (length(bio) <= 500),
    roles text[] not null default '{viewer}',
    -- Null for people who only ever sign in through an external provider.
    password_hash text,
    onboarded_at timestamptz,
    created_at timestamptz not null,
    -- Strictly grows with every change of the public profile.
    updated_at timestamptz not null
);
create unique index accounts_email on accounts (lower(email));

-- One sign-in on one device. A session that ended never lives again.
create table sessions (
    id uuid primary key,
    account_id uuid not null references accounts (id) on delete cascade,
    -- Only for sessions of browsers: SHA-256 of the cookie's secret.
    cookie_hash bytea unique check (length(cookie_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text check (end_reason in ('logout', 'replay'))
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_expiry on sessions (expires_at);

-- SHA-256 of every refresh token of a session that has not expired; all but the latest are used.
create table refresh_tokens (
    hash bytea primary key check (length(hash) = 32),
    session_id uuid not null references sessions (id) on delete cascade,
    issued_at timestamptz not null,
    used_at timestamptz
);
create index refresh_tokens_by_session on refresh_tokens (session_id);
create unique index one_unused_refresh_token on refresh_tokens (session_id) where used_at is null;

-- Failed sign-ins by account, or by the hash of a login that belongs to nobody.
create table sign_in_failures (
    subject text primary key,
    failures int not null check (failures > 0),
    last_at timestamptz not null,
    locked_until timestamptz
);
create index sign_in_failures_by_age on sign_in_failures (last_at);

create table signing_keys (
    id text primary key,
    -- PKCS#8
    private_key bytea not null,
    created_at timestamptz not null,
    -- Signs from then on; published before, so that every replica and service knows it in time.
    active_from timestamptz not null
);
