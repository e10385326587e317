using System.ComponentModel.DataAnnotations;
using Streaming.Contracts;
using Streaming.StreamService.Validation;

namespace Streaming.StreamService.Channels;

/// <summary>A channel as clients see it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Slug">Unique and stable; part of the channel's address.</param>
/// <param name="Name">1–60 characters.</param>
/// <param name="Description">At most 5,000 characters.</param>
/// <param name="Category">At most 40 characters.</param>
/// <param name="Tags">At most 10.</param>
/// <param name="Owner">Its creator.</param>
/// <param name="FollowerCount">Exact.</param>
/// <param name="IsLive">Whether a stream of it is live that the asker may know of.</param>
/// <param name="LiveStreamId">That stream.</param>
/// <param name="IsFollowing">Whether the asker follows it; null when nobody is signed in.</param>
internal sealed record ChannelView(
    string Id,
    string Slug,
    string Name,
    string? Description,
    string? Category,
    IReadOnlyList<string> Tags,
    PublicUser Owner,
    int FollowerCount,
    bool IsLive,
    string? LiveStreamId,
    bool? IsFollowing);

/// <summary>What an owner says about a channel; members left out become empty.</summary>
internal record ChannelDetails
{
    /// <summary>1–60 characters.</summary>
    [Required, Text(60)]
    public string Name { get; init; } = "";

    /// <summary>At most 5,000 characters.</summary>
    [Text(5000, Multiline = true)]
    public string? Description { get; init; }

    /// <summary>At most 40 characters.</summary>
    [Text(40)]
    public string? Category { get; init; }

    /// <summary>At most 10, each at most 25 characters.</summary>
    [TagList]
    public string[]? Tags { get; init; }
}

/// <summary>A channel to be made.</summary>
internal sealed record NewChannel : ChannelDetails
{
    /// <summary>3–40 characters of <c>[a-z0-9-]</c>, not beginning or ending with a hyphen; can't be changed later.</summary>
    [Required, Slug]
    public string Slug { get; init; } = "";
}

/// <summary>Whether the asker follows a channel now.</summary>
/// <param name="IsFollowing">After the request.</param>
/// <param name="FollowerCount">Exact.</param>
internal sealed record FollowState(bool IsFollowing, int FollowerCount);

/// <summary>The secret with which encoders publish to a channel.</summary>
/// <param name="StreamKey">Whoever has it can broadcast: show it to the owner only.</param>
/// <param name="RotatedAt">Since when it is valid; UTC.</param>
internal sealed record StreamKeyView(string StreamKey, DateTimeOffset RotatedAt);
