namespace Streaming.MediaNode.Tests.Support;

/// <summary>A browser's page, however that browser is driven.</summary>
public interface ITab : IAsyncDisposable
{
    /// <summary>What the page wrote to its console.</summary>
    IReadOnlyCollection<string> Console { get; }

    /// <summary>Runs an expression in the page and awaits what it promises.</summary>
    Task DoAsync(string expression);

    /// <summary>As <see cref="DoAsync"/>, and brings the value back.</summary>
    Task<T> AskAsync<T>(string expression);
}
