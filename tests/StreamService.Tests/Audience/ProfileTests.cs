using Streaming.Contracts;
using Streaming.StreamService.Tests.Support;

namespace Streaming.StreamService.Tests.Audience;

public sealed class ProfileTests(StreamServer server) : LiveTest(server)
{
    [Fact]
    public async Task A_creators_new_name_shows_on_the_live_stream_and_an_older_profile_does_not()
    {
        var (ada, id) = await Person.LiveAsync(Server);
        var profile = new PublicUser(ada.Id, "ada", "Countess Ada", "/files/ada.png", "Numbers", ["viewer", "creator"]);
        var now = Server.Time.GetUtcNow();

        await Server.Events.PublishAsync(new UserProfileChanged(profile, now));
        await Server.Events.ShouldContainAsync<StreamUpdated>(e => e.Stream.Id == id && e.Stream.Creator.DisplayName == "Countess Ada");
        await Server.Events.ShouldContainAsync<ChannelSaved>(e => e.Owner.Id == ada.Id && e.Owner.AvatarUrl == "/files/ada.png");

        // The account's first announcement, late.
        await Server.Events.PublishAsync(new UserRegistered(profile with { DisplayName = "ada" }, "ada@example.org", now.AddMinutes(-1)));
        await Server.Events.PublishAsync(new UserProfileChanged(profile with { Bio = "Engines" }, now.AddSeconds(1)));
        await Server.Events.ShouldContainAsync<StreamUpdated>(e => e.Stream.Id == id && e.Stream.Creator.Bio == "Engines");
        ((string?)(await StreamAsync(id))["creator"]!["displayName"]).ShouldBe("Countess Ada");
        ada.Dispose();
    }

    [Fact]
    public async Task Other_services_can_ask_what_a_stream_is()
    {
        var (ada, id) = await Person.LiveAsync(Server, new { title = "Asked for" });

        var known = await Server.Events.AskAsync<DescribeStream, StreamDescribed>(new DescribeStream(id));
        var unknown = await Server.Events.AskAsync<DescribeStream, StreamDescribed>(new DescribeStream(Guid.CreateVersion7().ToString()));
        var malformed = await Server.Events.AskAsync<DescribeStream, StreamDescribed>(new DescribeStream("nonsense"));

        known.Stream.ShouldNotBeNull().Title.ShouldBe("Asked for");
        known.Stream.Status.ShouldBe("live");
        known.Stream.Creator.Id.ShouldBe(ada.Id);
        unknown.Stream.ShouldBeNull();
        malformed.Stream.ShouldBeNull();
        ada.Dispose();
    }
}
