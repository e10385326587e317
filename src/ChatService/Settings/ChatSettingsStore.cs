using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>Stores settings and has every room of the channel show them.</summary>
internal sealed class ChatSettingsStore(Database database, RoomSignals signals, TimeProvider time)
{
    public Task SaveAsync(KnownStream stream, bool chatEnabled, int slowModeSeconds, string by, CancellationToken cancellation) => database.TransactAsync(
        async work =>
        {
            var affected = await work.Connection.QueryAsync<string>(new CommandDefinition(
                """
                with saved as (
                    insert into chat_settings (channel_id, chat_enabled, slow_mode_seconds, updated_by, updated_at)
                    values (@ChannelId, @chatEnabled, @slowModeSeconds, @by, @Now)
                    on conflict (channel_id) do update set chat_enabled = excluded.chat_enabled, slow_mode_seconds = excluded.slow_mode_seconds,
                        updated_by = excluded.updated_by, updated_at = excluded.updated_at)
                update streams set revision = revision + 1
                where id = @StreamId or (channel_id = @ChannelId and status in ('scheduled', 'live', 'ending'))
                returning id
                """,
                new { ChannelId = stream.View.Channel.Id, StreamId = stream.Id, chatEnabled, slowModeSeconds, by, Now = time.GetUtcNow() },
                work.Transaction,
                cancellationToken: cancellation));
            foreach (var id in affected)
            {
                work.AfterCommit(() => signals.ChangedAsync(id));
            }
        },
        cancellation);
}
