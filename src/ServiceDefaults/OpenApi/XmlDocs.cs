using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Streaming.ServiceDefaults;

/// <summary>
/// The documentation comments of our own types, from the XML files beside their assemblies. The framework's generator reads
/// only those of the project that calls <c>AddOpenApi</c>, which is this one and not the services.
/// </summary>
internal static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = [];

    /// <summary>What a type is; null when nobody wrote it down.</summary>
    public static string? OfType(Type type) => Text(Member(type)?.Element("summary"));

    /// <summary>What a property is: its own summary, or the parameter's of a positional record.</summary>
    public static string? OfProperty(Type type, string name) =>
        Text(Find(type, $"P:{NameOf(type)}.{name}")?.Element("summary"))
        ?? Text(Member(type)?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name));

    /// <summary>The <c>Description</c> of the service's project.</summary>
    public static string? AssemblyDescription(string? service) => AppDomain.CurrentDomain.GetAssemblies()
        .FirstOrDefault(a => a.GetName().Name == service)?.GetCustomAttribute<AssemblyDescriptionAttribute>()?.Description;

    private static XElement? Member(Type type) => Find(type, $"T:{NameOf(type)}");

    private static string? NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.');

    private static XElement? Find(Type type, string member) => Files.GetOrAdd(type.Assembly, Load).GetValueOrDefault(member);

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var file = assembly.IsDynamic || assembly.Location.Length == 0 ? "" : Path.ChangeExtension(assembly.Location, ".xml");
        return assembly.GetName().Name is { } name && !name.StartsWith("System", StringComparison.Ordinal) && File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!, StringComparer.Ordinal)
            : [];
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var parts = element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" or "paramref" } see => $"`{LastPart((string?)see.Attribute("cref") ?? (string?)see.Attribute("name") ?? (string?)see.Attribute("langword"))}`",
            XElement other => other.Value,
            XText text => text.Value,
            _ => "",
        });
        return Spaces().Replace(string.Concat(parts), " ").Trim() is { Length: > 0 } result ? result : null;
    }

    private static string? LastPart(string? reference) => reference?[(reference.LastIndexOfAny(['.', ':']) + 1)..];

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
