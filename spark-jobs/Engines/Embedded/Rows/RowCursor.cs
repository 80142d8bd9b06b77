using System.Data.Common;
using Pipeline.Spark.Sql.Types;

namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>A reader at work, with what it keeps open.</summary>
internal sealed class RowCursor(DbDataReader reader, StructType schema, Action interrupt, IDisposable owner) : IDisposable
{
    private bool _ended;

    public DbDataReader Reader => reader;

    public StructType Schema => schema;

    public bool Read()
    {
        var more = reader.Read();
        _ended = !more;
        return more;
    }

    /// <summary>Closes it; rows not read yet are not fetched first.</summary>
    public void Dispose()
    {
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
