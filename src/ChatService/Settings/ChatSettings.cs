using System.Text.Json.Serialization;

namespace Streaming.ChatService;

/// <summary>A chat's settings: what <c>chat:settings</c> and JoinStream tell. Kept per channel, so that they outlive a stream.</summary>
/// <param name="StreamId">The stream whose chat it is.</param>
/// <param name="ChatEnabled">Whether anyone can write.</param>
/// <param name="SlowModeSeconds">Least time between two messages of one person; 0 is off. Creator and admins are exempt.</param>
public sealed record ChatSettings(string StreamId, bool ChatEnabled, int SlowModeSeconds)
{
    /// <summary>Longest slow mode, in seconds.</summary>
    public const int MaxSlowModeSeconds = 3600;

    /// <summary><see cref="SlowModeSeconds"/> as a time.</summary>
    [JsonIgnore]
    public TimeSpan SlowMode => TimeSpan.FromSeconds(SlowModeSeconds);
}
