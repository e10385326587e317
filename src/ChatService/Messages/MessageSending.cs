using Dapper;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// A person's way to say something. In one transaction: the person's lock (so that limits hold over all nodes and tabs),
/// limits, the stream's lock, the message. The same <c>clientId</c> gives the same message again.
/// </summary>
internal sealed class MessageSending(Database database, MessageLog log, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Messages of one person over all streams within <see cref="RateWindow"/>.</summary>
    public const int RateLimit = 8;

    /// <summary>Longest client-chosen id, in characters.</summary>
    public const int MaxClientIdLength = 64;

    /// <summary>See <see cref="RateLimit"/>.</summary>
    public static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(5);

    private readonly bool _limitsRate = configuration.GetValue("RateLimits:Enabled", defaultValue: true);

    /// <exception cref="ProblemException">400, 403 chat_disabled, 404, 409 invalid_transition on a stream that is over, 429 rate_limited or slow_mode.</exception>
    public Task<Message> SendAsync(Caller caller, string streamId, string? content, string? replyTo, string? clientId, CancellationToken cancellation)
    {
        var text = MessageText.Clean(content);
        if (clientId is { Length: 0 or > MaxClientIdLength })
        {
            throw Problem.Validation($"clientId has 1 to {MaxClientIdLength} characters.");
        }

        return database.TransactAsync(
            async work =>
            {
                await work.Connection.ExecuteAsync(new CommandDefinition(
                    "select pg_advisory_xact_lock(hashtextextended(@Id, 1))", new { caller.Id }, work.Transaction, cancellationToken: cancellation));
                if (await SentBeforeAsync(work, caller, streamId, clientId, cancellation) is { } sent)
                {
                    return sent;
                }

                var stream = await StreamsStore.FindAsync(work.Connection, streamId, work.Transaction, cancellation)
                    ?? throw Problem.NotFound("There is no such stream.");
                RequireOpen(stream);
                await RequireAnswerableAsync(work, stream, replyTo, cancellation);
                await RequirePaceAsync(work, stream, caller, cancellation);
                var draft = new Draft(Guid.CreateVersion7().ToString(), stream.Id, caller.Profile, text, replyTo, MessageType.Chat, ClientId: clientId);
                return await log.AppendAsync(work, draft, cancellation) ?? throw new InvalidOperationException("A new id was taken already.");
            },
            cancellation);
    }

    private static void RequireOpen(KnownStream stream)
    {
        if (stream.IsOver)
        {
            throw Problem.Conflict("The stream is over; its chat can only be read.", ProblemCodes.InvalidTransition);
        }

        if (!stream.Settings.ChatEnabled)
        {
            throw Problem.Forbidden("The chat is switched off.", ProblemCodes.ChatDisabled);
        }
    }

    private static async Task<Message?> SentBeforeAsync(UnitOfWork work, Caller caller, string streamId, string? clientId, CancellationToken cancellation) =>
        clientId is null ? null : (await work.Connection.QuerySingleOrDefaultAsync<MessageRow>(new CommandDefinition(
            $"select {MessageRow.Columns} from messages where stream_id = @streamId and user_id = @Id and client_id = @clientId",
            new { streamId, caller.Id, clientId },
            work.Transaction,
            cancellationToken: cancellation)))?.ToMessage();

    private static async Task RequireAnswerableAsync(UnitOfWork work, KnownStream stream, string? replyTo, CancellationToken cancellation)
    {
        if (replyTo is not null && !await work.Connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from messages where id = @replyTo and stream_id = @Id and deleted_at is null)",
            new { replyTo, stream.Id },
            work.Transaction,
            cancellationToken: cancellation)))
        {
            throw Problem.Validation("The message to reply to is not in this chat.");
        }
    }

    private async Task RequirePaceAsync(UnitOfWork work, KnownStream stream, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (sent, oldest, newestHere) = await work.Connection.QuerySingleAsync<(long, DateTimeOffset?, DateTimeOffset?)>(new CommandDefinition(
            """
            select count(*) filter (where created_at > @Since), min(created_at) filter (where created_at > @Since), max(created_at) filter (where stream_id = @StreamId)
            from messages where user_id = @UserId and type = 'chat' and created_at > least(@Since, @SlowSince)
            """,
            new { UserId = caller.Id, StreamId = stream.Id, Since = now - RateWindow, SlowSince = now - stream.Settings.SlowMode },
            work.Transaction,
            cancellationToken: cancellation));
        if (_limitsRate && sent >= RateLimit && oldest is { } first)
        {
            throw Problem.TooMany("You are writing too fast.", first + RateWindow - now);
        }

        if (caller.Id != stream.CreatorId && !caller.IsAdmin && newestHere is { } last && last + stream.Settings.SlowMode > now)
        {
            var wait = last + stream.Settings.SlowMode - now;
            throw new ProblemException(StatusCodes.Status429TooManyRequests, ProblemCodes.SlowMode, $"Slow mode: write again in {Math.Ceiling(wait.TotalSeconds)} s.")
            {
                RetryAfter = wait,
            };
        }
    }
}
