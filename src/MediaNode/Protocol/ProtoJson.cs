using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Streaming.MediaNode.Protocol;

/// <summary>
/// Protobuf messages as JSON in the two dialects that LiveKit writes: RoomService answers in snake_case with defaults and nulls,
/// webhooks in camelCase without defaults. Fields come in declaration order; 64-bit integers are strings.
/// </summary>
public sealed class ProtoJson
{
    /// <summary>RoomService answers.</summary>
    public static readonly ProtoJson Twirp = new(snakeCase: true, defaults: true);

    /// <summary>Webhook bodies.</summary>
    public static readonly ProtoJson Webhook = new(snakeCase: false, defaults: false);

    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly bool _snakeCase, _defaults;

    private ProtoJson(bool snakeCase, bool defaults) => (_snakeCase, _defaults) = (snakeCase, defaults);

    /// <summary>The message as UTF-8.</summary>
    public byte[] Write(IMessage message)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options)) Write(json, message);
        return stream.ToArray();
    }

    private void Write(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (!IsWritten(field, message)) continue;
            json.WritePropertyName(_snakeCase ? field.Name : field.JsonName);
            Write(json, field, field.Accessor.GetValue(message));
        }
        json.WriteEndObject();
    }

    private bool IsWritten(FieldDescriptor field, IMessage message)
    {
        if (field.RealContainingOneof is not null) return field.Accessor.HasValue(message);
        if (_defaults) return true;
        return field.IsMap ? ((System.Collections.IDictionary)field.Accessor.GetValue(message)).Count > 0
            : field.IsRepeated ? ((System.Collections.IList)field.Accessor.GetValue(message)).Count > 0
            : field.HasPresence ? field.Accessor.HasValue(message)
            : !IsDefault(field.Accessor.GetValue(message));
    }

    private static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    private void Write(Utf8JsonWriter json, FieldDescriptor field, object? value)
    {
        if (field.IsMap)
        {
            var map = (System.Collections.IDictionary)value!;
            json.WriteStartObject();
            foreach (string key in map.Keys) json.WriteString(key, (string)map[key]!);
            json.WriteEndObject();
        }
        else if (field.IsRepeated)
        {
            json.WriteStartArray();
            foreach (var item in (System.Collections.IList)value!) WriteOne(json, field, item);
            json.WriteEndArray();
        }
        else
        {
            WriteOne(json, field, value);
        }
    }

    private void WriteOne(Utf8JsonWriter json, FieldDescriptor field, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case IMessage message: Write(json, message); break;
            case string text: json.WriteStringValue(text); break;
            case ByteString bytes: json.WriteStringValue(bytes.ToBase64()); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number when field.FieldType == FieldType.Enum: WriteEnum(json, field, number); break;
            case Enum number: WriteEnum(json, field, Convert.ToInt32(number, CultureInfo.InvariantCulture)); break;
            case int number: json.WriteNumberValue(number); break;
            case uint number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case IFormattable number: json.WriteStringValue(number.ToString(null, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteEnum(Utf8JsonWriter json, FieldDescriptor field, int number)
    {
        if (field.EnumType.FindValueByNumber(number) is { } known) json.WriteStringValue(known.Name);
        else json.WriteNumberValue(number);
    }
}
