using System.ComponentModel.DataAnnotations;

namespace Streaming.NotificationService;

/// <summary>One of <see cref="NotificationTypes.All"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KnownTypeAttribute : ValidationAttribute
{
    public KnownTypeAttribute() => ErrorMessage = $"The types are {string.Join(", ", NotificationTypes.All)}.";

    public override bool IsValid(object? value) => value is string type && NotificationTypes.All.Contains(type);
}

/// <summary>One of <see cref="NotificationChannels.All"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KnownChannelAttribute : ValidationAttribute
{
    public KnownChannelAttribute() => ErrorMessage = $"The channels are {string.Join(", ", NotificationChannels.All)}.";

    public override bool IsValid(object? value) => value is string channel && NotificationChannels.All.Contains(channel);
}
