using System.ComponentModel.DataAnnotations;
using Streaming.StreamService.Validation;

namespace Streaming.StreamService.Streams;

/// <summary>What a creator says about a stream; members left out take their defaults.</summary>
internal record StreamDetails
{
    /// <summary>The most tokens a place can cost.</summary>
    public const int MaxPrice = 1_000_000;

    /// <summary>1–140 characters.</summary>
    [Required, Text(140)]
    public string Title { get; init; } = "";

    /// <summary>At most 5,000 characters.</summary>
    [Text(5000, Multiline = true)]
    public string? Description { get; init; }

    /// <summary>At most 40 characters.</summary>
    [Text(40)]
    public string? Category { get; init; }

    /// <summary>At most 10, each at most 25 characters.</summary>
    [TagList]
    public string[]? Tags { get; init; }

    /// <summary>Tokens for a place; 0 is free.</summary>
    [Range(0, MaxPrice)]
    public int Price { get; init; }

    /// <summary><c>public</c>, <c>unlisted</c> (only by its link) or <c>followers</c>.</summary>
    [AllowedValues(StreamVisibility.Public, StreamVisibility.Unlisted, StreamVisibility.Followers, ErrorMessage = "visibility is public, unlisted or followers.")]
    public string Visibility { get; init; } = StreamVisibility.Public;

    /// <summary><c>everyone</c> or <c>mature</c>.</summary>
    [AllowedValues("everyone", "mature", ErrorMessage = "sensitivity is everyone or mature.")]
    public string Sensitivity { get; init; } = "everyone";

    /// <summary>Whether to keep a recording.</summary>
    public bool Record { get; init; }
}

/// <summary>A stream to be announced.</summary>
internal sealed record NewStream : StreamDetails
{
    /// <summary>When it is to begin: in the future, at most a year ahead; UTC.</summary>
    [Required]
    public DateTimeOffset ScheduledFor { get; init; }
}

/// <summary>A change to a stream that is scheduled or live. Members left out or null stay as they are; an empty text clears an optional one.</summary>
internal sealed record StreamEdit
{
    /// <summary>1–140 characters.</summary>
    [Text(140)]
    public string? Title { get; init; }

    /// <summary>At most 5,000 characters.</summary>
    [Text(5000, Multiline = true)]
    public string? Description { get; init; }

    /// <summary>At most 40 characters.</summary>
    [Text(40)]
    public string? Category { get; init; }

    /// <summary>At most 10, each at most 25 characters.</summary>
    [TagList]
    public string[]? Tags { get; init; }

    /// <summary>Tokens for a place; can't change while live.</summary>
    [Range(0, StreamDetails.MaxPrice)]
    public int? Price { get; init; }

    /// <summary><c>public</c>, <c>unlisted</c> or <c>followers</c>.</summary>
    [AllowedValues(null, StreamVisibility.Public, StreamVisibility.Unlisted, StreamVisibility.Followers, ErrorMessage = "visibility is public, unlisted or followers.")]
    public string? Visibility { get; init; }

    /// <summary><c>everyone</c> or <c>mature</c>.</summary>
    [AllowedValues(null, "everyone", "mature", ErrorMessage = "sensitivity is everyone or mature.")]
    public string? Sensitivity { get; init; }

    /// <summary>Whether to keep a recording; can't change while live.</summary>
    public bool? Record { get; init; }

    /// <summary>When it is to begin; can't change while live; UTC.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }
}
