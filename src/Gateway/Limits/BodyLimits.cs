using Microsoft.AspNetCore.Http.Features;
using Streaming.Gateway.Routing;
using Streaming.ServiceDefaults;

namespace Streaming.Gateway.Limits;

/// <summary>Answers 413 to bodies beyond the route's limit: at once when the length is declared, else as soon as it is passed.</summary>
internal static class BodyLimits
{
    public static void UseBodyLimits(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { } route)
        {
            if (context.Request.ContentLength > route.MaxBodyBytes)
            {
                throw new ProblemException(413, ProblemCodes.PayloadTooLarge, $"The body may have at most {route.MaxBodyBytes} bytes.");
            }

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = route.MaxBodyBytes;
            }
        }

        return next(context);
    });
}
