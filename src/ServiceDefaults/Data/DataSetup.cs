using System.Reflection;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Streaming.ServiceDefaults;

/// <summary>Gives a service its PostgreSQL database.</summary>
public static class DataSetup
{
    /// <summary>
    /// Connections of one process, unless the connection string says <c>Maximum Pool Size</c>. The server must grant that many to
    /// every replica of every service.
    /// </summary>
    public const int MaxPoolSize = 48;

    /// <summary>Registers <see cref="Database"/>, runs the migrations at start, and adds the database to readiness.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionName">The connection string's name, e.g. <c>streamdb</c>.</param>
    /// <param name="migrations">The assembly whose embedded <c>Migrations/*.sql</c> files make the schema.</param>
    public static IHostApplicationBuilder AddDatabase(this IHostApplicationBuilder builder, string connectionName, Assembly migrations)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        UtcTimeHandler.Register();
        builder.Services.AddSingleton(services => NpgsqlDataSource.Create(WithPoolSize(
            services.GetRequiredService<IConfiguration>().GetConnectionString(connectionName)
            ?? throw new InvalidOperationException($"The connection string '{connectionName}' is missing."))));
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton(new MigrationSource("defaults", typeof(DataSetup).Assembly));
        builder.Services.AddSingleton(new MigrationSource("service", migrations));
        builder.Services.AddHostedService<Migrator>();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("postgres", tags: [HealthTags.Ready], timeout: TimeSpan.FromSeconds(3));
        return builder;
    }

    // Of a keyword that is given twice the last counts.
    private static string WithPoolSize(string connectionString) => $"Maximum Pool Size={MaxPoolSize};{connectionString}";
}
