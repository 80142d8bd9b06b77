namespace Pipeline.Spark.Sql.Embedded.Rows;

/// <summary>Who will read the text of a bulk load. They differ in bytes (MySQL: hexadecimal) and in two escapes.</summary>
internal enum CopyDialect
{
    MySql,
    Postgres,
}
