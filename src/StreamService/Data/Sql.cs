using Dapper;

namespace Streaming.StreamService.Data;

/// <summary>Short form of a Dapper command that can be cancelled.</summary>
internal static class Sql
{
    public static CommandDefinition Command(string text, object? values, CancellationToken cancellation) =>
        new(text, values, cancellationToken: cancellation);
}
