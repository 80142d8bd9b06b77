using System.Reflection;

namespace Pipeline.Engines.Tests.Api;

/// <summary>Types and members as spark-jobs/Engines/api.txt writes them.</summary>
internal static class ApiText
{
    /// <summary>The lines of the checked list that stands in the assembly.</summary>
    public static IReadOnlyList<string> Checked(Assembly engines)
    {
        using var list = engines.GetManifestResourceStream("api.txt") ?? throw new InvalidOperationException($"{engines} holds no api.txt.");
        using var reader = new StreamReader(list);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    /// <summary>A type: what it is, and what it comes from.</summary>
    public static string Header(Type type) =>
        (type.IsEnum ? "enum " : type.IsAbstract ? "abstract class " : type.IsSealed ? "sealed class " : "class ") + Name(type)
        + (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(Enum) ? $" : {Name(parent)}" : "");

    /// <summary>All that a type declares in public.</summary>
    public static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{Name(type)}.{name} = {(int)Enum.Parse(type, name)}")
        : type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is not MethodInfo { IsSpecialName: true })
            .Select(Member);

    /// <summary>One member with its type before it.</summary>
    public static string Member(MemberInfo member) => $"{Name(member.DeclaringType!)}.{Signature(member)}";

    private static string Signature(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
        PropertyInfo { Name: "Item" } indexer => $"this[{Parameters(indexer.GetIndexParameters())}] : {Name(indexer.PropertyType)}",
        PropertyInfo property => $"{property.Name} : {Name(property.PropertyType)}",
        MethodInfo method => $"{method.Name}{(method.IsGenericMethod ? "<T>" : "")}({Parameters(method.GetParameters())}) : {Name(method.ReturnType)}",
        _ => member.ToString()!,
    };

    private static string Parameters(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}" + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue}" : "")));

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };
}
