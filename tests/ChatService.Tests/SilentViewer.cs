using System.Net.Sockets;
using Streaming.Testing;

namespace Streaming.ChatService.Tests;

/// <summary>A viewer whose machine goes to sleep: the connection stays open and nothing answers any more, not even pings.</summary>
internal sealed class SilentViewer : IAsyncDisposable
{
    private readonly SocketsHttpHandler _handler = new();
    private SleepingStream? _wire;
    private HubClient? _hub;

    public static async Task<SilentViewer> JoinAsync(Uri node, string streamId, CancellationToken cancellation)
    {
        var viewer = new SilentViewer();
        viewer._handler.ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return viewer._wire = new SleepingStream(new NetworkStream(socket, ownsSocket: true));
        };
        viewer._hub = await HubClient.ConnectAsync(node, token: null, cancellation, new HttpMessageInvoker(viewer._handler, disposeHandler: false));
        await viewer._hub.InvokeAsync("JoinStream", streamId);
        return viewer;
    }

    public void StopAnswering() => _wire!.Sleep();

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }

        _handler.Dispose();
    }

    private sealed class SleepingStream(Stream wire) : DelegatingStream(wire)
    {
        private readonly TaskCompletionSource _asleep = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Sleep() => _asleep.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await Inner.ReadAsync(buffer, cancellationToken);
            if (_asleep.Task.IsCompleted)
            {
                await _closed.Task.WaitAsync(cancellationToken);
                return 0;
            }

            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _asleep.Task.IsCompleted ? ValueTask.CompletedTask : Inner.WriteAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
