using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService;

/// <summary>The table <c>packages</c>.</summary>
internal sealed class PackageStore(Database database)
{
    private const string Columns = "id, name, tokens, price_amount, price_currency";

    public async Task<IReadOnlyList<Package>> AllAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<Package>(new CommandDefinition(
            $"select {Columns} from packages order by position", cancellationToken: cancellation))).AsList();
    }

    public async Task<Package?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Package>(new CommandDefinition(
            $"select {Columns} from packages where id = @id", new { id }, cancellationToken: cancellation));
    }
}
