#pragma warning disable ASP0029 // The one place that builds on the validation model, which is still marked experimental.
using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Validation;

namespace Streaming.ServiceDefaults;

/// <summary>
/// Finds the DataAnnotations of request records at run time. The framework's own finder is a source generator that sees only
/// the project that calls <c>AddValidation</c>, which is this one, and not the services. Attributes may stand on a property or
/// on the parameter of a positional record. A reference that is not declared nullable is required, in a list too.
/// </summary>
internal sealed class ReflectedValidation : IValidatableInfoResolver
{
    private readonly ConcurrentDictionary<Type, TypeRules?> _rules = [];

    public bool TryGetValidatableTypeInfo(Type type, [NotNullWhen(true)] out IValidatableInfo? validatableInfo) =>
        (validatableInfo = _rules.GetOrAdd(type, Find)) is not null;

    public bool TryGetValidatableParameterInfo(ParameterInfo parameterInfo, [NotNullWhen(true)] out IValidatableInfo? validatableInfo)
    {
        // The framework's resolver for parameters follows; it asks the above for their types.
        validatableInfo = null;
        return false;
    }

    private static TypeRules? Find(Type type)
    {
        if (!type.IsClass || type == typeof(string) || type.FullName?.StartsWith("Streaming.", StringComparison.Ordinal) != true)
        {
            return null;
        }

        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite)
            .Select(property => new PropertyRules(type, property))
            .ToArray();
        return members.Length == 0 ? null : new TypeRules(type, members);
    }

    private sealed class TypeRules(Type type, PropertyRules[] members) : ValidatableTypeInfo(type, members)
    {
        private readonly ValidationAttribute[] _attributes = [.. type.GetCustomAttributes<ValidationAttribute>()];

        protected override ValidationAttribute[] GetValidationAttributes() => _attributes;
    }

    private sealed class PropertyRules(Type type, PropertyInfo property)
        : ValidatablePropertyInfo(type, property.PropertyType, property.Name, JsonNamingPolicy.CamelCase.ConvertName(property.Name))
    {
        private readonly ValidationAttribute[] _attributes = AttributesOf(type, property);

        protected override ValidationAttribute[] GetValidationAttributes() => _attributes;

        private static ValidationAttribute[] AttributesOf(Type type, PropertyInfo property)
        {
            var attributes = property.GetCustomAttributes<ValidationAttribute>()
                .Concat(type.GetConstructors().SelectMany(c => c.GetParameters())
                    .Where(p => p.Name == property.Name)
                    .SelectMany(p => p.GetCustomAttributes<ValidationAttribute>()))
                .ToList();
            var nullability = new NullabilityInfoContext().Create(property);
            if ((nullability.ElementType ?? (nullability.GenericTypeArguments is [var only] ? only : null)) is { ReadState: NullabilityState.NotNull, Type.IsValueType: false })
            {
                attributes.Add(new NoNullElementsAttribute());
            }

            var required = !property.PropertyType.IsValueType && nullability.WriteState == NullabilityState.NotNull;
            if (required && !attributes.OfType<RequiredAttribute>().Any())
            {
                attributes.Insert(0, new RequiredAttribute { AllowEmptyStrings = true });
            }

            return [.. attributes];
        }
    }

    [AttributeUsage(AttributeTargets.Property)]
    private sealed class NoNullElementsAttribute() : ValidationAttribute("The field {0} must not contain null.")
    {
        public override bool IsValid(object? value) => value is not IEnumerable elements || elements.Cast<object?>().All(e => e is not null);
    }
}
