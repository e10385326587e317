using System.Data;
using Dapper;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Npgsql hands <c>timestamptz</c> out as a UTC DateTime and takes DateTimeOffset in UTC only; ours are DateTimeOffset everywhere,
/// with whatever offset a client sent.
/// </summary>
internal sealed class UtcTimeHandler : SqlMapper.ITypeHandler
{
    /// <summary>Makes this the only way in and out; Dapper's own mapping would win for parameters.</summary>
    public static void Register()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new UtcTimeHandler());
    }

    public object Parse(Type destinationType, object value) => value switch
    {
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        DateTimeOffset time => time.ToUniversalTime(),
        _ => throw new DataException($"{value.GetType().Name} is not a time."),
    };

    public void SetValue(IDbDataParameter parameter, object value)
    {
        // Said for nulls too: PostgreSQL can't always guess their type.
        parameter.DbType = DbType.DateTimeOffset;
        parameter.Value = value is DateTimeOffset time ? time.ToUniversalTime() : DBNull.Value;
    }
}
