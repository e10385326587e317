using System.Data;
using Dapper;

namespace Streaming.ServiceDefaults;

/// <summary>Npgsql hands <c>timestamptz</c> out as a UTC DateTime; ours are DateTimeOffset everywhere.</summary>
internal sealed class UtcTimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override DateTimeOffset Parse(object value) => value switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time.ToUniversalTime(),
        _ => throw new DataException($"{value.GetType().Name} is not a time."),
    };

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.ToUniversalTime();
}
