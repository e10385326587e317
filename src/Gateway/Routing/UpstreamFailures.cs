using Microsoft.AspNetCore.Mvc;
using Yarp.ReverseProxy.Forwarder;

namespace Streaming.Gateway.Routing;

/// <summary>Says in a problem document what kept a request from its service, where the proxy would answer with an empty 502.</summary>
internal static class UpstreamFailures
{
    /// <summary>When a client should try again after a service could not be reached: a crashed one is back by then.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var (status, detail) = Describe(failure, context.Response.StatusCode);
        context.Response.Clear();
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout)
        {
            context.Response.Headers.RetryAfter = $"{RetryAfter.TotalSeconds:0}";
        }

        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }

    private static (int Status, string Detail) Describe(IForwarderErrorFeature failure, int status) => failure switch
    {
        { Exception: BadHttpRequestException bad } => (bad.StatusCode, "The request's body could not be taken."),
        { Error: ForwarderError.RequestBodyClient } => (status < 500 ? status : 400, "The request's body could not be read."),
        { Error: ForwarderError.RequestTimedOut } => (504, "This part of the platform takes too long at the moment. Try again."),
        _ => (503, "This part of the platform can't be reached at the moment. Try again."),
    };
}
