-- What was decided about each gift. A refusal is as final as a charge: a repeated request gets the first answer, even
-- when the balance would cover it by then.
create table gift_charges (
    gift_send_id uuid primary key,
    sender_id uuid not null,
    amount bigint not null check (amount > 0),
    outcome text not null check (outcome in ('charged', 'rejected')),
    transaction_id uuid references ledger.transactions,
    code text,
    balance bigint not null,
    decided_at timestamptz not null,
    check ((outcome = 'charged') = (transaction_id is not null)),
    check ((outcome = 'rejected') = (code is not null))
);
