using Dapper;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.GiftService;

/// <summary>The gifts on offer; the table <c>gifts</c>.</summary>
internal sealed class GiftCatalogue(Database database)
{
    private const string Columns = "id, name, emoji, tokens, animation, rarity";

    public async Task<IReadOnlyList<GiftView>> AllAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await connection.QueryAsync<GiftView>(new CommandDefinition(
            $"select {Columns} from gifts order by position", cancellationToken: cancellation))).AsList();
    }

    public async Task<GiftView?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<GiftView>(new CommandDefinition(
            $"select {Columns} from gifts where id = @id", new { id }, cancellationToken: cancellation));
    }
}
