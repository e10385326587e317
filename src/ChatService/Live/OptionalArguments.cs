using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Streaming.ChatService;

/// <summary>
/// The JSON hub protocol with optional arguments at the end of <c>SendMessage</c>, which SignalR itself does not know: an invocation
/// that does not fit is read again with fewer parameters, and the rest is null.
/// </summary>
internal sealed class OptionalArguments(IHubProtocol json) : IHubProtocol
{
    private const int Needed = 2;

    public string Name => json.Name;

    public int Version => json.Version;

    public TransferFormat TransferFormat => json.TransferFormat;

    public bool IsVersionSupported(int version) => json.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => json.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => json.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var start = input;
        if (!json.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        if (message is InvocationBindingFailureMessage { Target: nameof(LiveHub.SendMessage) })
        {
            var all = binder.GetParameterTypes(nameof(LiveHub.SendMessage));
            for (var count = all.Count - 1; count >= Needed && message is InvocationBindingFailureMessage; count--)
            {
                var again = start;
                if (json.TryParseMessage(ref again, new FewerParameters(binder, count), out var shorter) && shorter is InvocationMessage invocation)
                {
                    var arguments = invocation.Arguments;
                    Array.Resize(ref arguments, all.Count);
                    message = new InvocationMessage(invocation.InvocationId, invocation.Target, arguments, invocation.StreamIds) { Headers = invocation.Headers };
                }
            }
        }

        return true;
    }

    private sealed class FewerParameters(IInvocationBinder binder, int count) : IInvocationBinder
    {
        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [.. binder.GetParameterTypes(methodName).Take(count)];

        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
