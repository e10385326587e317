using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Streaming.Gateway.Routing;

/// <summary>Sends a read that could not reach its replica to the others, one after the other; a write might have had its effect and is not repeated.</summary>
internal static class RetryElsewhere
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var proxy = context.GetReverseProxyFeature();
        var tried = new HashSet<DestinationState>();
        while (HasNotArrived(context) && proxy.ProxiedDestination is { } failed && tried.Add(failed))
        {
            var others = proxy.AllDestinations.Where(replica => !tried.Contains(replica)).ToList();
            if (others.Count == 0)
            {
                return;
            }

            proxy.AvailableDestinations = others;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            await next(context);
        }
    }

    private static bool HasNotArrived(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !context.Response.HasStarted
        && context.GetForwarderErrorFeature() is { Error: ForwarderError.Request };
}
