using System.Collections;
using System.Reflection;
using CommandLine;

namespace Pipeline.Common;

/// <summary>An option without its value, such as <c>--topic $TOPIC</c> where that variable is empty: the parser takes the default in its place, and says nothing.</summary>
internal static class UnfilledOption
{
    /// <summary>The long name of the first one, or null.</summary>
    /// <param name="options">The class of the options.</param>
    /// <param name="args">The command line.</param>
    public static string? In(Type options, IReadOnlyList<string> args)
    {
        var single = options.GetProperties()
            .Where(property => property.PropertyType == typeof(string) || !property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            .Where(property => property.PropertyType != typeof(bool))
            .Select(property => property.GetCustomAttribute<OptionAttribute>()?.LongName)
            .ToHashSet(StringComparer.Ordinal);
        return args.Where((word, index) => IsOption(word) && (index + 1 == args.Count || IsOption(args[index + 1]))).Select(word => word[2..]).FirstOrDefault(single.Contains);
    }

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
}
