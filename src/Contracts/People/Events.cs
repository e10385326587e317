namespace Streaming.Contracts;

/// <summary>An account came to be. Published by IdentityService once per account.</summary>
/// <param name="User">The public profile at that moment.</param>
/// <param name="Email">Where mail may be sent; never shown to other people.</param>
/// <param name="At">UTC.</param>
public sealed record UserRegistered(PublicUser User, string Email, DateTimeOffset At);

/// <summary>A public profile changed. Carries the whole new profile; the latest <paramref name="At"/> wins.</summary>
/// <param name="User">The public profile after the change.</param>
/// <param name="At">UTC.</param>
public sealed record UserProfileChanged(PublicUser User, DateTimeOffset At);
