// The namespace is that of the library, by whose full name its error is known.
namespace Microsoft.Spark;

/// <summary>As the library throws it: the JVM's printed trace is the message.</summary>
internal sealed class JvmException(string trace) : Exception(trace);
