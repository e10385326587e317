using Streaming.Contracts;
using Streaming.StreamService.Validation;

namespace Streaming.StreamService.Channels;

/// <summary>A channel with its owner, as one query gives them.</summary>
internal sealed record ChannelRow
{
    public Guid Id { get; init; }

    public string Slug { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string? Category { get; init; }

    public string[] Tags { get; init; } = [];

    public int FollowerCount { get; init; }

    public string OwnerId { get; init; } = "";

    public string OwnerUsername { get; init; } = "";

    public string OwnerDisplayName { get; init; } = "";

    public string? OwnerAvatarUrl { get; init; }

    public string? OwnerBio { get; init; }

    public string[] OwnerRoles { get; init; } = [];

    /// <summary>The live stream that the asker may know of.</summary>
    public Guid? LiveStreamId { get; init; }

    /// <summary>Null when nobody is signed in.</summary>
    public bool? IsFollowing { get; init; }

    public ChannelRef ToRef() => new(Id.ToString(), Slug, Name);

    public PublicUser ToOwner() => new(OwnerId, OwnerUsername, OwnerDisplayName, OwnerAvatarUrl, OwnerBio, OwnerRoles);

    public ChannelView ToView() => new(
        Id.ToString(),
        Slug,
        Name,
        Description,
        Category,
        Tags,
        ToOwner(),
        FollowerCount,
        LiveStreamId is not null,
        LiveStreamId?.ToString(),
        IsFollowing);

    public ChannelRow With(ChannelDetails details) => this with
    {
        Name = details.Name.Trim(),
        Description = Texts.OrNull(details.Description),
        Category = Texts.OrNull(details.Category),
        Tags = Texts.Tags(details.Tags),
    };
}
