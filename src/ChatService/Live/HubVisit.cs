using Microsoft.AspNetCore.SignalR;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>One hub connection: who it is and what it joined. Its calls come one at a time, so nothing here is locked.</summary>
internal sealed class HubVisit(Caller caller, TimeProvider time)
{
    /// <summary>Streams that a connection may have joined at the same time.</summary>
    public const int MaxStreams = 20;

    /// <summary>Calls of a connection within <see cref="PaceWindow"/>.</summary>
    public const int PaceLimit = 50;

    /// <summary>See <see cref="PaceLimit"/>.</summary>
    public static readonly TimeSpan PaceWindow = TimeSpan.FromSeconds(5);

    /// <summary>Least time between two signs of typing.</summary>
    public static readonly TimeSpan TypingInterval = TimeSpan.FromSeconds(2);
    private DateTimeOffset _typedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _windowStart = DateTimeOffset.MinValue;
    private int _calls;

    public Caller Caller { get; } = caller;

    public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

    /// <summary>Who shows no token is a guest of this connection's own.</summary>
    public static HubVisit Begin(HubCallerContext context)
    {
        var time = context.GetHttpContext()?.RequestServices.GetRequiredService<TimeProvider>() ?? TimeProvider.System;
        var visit = new HubVisit(Caller.From(context.User) ?? Guest(), time);
        context.Items[typeof(HubVisit)] = visit;
        return visit;
    }

    public static HubVisit Of(HubCallerContext context) => (HubVisit)context.Items[typeof(HubVisit)]!;

    /// <exception cref="ProblemException">403 for guests: they never write.</exception>
    public Caller RequirePerson() => Caller.IsGuest ? throw Problem.Forbidden("Sign in to take part in the chat.") : Caller;

    /// <exception cref="ProblemException">409 beyond <see cref="MaxStreams"/>.</exception>
    public void RequireFreePlace(string streamId)
    {
        if (Streams.Count >= MaxStreams && !Streams.Contains(streamId))
        {
            throw Problem.Conflict($"One connection can join at most {MaxStreams} streams.");
        }
    }

    /// <exception cref="ProblemException">429 beyond <see cref="PaceLimit"/>.</exception>
    public void RequirePace()
    {
        var now = time.GetUtcNow();
        if (now >= _windowStart + PaceWindow)
        {
            (_windowStart, _calls) = (now, 0);
        }

        if (++_calls > PaceLimit)
        {
            throw Problem.TooMany("Too many calls from one connection.", _windowStart + PaceWindow - now);
        }
    }

    public bool MayType()
    {
        var now = time.GetUtcNow();
        if (now < _typedAt + TypingInterval)
        {
            return false;
        }

        _typedAt = now;
        return true;
    }

    private static Caller Guest()
    {
        var id = $"{Caller.GuestPrefix}{Guid.CreateVersion7():N}";
        return new Caller(id, "", new PublicUser(id, id, "Guest", AvatarUrl: null, Bio: null, ["guest"]));
    }
}
