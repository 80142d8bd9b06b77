namespace Pipeline.Events;

/// <summary>How batches are packed on their way and in the broker.</summary>
internal enum Compression
{
    None,
    Gzip,
    Snappy,
    Lz4,
    Zstd,
}
