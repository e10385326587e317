using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace Streaming.ServiceDefaults;

/// <summary>Every error leaves as <c>application/problem+json</c> with <c>code</c> and <c>traceId</c>, whatever raised it and whatever the client accepts.</summary>
internal static class ProblemResponses
{
    public static void AddProblemResponses(this IServiceCollection services) => services
        .AddSingleton<IProblemDetailsWriter, ProblemWriter>()
        .AddProblemDetails()
        .Configure<ExceptionHandlerOptions>(o =>
        {
            o.StatusCodeSelector = StatusOf;
            o.SuppressDiagnosticsCallback = c => StatusOf(c.Exception) < 500;
        });

    public static void UseProblemResponses(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    // A client that went away itself never gets here: the framework ends those requests with 499.
    internal static int StatusOf(Exception e) => e switch
    {
        ProblemException p => p.Status,
        BadHttpRequestException b => b.StatusCode,
        // Text that PostgreSQL can't hold: U+0000.
        PostgresException { SqlState: PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire } => StatusCodes.Status400BadRequest,
        NpgsqlException { IsTransient: true } or RedisException or TimeoutException or OperationCanceledException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    internal static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is { } error)
        {
            Describe(problem, error, context.HttpContext.Response);
        }

        if (problem is HttpValidationProblemDetails { Errors.Count: > 0 } invalid)
        {
            invalid.Errors = invalid.Errors.ToDictionary(e => JsonPath(e.Key), e => e.Value, StringComparer.Ordinal);
            problem.Detail ??= string.Join(' ', invalid.Errors.SelectMany(e => e.Value));
        }

        problem.Detail ??= problem.Title;
        problem.Extensions.TryAdd("code", ProblemCodes.ForStatus(problem.Status ?? StatusCodes.Status500InternalServerError));
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
    }

    private static void Describe(ProblemDetails problem, Exception error, HttpResponse response)
    {
        switch (error)
        {
            case ProblemException p:
                problem.Detail = p.Message;
                problem.Extensions["code"] = p.Code;
                foreach (var (name, value) in p.Members)
                {
                    problem.Extensions[name] = value;
                }

                if (p.RetryAfter is { } wait)
                {
                    response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                }

                break;
            case BadHttpRequestException { InnerException: JsonException json }:
                // Its message names our types; where the fault is helps without them.
                problem.Detail = $"The body is not the JSON that this route expects (at {json.Path ?? "$"}, line {json.LineNumber + 1}).";
                break;
            case BadHttpRequestException b:
                problem.Detail = b.Message;
                break;
            case PostgresException when problem.Status == StatusCodes.Status400BadRequest:
                problem.Detail = "Text must not contain the character U+0000.";
                break;
        }
    }

    private static string JsonPath(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
