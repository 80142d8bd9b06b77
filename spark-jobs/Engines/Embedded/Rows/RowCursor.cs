using System.Data.Common;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>A reader at work, with what it keeps open.</summary>
internal sealed class RowCursor(DbDataReader reader, StructType schema, Action interrupt, IDisposable owner) : IDisposable
{
    private bool _ended;
    private bool _closed;

    public DbDataReader Reader => reader;

    public StructType Schema => schema;

    public bool Read()
    {
        var more = reader.Read();
        _ended = !more;
        return more;
    }

    /// <summary>Closes it; rows not read yet are not fetched first. A driver that was given them closes them too.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        try
        {
            if (!_ended)
                interrupt();
            reader.Dispose();
        }
        catch (DbException)
        {
            // The query was interrupted on purpose, or its error has been thrown by Read.
        }
        finally
        {
            owner.Dispose();
        }
    }
}
