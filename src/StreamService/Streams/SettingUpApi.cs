using Microsoft.AspNetCore.Http.HttpResults;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.StreamService.Streams;

/// <summary>Routes for streams that are not live yet.</summary>
internal static class SettingUpApi
{
    public static void MapSettingUp(this IEndpointRouteBuilder streams)
    {
        streams.MapPost("/setup", async Task<Ok<StreamView>> (StreamDetails request, Caller caller, SettingUp settingUp, CancellationToken cancellation) =>
                TypedResults.Ok((await settingUp.SetUpAsync(caller, request, cancellation)).ToView()))
            .ForPeople().Describe("setUpStream", "Makes or changes the caller's next stream").WithProblems(400, 401, 403, 409);

        streams.MapPost("/", async Task<Created<StreamView>> (NewStream request, Caller caller, SettingUp settingUp, CancellationToken cancellation) =>
                Created(await settingUp.ScheduleAsync(caller, request, cancellation)))
            .ForPeople().Describe("scheduleStream", "Announces a stream for a time to come").WithProblems(400, 401, 403, 409);

        streams.MapPost("/{id:guid}/duplicate", async Task<Created<StreamView>> (Guid id, Caller caller, SettingUp settingUp, CancellationToken cancellation) =>
                Created(await settingUp.DuplicateAsync(caller, id, cancellation)))
            .ForPeople().Describe("duplicateStream", "Makes a new stream, without a date, like an earlier one").WithProblems(401, 403, 404, 409);

        streams.MapPost("/{id:guid}/cancel", async Task<Ok<StreamView>> (Guid id, Caller caller, SettingUp settingUp, CancellationToken cancellation) =>
                TypedResults.Ok((await settingUp.CancelAsync(caller, id, cancellation)).ToView()))
            .ForPeople().Describe("cancelStream", "Calls a scheduled stream off").WithProblems(401, 403, 404)
            .WithProblem(409, ProblemCodes.InvalidTransition);

        streams.MapDelete("/{id:guid}", async Task<NoContent> (Guid id, Caller caller, SettingUp settingUp, CancellationToken cancellation) =>
            {
                await settingUp.DeleteAsync(caller, id, cancellation);
                return TypedResults.NoContent();
            })
            .ForPeople().Describe("deleteStream", "Deletes a stream that is not live").WithProblems(401, 403, 404)
            .WithProblem(409, ProblemCodes.InvalidTransition);
    }

    private static Created<StreamView> Created(StreamRow stream) => TypedResults.Created($"/api/streams/{stream.Id}", stream.ToView());
}
