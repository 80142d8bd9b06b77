using Pipeline.Common;

namespace Pipeline.Cli.Doctor;

/// <summary>The command line of the doctor.</summary>
internal sealed class DoctorOptions : JobOptions;
