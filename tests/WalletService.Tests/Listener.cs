using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Streaming.Contracts;
using Streaming.ServiceDefaults;

namespace Streaming.WalletService.Tests;

/// <summary>Another service on the bus, which hears what the wallet tells.</summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Listener(WebApplication app) => _app = app;

    public static async Task<Listener> StartAsync(string database, string broker)
    {
        var builder = ServiceHost.CreateBuilder([]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:listenerdb"] = database,
            ["ConnectionStrings:rabbitmq"] = broker,
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.Services.AddSingleton<Book>();
        builder.AddDatabase("listenerdb", typeof(Listener).Assembly).AddBus("listener", bus => bus
            .On<TokensDeducted, Ear>()
            .On<TokensDeductionRejected, Ear>()
            .On<TokensPurchased, Ear>());
        var app = builder.Build();
        await app.StartAsync();
        return new Listener(app);
    }

    /// <summary>The events that were heard about a gift, enrolment or purchase.</summary>
    public IReadOnlyList<object> About(string reference) =>
        [.. _app.Services.GetRequiredService<Book>().Heard.Where(h => h.Reference == reference).Select(h => h.Message)];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class Book
    {
        public ConcurrentQueue<(string Reference, object Message)> Heard { get; } = [];
    }

    private sealed class Ear(Book book) : IEventHandler<TokensDeducted>, IEventHandler<TokensDeductionRejected>, IEventHandler<TokensPurchased>
    {
        public Task HandleAsync(TokensDeducted message, UnitOfWork work, CancellationToken cancellation) => Note(message.Reference, message);

        public Task HandleAsync(TokensDeductionRejected message, UnitOfWork work, CancellationToken cancellation) => Note(message.Reference, message);

        public Task HandleAsync(TokensPurchased message, UnitOfWork work, CancellationToken cancellation) => Note(message.PurchaseId, message);

        private Task Note(string reference, object message)
        {
            book.Heard.Enqueue((reference, message));
            return Task.CompletedTask;
        }
    }
}
