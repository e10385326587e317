-- Recomputes everything from the entries and names whatever differs, the oldest first. Finds what was changed by someone who
-- got around the triggers. `fault` is one of: missing_transaction, number, balance, debt, hash, account, sum.
create function ledger.faults()
returns table (fault text, account_id bigint, number bigint, transaction_id uuid, recorded_at timestamptz) language sql stable as $$
    select fault, account_id, number, transaction_id, created_at from (
        select
            case
                when t.id is null then 'missing_transaction'
                when e.number <> row_number() over w then 'number'
                when e.balance_after <> sum(e.amount) over w then 'balance'
                when e.balance_after < 0 and a.kind in ('person', 'earnings') then 'debt'
                when e.hash <> ledger.link(coalesce(lag(e.hash) over w, sha256('')), e.account_id, e.number, t, e.amount, e.balance_after) then 'hash'
            end as fault,
            e.account_id, e.number, e.transaction_id, t.created_at
        from ledger.entries e
        join ledger.accounts a on a.id = e.account_id
        left join ledger.transactions t on t.id = e.transaction_id
        window w as (partition by e.account_id order by e.number)) as replayed
    where fault is not null
    union all
    select 'account', a.id, a.entry_count, e.transaction_id, null
    from ledger.accounts a
    left join lateral (select * from ledger.entries e where e.account_id = a.id order by e.number desc limit 1) as e on true
    where (a.balance, a.entry_count, a.head) is distinct from (coalesce(e.balance_after, 0), coalesce(e.number, 0), coalesce(e.hash, sha256('')))
    union all
    select 'sum', null, null, t.id, t.created_at
    from ledger.transactions t
    where (select coalesce(sum(e.amount), 1) from ledger.entries e where e.transaction_id = t.id) <> 0
    order by 5 nulls last, 2 nulls last, 3
$$;
