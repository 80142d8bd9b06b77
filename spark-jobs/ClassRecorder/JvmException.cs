namespace Pipeline.ClassRecorder;

/// <summary>A call into the JVM ended in an exception there.</summary>
internal sealed class JvmException(string message) : Exception(message);
