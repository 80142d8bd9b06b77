using System.Reflection;
using Pipeline.Spark.Sql;

namespace Pipeline.Engines.Tests.Api;

/// <summary>The public surface is the checked list spark-jobs/Engines/api.txt, whose signatures are those of Microsoft.Spark 2.x.</summary>
public sealed class ApiListTests
{
    [Fact]
    public void The_public_surface_is_the_checked_list()
    {
        using var list = typeof(SparkSession).Assembly.GetManifestResourceStream("api.txt")!;
        using var reader = new StreamReader(list);
        var expected = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#');

        Surface().ShouldBe(expected, ignoreOrder: true);
    }

    private static IEnumerable<string> Surface() =>
        from type in typeof(SparkSession).Assembly.GetExportedTypes()
        from line in Members(type).Prepend(Header(type))
        select line;

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{Name(type)}.{name} = {(int)Enum.Parse(type, name)}")
        : type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is not MethodInfo { IsSpecialName: true })
            .Select(member => $"{Name(type)}.{Signature(member)}");

    private static string Header(Type type) =>
        (type.IsEnum ? "enum " : type.IsAbstract ? "abstract class " : type.IsSealed ? "sealed class " : "class ") + Name(type)
        + (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(Enum) ? $" : {Name(parent)}" : "");

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
