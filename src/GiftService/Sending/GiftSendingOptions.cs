using System.ComponentModel.DataAnnotations;

namespace Streaming.GiftService;

/// <summary>The settings <c>Gifts:…</c>.</summary>
public sealed class GiftSendingOptions
{
    /// <summary>How long a request waits for its gift's outcome before it promises one (202), in seconds.</summary>
    [Range(0, 60)]
    public double PatienceSeconds { get; set; } = 2;
}
