-- The ledger. Ledger/Ledger.cs states what always holds; here the database itself refuses whatever would break it.
-- Every amount is in hundredths of a token.
create schema ledger;

create table ledger.accounts (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('person', 'earnings', 'revenue', 'issued')),
    -- The person; the nil UUID for the platform's own accounts.
    owner uuid not null,
    -- An account that many people pay into at once is spread over several rows; its balance is their sum.
    shard smallint not null default 0 check (shard >= 0),
    balance bigint not null default 0,
    entry_count bigint not null default 0,
    -- Hash of the newest entry; of nothing while there is none.
    head bytea not null default sha256(''),
    unique (kind, owner, shard),
    constraint one_row_per_person check (kind <> 'person' or shard = 0),
    constraint nobody_in_debt check (balance >= 0 or kind not in ('person', 'earnings'))
);

create table ledger.transactions (
    id uuid primary key,
    type text not null check (type in ('purchase', 'gift', 'enrolment', 'refund', 'payout')),
    -- What it is for: a transaction of one type happens once per reference.
    reference text not null check (length(reference) between 1 and 100),
    reason text not null check (length(reason) between 1 and 200),
    stream_id uuid,
    created_at timestamptz not null,
    unique (type, reference)
);

create table ledger.entries (
    account_id bigint not null references ledger.accounts,
    number bigint not null check (number > 0),
    transaction_id uuid not null references ledger.transactions,
    amount bigint not null check (amount <> 0),
    balance_after bigint not null,
    hash bytea not null,
    primary key (account_id, number),
    unique (transaction_id, account_id)
);

-- An entry's hash covers all of it, all of its transaction, and the hash of the account's entry before it.
create function ledger.link(_previous bytea, _account_id bigint, _number bigint, _transaction ledger.transactions, _amount bigint, _balance_after bigint)
returns bytea language sql stable as $$
    select sha256(_previous || convert_to(jsonb_build_array(
        _account_id, _number, _amount, _balance_after, _transaction.id, _transaction.type, _transaction.reference,
        _transaction.reason, _transaction.stream_id, extract(epoch from _transaction.created_at))::text, 'UTF8'))
$$;

-- The only way in. Answers 'posted'; or 'repeated' with what the first transaction of this type and reference did; or
-- 'insufficient', having changed nothing. `balance` is that of the account named first, right after the transaction.
create function ledger.post(
    _id uuid, _type text, _reference text, _reason text, _stream_id uuid, _at timestamptz,
    _kinds text[], _owners uuid[], _shards smallint[], _amounts bigint[])
returns table (outcome text, transaction_id uuid, balance bigint) language plpgsql as $$
#variable_conflict use_column
declare
    _accounts bigint[];
    _transaction ledger.transactions;
begin
    insert into ledger.accounts (kind, owner, shard)
    select p.kind, p.owner, p.shard from unnest(_kinds, _owners, _shards) as p (kind, owner, shard)
    where not exists (select from ledger.accounts a where (a.kind, a.owner, a.shard) = (p.kind, p.owner, p.shard))
    order by 1, 2, 3 on conflict do nothing;

    -- Everyone locks in the same order, so nobody deadlocks; requests of one reference share the first account and so take turns.
    select array_agg(locked.id order by locked.position) into _accounts from (
        select a.id, p.position
        from unnest(_kinds, _owners, _shards) with ordinality as p (kind, owner, shard, position)
        join ledger.accounts a on (a.kind, a.owner, a.shard) = (p.kind, p.owner, p.shard)
        order by a.kind, a.owner, a.shard for update of a) as locked;

    select t.* into _transaction from ledger.transactions t where t.type = _type and t.reference = _reference;
    if found then
        return query select 'repeated', e.transaction_id, e.balance_after from ledger.entries e
            where e.transaction_id = _transaction.id and e.account_id = _accounts[1] and e.amount = _amounts[1];
        if not found then
            raise exception 'the % % was posted before with another account or amount', _type, _reference using errcode = 'unique_violation';
        end if;
        return;
    end if;

    if exists (select from unnest(_accounts, _amounts) as p (id, amount) join ledger.accounts a using (id)
               where a.balance + p.amount < 0 and a.kind in ('person', 'earnings')) then
        return query select 'insufficient', null::uuid, a.balance from ledger.accounts a where a.id = _accounts[1];
        return;
    end if;

    insert into ledger.transactions values (_id, _type, _reference, _reason, _stream_id, _at) returning * into _transaction;
    with moved as (
        update ledger.accounts a set
            balance = a.balance + p.amount,
            entry_count = a.entry_count + 1,
            head = ledger.link(a.head, a.id, a.entry_count + 1, _transaction, p.amount, a.balance + p.amount)
        from unnest(_accounts, _amounts) as p (id, amount) where a.id = p.id
        returning a.id, a.entry_count, p.amount, a.balance, a.head)
    insert into ledger.entries (account_id, number, transaction_id, amount, balance_after, hash)
    select m.id, m.entry_count, _id, m.amount, m.balance, m.head from moved m;

    return query select 'posted', _id, a.balance from ledger.accounts a where a.id = _accounts[1];
end $$;

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'ledger.% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on ledger.entries for each row execute function ledger.refuse_change();
create trigger append_only before update or delete on ledger.transactions for each row execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.entries execute function ledger.refuse_change();
create trigger no_truncate before truncate on ledger.transactions execute function ledger.refuse_change();

-- The three checks below run when the database transaction commits.
create function ledger.check_entry() returns trigger language plpgsql as $$
begin
    if (select sum(amount) from ledger.entries where transaction_id = new.transaction_id) <> 0 then
        raise exception 'the entries of transaction % do not sum to zero', new.transaction_id using errcode = 'check_violation';
    end if;
    if new.balance_after - new.amount is distinct from coalesce(
        (select balance_after from ledger.entries where account_id = new.account_id and number = new.number - 1),
        case new.number when 1 then 0 end) then
        raise exception 'entry % of account % does not follow the one before it', new.number, new.account_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger sums_to_zero after insert on ledger.entries
    deferrable initially deferred for each row execute function ledger.check_entry();

create function ledger.check_transaction() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger.entries where transaction_id = new.id) then
        raise exception 'transaction % has no entries', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger has_entries after insert on ledger.transactions
    deferrable initially deferred for each row execute function ledger.check_transaction();

create function ledger.check_account() returns trigger language plpgsql as $$
begin
    if exists (
        select from ledger.accounts a
        left join ledger.entries e on e.account_id = a.id and e.number = a.entry_count
        where a.id = new.id and (a.balance <> coalesce(e.balance_after, 0) or (e.number is null and a.entry_count <> 0))) then
        raise exception 'the balance of account % is not that of its newest entry', new.id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger balance_is_newest_entry after insert or update on ledger.accounts
    deferrable initially deferred for each row execute function ledger.check_account();
