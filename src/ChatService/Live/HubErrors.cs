using Microsoft.AspNetCore.SignalR;
using Streaming.ServiceDefaults;

namespace Streaming.ChatService;

/// <summary>
/// Failed invocations answer <c>code: text</c>, with the codes of problem documents. SignalR's clients see it after a preface, as
/// <c>An unexpected error occurred invoking '…' on the server. HubException: code: text</c>: match <c>HubException: ([a-z_]+): (.*)</c>.
/// </summary>
internal sealed class HubErrors(ILogger<HubErrors> logger) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            HubVisit.Of(invocation.Context).RequirePace();
            return await next(invocation);
        }
        catch (ProblemException e)
        {
            throw new HubException($"{e.Code}: {e.Message}", e);
        }
        catch (Exception e) when (!invocation.Context.ConnectionAborted.IsCancellationRequested)
        {
            logger.LogError(e, "{Method} failed", invocation.HubMethodName);
            throw new HubException($"{ProblemCodes.Internal}: Something went wrong; try again.", e);
        }
    }
}
