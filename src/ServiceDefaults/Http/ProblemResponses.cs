using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Streaming.ServiceDefaults;

/// <summary>Every error leaves as <c>application/problem+json</c> with <c>code</c> and <c>traceId</c>, whatever raised it.</summary>
internal static class ProblemResponses
{
    public static void AddProblemResponses(this IServiceCollection services) => services
        .AddProblemDetails(options => options.CustomizeProblemDetails = Complete)
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

    private static int StatusOf(Exception e) => e switch
    {
        ProblemException p => p.Status,
        BadHttpRequestException b => b.StatusCode,
        OperationCanceledException => 499,
        TimeoutException => 503,
        _ => 500,
    };

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is { } error)
        {
            Describe(problem, error, context.HttpContext.Response);
        }

        if (problem is HttpValidationProblemDetails { Errors.Count: > 0 } invalid)
        {
            problem.Detail ??= string.Join(' ', invalid.Errors.SelectMany(e => e.Value));
        }

        problem.Extensions.TryAdd("code", ProblemCodes.ForStatus(problem.Status ?? 500));
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
            case BadHttpRequestException b:
                // The inner message can quote internals; the outer one names the parameter.
                problem.Detail = b.Message;
                break;
        }
    }
}
