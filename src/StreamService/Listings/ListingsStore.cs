using Dapper;
using Npgsql;
using Streaming.ServiceDefaults;
using Streaming.StreamService.Data;
using Streaming.StreamService.Streams;

namespace Streaming.StreamService.Listings;

/// <summary>Pages of streams.</summary>
internal static class ListingsStore
{
    /// <summary>Streams that the asker may come across: public ones, their own, and followers-only ones of channels they follow.</summary>
    public const string Findable =
        """
        and (s.visibility = 'public' or s.creator_id = @AskerId or (s.visibility = 'followers' and exists (
            select from follows f where f.channel_id = s.channel_id and f.follower_id = @AskerId)))
        """;

    public const string OfFollowedChannels =
        "and exists (select from follows f where f.channel_id = s.channel_id and f.follower_id = @AskerId)";

    public const string OfCategory = "and lower(s.category) = lower(@Category)";

    public const string WithTag = "and exists (select from unnest(s.tags) as tag where lower(tag) = lower(@Tag))";

    /// <param name="connection">Open.</param>
    /// <param name="where">A condition, and more of them each beginning with <c>and</c>.</param>
    /// <param name="values">What the conditions' parameters stand for.</param>
    /// <param name="sort">The order.</param>
    /// <param name="cursor">As a page before gave it.</param>
    /// <param name="limit">Streams asked for.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Page<StreamRow>> ListAsync(
        NpgsqlConnection connection, string where, object values, Sort sort, string? cursor, int? limit, CancellationToken cancellation)
    {
        var size = Cursor.Limit(limit);
        var parameters = new DynamicParameters(values);
        parameters.Add("Take", size + 1);
        if (Cursor.Read<Position>(cursor) is { } position)
        {
            where = $"{where} {sort.After}";
            parameters.Add("AfterKey", sort.KeyAt(position));
            parameters.Add("AfterId", position.Id);
        }

        var rows = await connection.QueryAsync<StreamRow>(Sql.Command(
            $"select {StreamsStore.Columns} {StreamsStore.From} where s.deleted_at is null and {where} {sort.OrderBy} limit @Take", parameters, cancellation));
        return Page<StreamRow>.Of(rows.AsList(), size, sort.PositionOf);
    }
}
