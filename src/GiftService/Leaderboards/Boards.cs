using System.Globalization;

namespace Streaming.GiftService;

/// <summary>The names under which <c>leaders</c> keeps sums. Days begin at midnight UTC, weeks on Monday (ISO 8601).</summary>
internal static class Boards
{
    public static string OfStream(Guid streamId) => $"stream:{streamId}";

    public static string OfChannel(Guid channelId) => $"channel:{channelId}:all";

    public static string OfChannelDay(Guid channelId, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"channel:{channelId}:day:{at.UtcDateTime:yyyy-MM-dd}");

    public static string OfChannelWeek(Guid channelId, DateTimeOffset at) =>
        $"channel:{channelId}:week:{ISOWeek.GetYear(at.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(at.UtcDateTime):00}";

    /// <summary>All boards that a gift counts on.</summary>
    public static string[] Of(GiftSend send, DateTimeOffset at) =>
        [OfStream(send.StreamId), OfChannel(send.ChannelId), OfChannelDay(send.ChannelId, at), OfChannelWeek(send.ChannelId, at)];
}
