using Pipeline.Replication.Contract;

namespace Pipeline.Replication.Source;

/// <summary>Values of a column that cannot be moved exactly.</summary>
internal sealed record RefusedValues(SourceTable Table, SourceColumn Column, Refusal Refusal, long Rows);
