using System.Globalization;
using Npgsql;
using Streaming.AppHost.Local.Data;
using Streaming.AppHost.Local.Processes;

namespace Streaming.AppHost.Local.Servers;

/// <summary>
/// One PostgreSQL cluster on 127.0.0.1 (no Unix socket), made at the first start. PostgreSQL refuses root, so under root it
/// runs as the account <c>postgres</c>, which owns the cluster's folder.
/// </summary>
/// <param name="folder">Cluster folder.</param>
/// <param name="port">TCP port.</param>
/// <param name="password">Of the superuser <c>postgres</c>: letters and digits only.</param>
/// <param name="clients">Processes that use it at once; it grants each <see cref="ConnectionsPerClient"/>.</param>
/// <param name="durable">False: commits are not forced to disk (tests).</param>
public sealed class PostgresServer(string folder, int port, string password, int clients = PostgresServer.DefaultClients, bool durable = true) : IWorkload
{
    /// <summary>Connections for one process: a little more than its pool holds (<c>DataSetup.MaxPoolSize</c>, 48).</summary>
    public const int ConnectionsPerClient = 50;

    /// <summary>Connections beside those of the clients: health checks, migrations, somebody with psql.</summary>
    public const int SpareConnections = 100;

    /// <summary>One replica of each of the six services: 400 connections in all.</summary>
    public const int DefaultClients = 6;

    private const string Superuser = "postgres";
    private readonly Account? _account = Unix.IsRoot ? Account.Find("postgres") : null;
    private bool _crossClosedFolders;

    /// <summary>The connection string for one database of this server.</summary>
    public string ConnectionStringFor(string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = Superuser,
            Password = password,
            Database = database,
        }.ConnectionString;

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var parent = Path.GetDirectoryName(folder)!;
        Directory.CreateDirectory(parent);
        _crossClosedFolders = !await AccountReachesAsync(parent, cancellationToken);
        if (!Directory.Exists(folder))
        {
            await MakeClusterAsync(cancellationToken);
        }

        RemoveStaleLock();
    }

    /// <inheritdoc/>
    public Launch CreateLaunch() => CreateLaunch("postgres",
    [
        "-D", folder, "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1",
        .. Settings().SelectMany(setting => (string[])["-c", setting]),
    ]);

    /// <inheritdoc/>
    public int? Port => port;

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw new NotReadyException($"PostgreSQL does not answer on port {port}: {error.Message}", error);
        }
    }

    /// <summary>Makes a database unless it exists.</summary>
    public async Task EnsureDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE \"{database}\"", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            return;
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{ConnectionStringFor(Superuser)};Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private IEnumerable<string> Settings()
    {
        yield return "unix_socket_directories=";
        yield return $"max_connections={((clients * ConnectionsPerClient) + SpareConnections).ToString(CultureInfo.InvariantCulture)}";
        yield return "timezone=UTC";
        yield return "log_timezone=UTC";
        yield return "jit=off";
        if (!durable)
        {
            yield return "fsync=off";
            yield return "synchronous_commit=off";
            yield return "full_page_writes=off";
        }
    }

    // Made beside its place and then moved, so that a cluster is either whole or not there.
    private async Task MakeClusterAsync(CancellationToken cancellationToken)
    {
        var draft = $"{folder}.new";
        var passwordFile = $"{folder}.password";
        if (Directory.Exists(draft))
        {
            Directory.Delete(draft, recursive: true);
        }

        Directory.CreateDirectory(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await PrivateFile.WriteAsync(passwordFile, password, cancellationToken);
        if (_account is not null)
        {
            Unix.ChangeOwner(draft, _account);
            Unix.ChangeOwner(passwordFile, _account);
        }

        try
        {
            string[] whatFor = ["-D", draft, "-U", Superuser, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--no-locale", "--no-instructions"];
            await Command.RunAsync(CreateLaunch("initdb", durable ? whatFor : [.. whatFor, "--no-sync"]), cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(draft, folder);
    }

    // After a crash the lock file may name a process id that another program has by now; PostgreSQL would refuse to start.
    private void RemoveStaleLock()
    {
        var path = Path.Combine(folder, "postmaster.pid");
        if (!File.Exists(path))
        {
            return;
        }

        var holder = File.ReadLines(path).First().Trim();
        if (new FileInfo($"/proc/{holder}/exe").LinkTarget is not { } program || Path.GetFileName(program) != "postgres")
        {
            File.Delete(path);
        }
    }

    private async Task<bool> AccountReachesAsync(string path, CancellationToken cancellationToken)
    {
        if (_account is null)
        {
            return true;
        }

        var test = new Launch { FileName = "test", Arguments = ["-x", path], RunAs = _account, WorkingDirectory = "/" };
        return (await Command.TryRunAsync(test, cancellationToken)).ExitCode == 0;
    }

    private Launch CreateLaunch(string program, IReadOnlyList<string> arguments) => new()
    {
        FileName = Path.Combine(PostgresBinaries.Find(folder).Folder, program),
        Arguments = arguments,
        WorkingDirectory = "/",
        RunAs = _account,
        CrossClosedFolders = _crossClosedFolders,
        StopSignal = UnixSignal.Interrupt,
        OrphanSignal = UnixSignal.Quit,
    };
}
