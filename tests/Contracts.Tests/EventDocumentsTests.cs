using System.Text.Json.Nodes;

namespace Streaming.Contracts.Tests;

public sealed class EventDocumentsTests
{
    public static TheoryData<string> Names => new(EventSchema.Messages.Select(m => m.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_LostNothingSinceItsSchemaWasCommitted_AndTheSchemaIsUpToDate(string name)
    {
        var message = EventSchema.Messages.Single(m => m.Name == name);
        if (CommittedDocument.Read($"events/{name}.json") is { } committed)
        {
            SchemaChanges.Lost(JsonNode.Parse(committed), EventSchema.Of(message), name).ShouldBeEmpty();
        }

        CommittedDocument.ShouldBeUpToDate($"events/{name}.json", EventSchema.Write(message));
    }

    [Fact]
    public void EveryCommittedMessage_StillExists() =>
        CommittedDocument.NamesIn("events").Except(EventSchema.Messages.Select(m => m.Name)).ShouldBeEmpty();

    [Fact]
    public void EveryMessage_IsDocumented() =>
        EventSchema.Messages.Where(m => EventSchema.Of(m)["description"] is null).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"integer"}}}""", null)]
    [InlineData("""{"type":"object","properties":{"b":{"type":"string"}}}""", "E.a is gone")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}}}""", "E.a has another type")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","format":"date-time"}}}""", "E.a has another type")]
    [InlineData("""{"type":"object","properties":{"a":{"type":["string","null"]}}}""", null)]
    public void Lost_NamesWhatConsumersWouldMiss(string now, string? expected)
    {
        var before = JsonNode.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}""");

        SchemaChanges.Lost(before, JsonNode.Parse(now), "E").ShouldBe(expected is null ? [] : [expected]);
    }
}
