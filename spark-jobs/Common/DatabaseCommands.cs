using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Pipeline.Common;

/// <summary>Short forms of the three things one does with a statement, and of what one asks when it fails.</summary>
public static class DatabaseCommands
{
    extension(DbConnection connection)
    {
        /// <summary>Runs a statement; parameters are positional in the order of <c>@p0, @p1, …</c>.</summary>
        /// <returns>The rows it affected.</returns>
        public async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object?[] parameters)
        {
            await using var command = connection.CommandOf(sql, parameters);
            return await command.ExecuteNonQueryAsync(cancellation);
        }

        /// <summary>Reads one value; null where the server gives NULL or no row.</summary>
        public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellation, params object?[] parameters)
        {
            await using var command = connection.CommandOf(sql, parameters);
            var value = await command.ExecuteScalarAsync(cancellation);
            var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
            return value is null or DBNull ? default : (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }

        /// <summary>Reads all rows through a function.</summary>
        public async Task<List<T>> QueryAsync<T>(
            string sql, Func<DbDataReader, T> row, CancellationToken cancellation, params object?[] parameters)
        {
            await using var command = connection.CommandOf(sql, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellation))
                rows.Add(row(reader));
            return rows;
        }

        /// <summary>True when an error is the end of the connection: what the server held for it is given up.</summary>
        public bool IsLostBy(Exception error) => error is DbException or InvalidOperationException && connection.State is not ConnectionState.Open;

        private DbCommand CommandOf(string sql, object?[] parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < parameters.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                parameter.Value = parameters[i] ?? DBNull.Value;
                command.Parameters.Add(parameter);
            }
            return command;
        }
    }
}
