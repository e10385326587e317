using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

#pragma warning disable CS1591 // documented by Aspire

public class ParameterResource(string name, Func<string> value, bool secret) : Resource(name), IValueProvider
{
    private readonly Lazy<string> _value = new(value);

    public bool Secret { get; } = secret;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(_value.Value);

    internal string Text => _value.Value;
}

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Lowercase = "abcdefghijkmnopqrstuvwxyz";
    private const string Uppercase = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    public int MinLength { get; set; } = 22;

    // Letters and digits always do here: values travel in addresses and connection strings.
    public bool Special { get; set; } = true;

    public override string GetDefaultValue() => RandomNumberGenerator.GetString(Lowercase + Uppercase + Digits, MinLength);
}

#pragma warning restore CS1591
