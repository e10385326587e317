create table packages (
    id text primary key,
    name text not null,
    tokens int not null check (tokens > 0),
    -- In the currency's minor unit, e.g. cents.
    price_amount int not null check (price_amount > 0),
    price_currency char(3) not null,
    position int not null
);
insert into packages values
    ('tokens-100', 'Handful', 100, 99, 'EUR', 1),
    ('tokens-500', 'Pouch', 500, 449, 'EUR', 2),
    ('tokens-1200', 'Chest', 1200, 999, 'EUR', 3),
    ('tokens-5000', 'Treasure', 5000, 3999, 'EUR', 4);

create table purchases (
    id uuid primary key,
    user_id uuid not null,
    package_id text not null references packages,
    tokens int not null check (tokens > 0),
    price_amount int not null,
    price_currency char(3) not null,
    provider text not null,
    payment_reference text,
    status text not null default 'pending' check (status in ('pending', 'completed', 'declined')),
    balance_after bigint,
    created_at timestamptz not null,
    settled_at timestamptz
);
create index purchases_by_user on purchases (user_id, created_at);
