using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Streaming.ServiceDefaults.Tests.Support;

namespace Streaming.ServiceDefaults.Tests.Data;

public sealed class PoolTests
{
    [Theory]
    [InlineData("", DataSetup.MaxPoolSize)]
    [InlineData(";Maximum Pool Size=7", 7)]
    [InlineData(";MaxPoolSize=100", 100)]
    public async Task Pool_HasOurSize_UnlessTheConnectionStringSays(string given, int size)
    {
        await using var app = TestService.Build(
            builder => builder.AddDatabase("testdb", typeof(PoolTests).Assembly), map: null, ("ConnectionStrings:testdb", $"Host=127.0.0.1;Password=a=b{given}"));

        var pool = new NpgsqlConnectionStringBuilder(app.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString);

        pool.MaxPoolSize.ShouldBe(size);
    }
}
