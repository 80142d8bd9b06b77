using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Pipeline.Engines.Tests.Api;

namespace Pipeline.Cli.Tests.Spark;

/// <summary>What an assembly uses of the engines, as its compiled references say: nothing can be used without one.</summary>
internal static class ApiUse
{
    private const string Engines = "Pipeline.Engines";

    /// <summary>The types and members, in the words of api.txt.</summary>
    public static IReadOnlyList<string> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var names = file.GetMetadataReader();
        var types = Tokens(names.TypeReferences.Select(handle => (EntityHandle)handle)).Select(token => assembly.ManifestModule.ResolveType(token));
        var members = Tokens(names.MemberReferences.Where(IsPlain).Select(handle => (EntityHandle)handle)).Select(token => assembly.ManifestModule.ResolveMember(token)!);
        return
        [
            .. types.Where(IsOurs).Select(ApiText.Header),
            .. members.Where(member => IsOurs(member.DeclaringType)).Select(member => ApiText.Member(Whole(member))),
        ];

        // A member of a generic type needs its context to be resolved, and the engines have none.
        bool IsPlain(MemberReferenceHandle handle) => names.GetMemberReference(handle).Parent.Kind == HandleKind.TypeReference;
    }

    private static IEnumerable<int> Tokens(IEnumerable<EntityHandle> handles) => handles.Select(handle => MetadataTokens.GetToken(handle));

    private static bool IsOurs(Type? type) => string.Equals(type?.Assembly.GetName().Name, Engines, StringComparison.Ordinal);

    /// <summary>The property of an accessor, which is what the list names.</summary>
    private static MemberInfo Whole(MemberInfo member) => member is MethodInfo { IsSpecialName: true } accessor
        ? accessor.DeclaringType!.GetProperties().Single(property => property.GetMethod == accessor || property.SetMethod == accessor)
        : member;
}
