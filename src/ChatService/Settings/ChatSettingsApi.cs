using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>New settings; what is left out stays.</summary>
/// <param name="ChatEnabled">Whether anyone can write.</param>
/// <param name="SlowModeSeconds">0 (off) to 3,600.</param>
public sealed record ChangeChatSettingsRequest(bool? ChatEnabled = null, int? SlowModeSeconds = null);

internal static class ChatSettingsApi
{
    public static WebApplicationBuilder AddChatSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChatSettingsStore>();
        return builder;
    }

    public static void MapChatSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/streams/{id}/chat-settings").WithTags("Chat");
        settings.MapGet("", GetAsync).Describe("getChatSettings", "The settings of a stream's chat.").WithProblems(404);
        settings.MapPut("", PutAsync)
            .Describe("changeChatSettings", "Changes the chat's settings for this and later streams of the channel, at once and without ending anything. Creator or admin.")
            .ForPeople()
            .WithProblems(400, 401, 403, 404);
    }

    private static async Task<Ok<ChatSettings>> GetAsync(string id, StreamDirectory streams, CancellationToken cancellation) =>
        TypedResults.Ok((await streams.RequireAsync(id, cancellation)).Settings);

    private static async Task<Ok<ChatSettings>> PutAsync(
        string id, ChangeChatSettingsRequest request, Caller caller, StreamDirectory streams, ChatSettingsStore store, CancellationToken cancellation)
    {
        var stream = await streams.RequireAsync(id, cancellation);
        if (caller.Id != stream.CreatorId && !caller.IsAdmin)
        {
            throw Problem.Forbidden("Only the channel's owner may change its chat.");
        }

        var slowMode = request.SlowModeSeconds ?? stream.Settings.SlowModeSeconds;
        if (slowMode is < 0 or > ChatSettings.MaxSlowModeSeconds)
        {
            throw Problem.Validation($"slowModeSeconds is 0 to {ChatSettings.MaxSlowModeSeconds}.");
        }

        await store.SaveAsync(stream, request.ChatEnabled ?? stream.Settings.ChatEnabled, slowMode, caller.Id, cancellation);
        return TypedResults.Ok((await streams.RequireAsync(id, cancellation)).Settings);
    }
}
